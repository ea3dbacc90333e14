import { describeJob } from '../commands/shapes/job.ts';
import type { Job, JobState } from '../core/job/job.ts';
import { publicOrigin } from '../core/network/public-origin.ts';
import { translate } from '../messages/translate.ts';
import { jobName } from '../operations/jobs/job-name.ts';
import { resultTotal } from '../operations/workbench/preview-result.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { targetText } from './result-target.ts';
import { tdTime } from './td-time.ts';
import { dialectOf, prestoType } from './type-names.ts';

/** TD has no paused state: a paused job has not ended. */
export function tdStatus(state: JobState): string {
  return state === 'paused' ? 'running' : state;
}

/** What clients poll while they wait for a job. */
export async function tdStatusObject(job: Job, runtime: Runtime) {
  return { ...(await progressOf(job, runtime)), num_records: await recordsOf(job, runtime) };
}

async function progressOf(job: Job, { uploads, clock }: Runtime) {
  const { createdAt, startedAt, endedAt, uploadId } = job;
  return {
    job_id: String(job.id),
    status: tdStatus(job.state),
    created_at: tdTime(createdAt),
    updated_at: tdTime(endedAt ?? startedAt ?? createdAt),
    start_at: tdTime(startedAt),
    end_at: tdTime(endedAt),
    duration: durationOf(job, clock.now()),
    cpu_time: null,
    // The size of the stored result, although TD reports the size of its msgpack.gz file. Clients use the size only to
    // show the progress of a download.
    result_size: uploadId === null ? 0 : (await uploads.get(uploadId)).bytes,
    num_records: null,
  };
}

/** The seconds from the start of a job to its end, or until now, pauses included. */
export function durationOf({ startedAt, endedAt }: Pick<Job, 'startedAt' | 'endedAt'>, now: number): number {
  return startedAt === null ? 0 : Math.max(0, Math.round(((endedAt ?? now) - startedAt) / 1000));
}

async function recordsOf(job: Job, { log }: Runtime): Promise<number | null> {
  return job.query ? ((await resultTotal(job, log)) ?? null) : job.records.read;
}

/** A job in a list. */
export async function tdJobObject(job: Job, runtime: Runtime) {
  const { query, authenticationId: id, connector, parameters } = job;
  return {
    ...(await progressOf(job, runtime)),
    type: query ? dialectOf(query.engine) : 'export',
    database: query?.database ?? '',
    query: query?.sql ?? (await jobName(job, runtime)),
    priority: query?.priority ?? 0,
    retry_limit: query?.retryLimit ?? 0,
    result: id === null ? '' : targetText(connector, id, parameters),
    hive_result_schema: await schemaOf(job, runtime),
    url: `${publicOrigin(runtime.env)}/jobs/${job.id}`,
    user_name: '',
    organization: null,
    linked_result_export_job_id: null,
    result_export_target_job_id: null,
  };
}

/** Names and types of the result's columns, as JSON within JSON; null without a result. */
async function schemaOf({ id, query, uploadId }: Job, { uploads, jobs }: Runtime): Promise<string | null> {
  if (query === null || uploadId === null) return null;
  const types = await jobs.resultTypes(id);
  const { header } = await uploads.get(uploadId);
  return JSON.stringify(header.map((name, index) => [name, prestoType(types[index] ?? 'VARCHAR')]));
}

/** A job with its log. */
export async function fullTdJobObject(job: Job, runtime: Runtime) {
  return {
    ...(await tdJobObject(job, runtime)),
    num_records: await recordsOf(job, runtime),
    debug: await debugOf(job, runtime),
  };
}

const MAX_LOG_LINES = 1000;

/**
 * The first lines of the log, not the last, because clients print what is new since their last poll: later lines are
 * only appended to these.
 */
async function debugOf(job: Job, runtime: Runtime) {
  const shown = await runtime.log.firstWithout(job.id, 'batch_accepted', MAX_LOG_LINES);
  const lines = shown.map(({ code, params }) => `${translate('log', code, params)}\n`);
  return { cmdout: lines.join(''), stderr: (await describeJob(job, runtime)).error?.message ?? '' };
}
