import type { IssueParams } from '../../../core/issue.ts';
import type { Delivery, Job, JobError, JobState, JobType, RepeatChoice } from '../../../core/job/job.ts';
import type { JobQuery, Priority, QueryEngine } from '../../../core/job/query.ts';
import type { Mapping } from '../../../core/record/field-target.ts';
import type { Constants } from '../../../core/record/plan.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';

export type JobRow = Row<
  'job',
  {
    type: JobType;
    state: JobState;
    request: Job['request'];
    engine: QueryEngine | null;
    already_accepted: 'skip' | 'send';
    delivery: Delivery;
    repeats: RepeatChoice;
  }
>;

type ErrorColumns = Pick<JobRow, 'error_code' | 'error_params'>;

/** The job as it is now. */
export async function findJob(database: Database, id: number): Promise<Job | undefined> {
  const row = await database.get<JobRow>('SELECT * FROM job WHERE id = ?', [id]);
  return row && jobOfRow(row);
}

export function jobOfRow(row: JobRow): Job {
  return {
    id: row.id,
    type: row.type,
    query: queryOfRow(row),
    savedFixes: JSON.parse(row.saved_repairs) as readonly unknown[],
    state: row.state,
    request: row.request,
    connector: row.connector,
    destination: row.destination,
    uploadId: row.upload_id,
    authenticationId: row.authentication_id,
    parameters: JSON.parse(row.parameters),
    account: row.account,
    testEvent: row.test_event === 1,
    skipInvalidRecord: row.skip_invalid_record === 1,
    mapping: JSON.parse(row.mapping) as Mapping,
    constants: JSON.parse(row.constants) as Constants,
    fixesBytes: row.fixes_bytes,
    parentId: row.parent_id,
    referenceTime: row.reference_time,
    rulesVersion: row.rules_version,
    maxEvents: row.max_events,
    maxBytes: row.max_bytes,
    alreadyAccepted: row.already_accepted,
    delivery: row.delivery,
    repeats: row.repeats,
    unknownSince: row.unknown_since,
    cursor: { byte: row.cursor_byte, record: row.cursor_record, line: row.cursor_line },
    records: countsOfRow(row),
    leftOutRepeats: row.repeat_count,
    countedRepeats: countedRepeatsOf(row),
    resentAfterUnknown: row.resent_after_unknown,
    batches: row.batch_count,
    calls: row.call_count,
    deaths: row.deaths,
    error: errorOfRow(row),
    createdAt: row.created_at,
    startedAt: row.started_at,
    endedAt: row.ended_at,
  };
}

function countedRepeatsOf({ identical_repeats: identical, differing_repeats: differing }: JobRow) {
  return identical === null || differing === null ? null : { identical, differing };
}

function queryOfRow(row: JobRow): JobQuery | null {
  const { sql, database, engine, planned_at: plannedAt } = row;
  if (sql === null || database === null || engine === null || plannedAt === null) return null;
  return {
    sql,
    database,
    engine,
    engineAddress: row.engine_address,
    plannedAt,
    priority: row.priority as Priority,
    retryLimit: row.retry_limit,
    domainKey: row.domain_key,
  };
}

/** `not_sent` is not stored: it is the number of records read without an outcome, so the sum is always correct. */
function countsOfRow(row: JobRow): Job['records'] {
  const { read_count: read, accepted_count: accepted, rejected_count: rejected } = row;
  const { invalid_count: invalid, uncertain_count: uncertain } = row;
  return { read, accepted, rejected, invalid, not_sent: read - accepted - rejected - invalid - uncertain, uncertain };
}

/** The error of a job or a review, as both store it. */
export function errorOfRow({ error_code: code, error_params: params }: ErrorColumns): JobError | null {
  return code === null ? null : { code, params: JSON.parse(params ?? '{}') as IssueParams };
}
