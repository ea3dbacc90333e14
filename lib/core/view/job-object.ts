import type { Job, JobType } from '../job/job.ts';
import type { JobQuery } from '../job/query.ts';

/** A job for scripts. Names and shape are a contract. */
export interface JobObject {
  readonly job_id: number;
  readonly type: JobType;
  readonly status: Job['state'];
  /** The base URL that it was created for, or `sandbox`; `unrecorded` for an old job, null if it sends nothing. */
  readonly destination: string | null;
  readonly test_event: boolean;
  readonly skip_invalid_record: boolean;
  readonly records: Job['records'];
  /** How many records were not sent because they repeat others of the file. */
  readonly repeats: number;
  readonly resent_after_unknown: number;
  readonly batches: number;
  readonly calls: number;
  readonly started_at: string | null;
  readonly ended_at: string | null;
  readonly error:
    | ({ readonly code: string; readonly message: string } & Readonly<Record<string, string | number>>)
    | null;
  /** This member and the next three exist only for queries. */
  readonly database?: string;
  readonly engine?: string;
  /** The Trino server that it was created for, with catalog and user; null for the built-in engine. */
  readonly engine_address?: string | null;
  readonly query?: string;
}

/** A job as an object for scripts. `textOf` returns the error message in the person's language. */
export function jobObject(job: Job, textOf: (error: NonNullable<Job['error']>) => string): JobObject {
  return {
    job_id: job.id,
    type: job.type,
    status: job.state,
    destination: job.destination,
    test_event: job.testEvent,
    skip_invalid_record: job.skipInvalidRecord,
    records: job.records,
    repeats: job.leftOutRepeats,
    resent_after_unknown: job.resentAfterUnknown,
    batches: job.batches,
    calls: job.calls,
    started_at: isoTime(job.startedAt),
    ended_at: isoTime(job.endedAt),
    ...(job.query && queryOf(job.query)),
    error: job.error && { ...job.error.params, code: job.error.code, message: textOf(job.error) },
  };
}

function queryOf({ database, engine, engineAddress, sql }: JobQuery) {
  return { database, engine, engine_address: engineAddress, query: sql };
}

function isoTime(milliseconds: number | null): string | null {
  return milliseconds === null ? null : new Date(milliseconds).toISOString();
}
