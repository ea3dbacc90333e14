import { type JobLedger, LeaseLost } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { JobQuery } from '../../core/job/query.ts';
import { type Interrupt, JobLease, withLease } from '../delivery/job-lease.ts';
import { INTERNAL, type Stop, stopOf } from '../delivery/stops.ts';

export interface RunQueryOptions {
  readonly ledger: JobLedger;
  readonly query: JobQuery;
  /** Runs the query, and makes its result the job's file in one transaction. Returns its size. */
  readonly freeze: (signal: AbortSignal) => Promise<{ readonly records: number; readonly bytes: number }>;
  readonly hasRoom: () => boolean;
}

/** Codes of temporary errors. */
const TEMPORARY: readonly string[] = [
  ...['query_engine_failed', 'query_out_of_memory', 'query_timeout'],
  ...['trino_unreachable', 'trino_busy', 'trino_failed', 'trino_memory'],
];

/**
 * The first part of a claimed query job: freezes the result, so that it can be sent, viewed, and resent byte for byte.
 * Nothing has been sent before, so after a crash the query just runs again. Returns true if the job continues as an export;
 * else it has ended or is paused.
 */
export async function runQuery(options: RunQueryOptions, interrupt: Interrupt): Promise<boolean> {
  const lease = new JobLease(options);
  try {
    return await withLease(lease, interrupt, () => freeze(lease, options));
  } catch (error) {
    await end(lease, options.ledger, error).catch(unlessLost);
    return false;
  }
}

/** An owner that has lost its lease just stops, since its writes have no effect. */
function unlessLost(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error;
}

async function freeze(lease: JobLease, { ledger, query, freeze }: RunQueryOptions): Promise<boolean> {
  await ledger.log('info', 'query_started', { database: query.database, engine: query.engine });
  for (let tried = 0; ; tried++) {
    lease.signal.throwIfAborted();
    try {
      const { records, bytes } = await freeze(lease.signal);
      await ledger.log('info', 'query_frozen', { records, bytes });
      break;
    } catch (error) {
      const isTemporary = error instanceof UserError && TEMPORARY.includes(error.code);
      if (lease.stop || !isTemporary || tried >= query.retryLimit) throw error;
      await ledger.log('warn', 'query_retried', { tried: tried + 1, most: query.retryLimit });
    }
  }
  if (ledger.job.authenticationId !== null) return true;
  await ledger.finish('success', null);
  return false;
}

async function end(lease: JobLease, ledger: JobLedger, error: unknown): Promise<void> {
  const stop = lease.stop ?? queryStopOf(error);
  if (stop.state === 'error') await ledger.log('error', 'query_failed');
  await ledger.finish(stop.state, stop.error);
  if (stop === INTERNAL) throw error;
}

/** Errors of a query are for a person to correct. */
function queryStopOf(error: unknown): Stop {
  if (!(error instanceof UserError)) return stopOf(error);
  return { state: 'error', error: { code: error.code, params: textParams(error.params) } };
}

/** Limits the length of error parameters, since column names of a query can be arbitrary. */
function textParams(params: IssueParams): IssueParams {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, 500) : value]),
  );
}
