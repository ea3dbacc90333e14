import { z } from 'zod';
import { DELIVERIES, JOB_STATES, JOB_TYPES, type Job } from '../../core/job/job.ts';
import { type JobObject, jobObject } from '../../core/view/job-object.ts';
import { translate } from '../../messages/translate.ts';
import { heldBackBy, summarizeJob } from '../../operations/jobs/view-job.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { errorText } from '../error-text.ts';
import { isoTime, isoTimeOrNull, registerShape, timestamp } from './shape-registry.ts';

const count = z.int().nonnegative();

const recordCounts = registerShape(
  'RecordCounts',
  z.object({
    read: count,
    accepted: count,
    rejected: count,
    invalid: count,
    not_sent: count,
    uncertain: count,
  }),
);

export const jobShape = registerShape(
  'Job',
  z.object({
    job_id: z.int(),
    type: z.enum(JOB_TYPES),
    status: z.enum(JOB_STATES),
    destination: z.string().nullable(),
    test_event: z.boolean(),
    skip_invalid_record: z.boolean(),
    records: recordCounts,
    repeats: count,
    resent_after_unknown: count,
    batches: count,
    calls: count,
    started_at: timestamp.nullable(),
    ended_at: timestamp.nullable(),
    error: z
      .object({ code: z.string(), message: z.string() })
      .catchall(z.union([z.string(), z.number()]))
      .nullable(),
    database: z.string().optional(),
    engine: z.string().optional(),
    engine_address: z.string().nullable().optional(),
    query: z.string().optional(),
  }),
) satisfies z.ZodType<JobObject>;

/** A job as scripts see it. The message about a refused token contains the name of the authentication. */
export async function describeJob(job: Job, { authentications }: { authentications: NameSource }): Promise<JobObject> {
  const { id, authenticationId, account, error } = job;
  const authentication = error && authenticationId !== null ? (await authentications.get(authenticationId)).name : '';
  return jobObject(job, ({ code, params }) => errorText(code, { job: id, authentication, account, ...params }));
}

interface NameSource {
  get(id: number): Promise<{ readonly name: string }>;
}

/** Members that the job object lacks: what the job uses, and its progress. */
export const jobDetailsShape = registerShape(
  'JobDetails',
  z.object({
    job_id: z.int(),
    /** Null for a job without a file: a build, or a query that has no result yet. */
    upload: z.object({ id: z.int(), name: z.string() }).nullable(),
    /** Null if nothing is sent. */
    authentication: z.object({ id: z.int(), name: z.string(), target: z.enum(['live', 'sandbox']) }).nullable(),
    account: z.string(),
    already_accepted: z.enum(['skip', 'send']),
    delivery: z.enum(DELIVERIES),
    bytes: z.object({ read: count, total: count }),
    issues: z.array(
      z.object({ severity: z.enum(['error', 'warning']), code: z.string(), column: z.string(), records: count }),
    ),
    created_at: timestamp,
    file: z
      .object({
        deleted_at: timestamp.nullable(),
        deleted_because: z.enum(['retention', 'requested']).nullable(),
        kept_until: timestamp.nullable(),
        /** Other jobs with the same file. */
        shared_with: z.array(z.int()),
      })
      .nullable(),
    /** The sum of the first job and of all jobs that sent its records again; null for a job that sends nothing. */
    story: z.object({ first_job: z.int(), jobs: count, records: recordCounts, open: count }).nullable(),
    /** Why no worker starts the queued job. */
    held_back: z.object({ code: z.string(), message: z.string() }).nullable(),
    worker_alive: z.boolean(),
  }),
);

export async function describeJobDetails(job: Job, runtime: Runtime): Promise<z.output<typeof jobDetailsShape>> {
  const { records, workers } = runtime;
  const { authentication, account, bytes, name, story } = await summarizeJob(job, runtime);
  const heldBack = await heldBackBy(job, runtime);
  return {
    job_id: job.id,
    upload: job.uploadId === null ? null : { id: job.uploadId, name },
    authentication: authentication && { ...authentication },
    account,
    already_accepted: job.alreadyAccepted,
    delivery: job.delivery,
    bytes: { ...bytes },
    issues: (await records.issueCounts(job.id)).map((issue) => ({ ...issue })),
    created_at: isoTime(job.createdAt),
    file: job.uploadId === null ? null : await fileOf(job.id, job.uploadId, runtime),
    story: story && { first_job: story.first, jobs: story.jobs, records: { ...story.records }, open: story.open },
    held_back: heldBack && { code: heldBack.code, message: translate('errors', heldBack.code, heldBack.params) },
    worker_alive: await workers.isAnyAlive(),
  };
}

async function fileOf(job: number, upload: number, { uploads, retention, settings }: Runtime) {
  const { deleted } = await uploads.get(upload);
  return {
    deleted_at: isoTimeOrNull(deleted?.at ?? null),
    deleted_because: deleted?.because ?? null,
    kept_until: isoTimeOrNull(await retention.dueAt(upload, (await settings.current()).retention_days)),
    shared_with: (await retention.jobsOf(upload)).filter((other) => other !== job),
  };
}
