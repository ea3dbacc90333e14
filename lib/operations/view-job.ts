import type { Authentication } from '../core/authentication.ts';
import { isResumable, type Job, OUTCOMES, type Outcome } from '../core/job.ts';
import type { JobRetention, JobSummary, JobView } from '../core/job-view.ts';
import type { LogLine } from '../core/ledger.ts';
import type { LogPage } from '../core/log-query.ts';
import type { IssueCount } from '../core/record-view.ts';
import type { Settings } from '../core/settings.ts';
import type { Upload } from '../core/upload.ts';
import { type ControlOptions, jobOf } from './control-job.ts';

export interface SummaryOptions {
  readonly uploads: { get(id: number): Upload };
  readonly authentications: { get(id: number): Authentication };
  readonly clock: { now(): number };
  readonly log: { page(job: number, page: LogPage): readonly LogLine[] };
}

export interface ViewOptions extends SummaryOptions, Pick<ControlOptions, 'jobs'> {
  readonly records: {
    countByStatus(job: number): ReadonlyMap<Outcome, number>;
    issueCounts(job: number): readonly IssueCount[];
  };
  readonly log: SummaryOptions['log'] & { countWarnings(job: number): number };
  readonly workers: { isAnyAlive(): boolean };
  readonly retention: {
    dueAt(upload: number, days: number): number | null;
    jobsOf(upload: number): readonly number[];
  };
  readonly settings: { current(): Pick<Settings, 'retention_days'> };
}

const LINES = 50;
/** The longest line end: what may stand behind the last record of a file that has been read to its end. */
const LINE_END = 2;

/** A job with the names of what it works with. */
export function summariseJob(job: Job, options: SummaryOptions): JobSummary {
  const { id, state, request, testEvent, account, records, error, createdAt, startedAt, endedAt } = job;
  const { uploads, authentications, clock } = options;
  const { name: file, start, spoolBytes, deleted } = uploads.get(job.uploadId);
  const left = spoolBytes - job.cursor.byte;
  const authentication = authentications.get(job.authenticationId);
  return {
    ...{ id, state, request, testEvent, account, records, error, createdAt, startedAt, endedAt, file },
    authentication: { id: authentication.id, name: authentication.name, target: authentication.target },
    bytes: { read: job.cursor.byte - start.byte + (left <= LINE_END ? left : 0), total: spoolBytes - start.byte },
    isResumable: isResumable(job) && !deleted,
    workedUntil: workedUntil(job, options),
    at: clock.now(),
  };
}

function workedUntil({ id, state, endedAt }: Job, { log, clock }: SummaryOptions): number {
  const last = state === 'paused' ? log.page(id, { limit: 1 }).at(-1)?.at : undefined;
  return endedAt ?? last ?? clock.now();
}

/** All that a job's page shows, at one moment. Throws UserError `job_unknown`. */
export function viewJob(options: ViewOptions, id: number): JobView {
  const { records, log, workers } = options;
  const job = jobOf(options, id);
  const { connector, skipInvalidRecord, alreadyAccepted, delivery, resentAfterUnknown, batches, calls } = job;
  const counts = records.countByStatus(id);
  const noted = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, counts.get(outcome) ?? 0]));
  return {
    ...summariseJob(job, options),
    ...{ connector, skipInvalidRecord, alreadyAccepted, delivery, resentAfterUnknown, batches, calls },
    noted: noted as Record<Outcome, number>,
    issues: records.issueCounts(id),
    log: log.page(id, { limit: LINES }),
    warnings: { count: log.countWarnings(id), log: log.page(id, { limit: LINES, atLeast: 'warn' }) },
    retention: retentionOf(job, options),
    isWorkerAlive: workers.isAnyAlive(),
  };
}

function retentionOf({ id, uploadId }: Job, { uploads, retention, settings }: ViewOptions): JobRetention {
  return {
    deleted: uploads.get(uploadId).deleted,
    dueAt: retention.dueAt(uploadId, settings.current().retention_days),
    sharedWith: retention.jobsOf(uploadId).filter((other) => other !== id),
  };
}
