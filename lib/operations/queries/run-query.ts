import type { JobLedger } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import { TEMPORARY_QUERY_ERRORS } from '../../core/job/job.ts';
import type { JobQuery } from '../../core/job/query.ts';
import type { Interrupt, JobLease } from '../delivery/job-lease.ts';
import { runLeased } from '../delivery/run-leased.ts';

export interface RunQueryOptions {
  readonly ledger: JobLedger;
  readonly query: JobQuery;
  /** Runs the query, and makes its result the job's file in one transaction. */
  readonly freeze: (signal: AbortSignal) => Promise<void>;
  readonly hasRoom: () => boolean;
}

/**
 * The first part of a claimed query job: freezes the result, so that it can be sent, viewed, and resent byte for byte.
 * Nothing has been sent yet, so after a crash the query runs again. Returns true if the job continues as an export in
 * this process; false if it has ended, is paused or back in the queue, or belongs to another process.
 */
export async function runQuery(options: RunQueryOptions, interrupt: Interrupt): Promise<boolean> {
  const { ledger, hasRoom } = options;
  const work = (lease: JobLease) => freezeWithRetries(lease, options);
  return (await runLeased({ ledger, hasRoom, failureCode: 'query_failed' }, interrupt, work)) ?? false;
}

async function freezeWithRetries(lease: JobLease, { ledger, query, freeze }: RunQueryOptions): Promise<boolean> {
  await ledger.log('info', 'query_started', { database: query.database, engine: query.engine });
  for (let retries = 0; ; retries++) {
    lease.signal.throwIfAborted();
    try {
      await freeze(lease.signal);
      break;
    } catch (error) {
      const isTemporary = error instanceof UserError && TEMPORARY_QUERY_ERRORS.includes(error.code);
      if (lease.stop || !isTemporary || retries >= query.retryLimit) throw error;
      await ledger.log('warn', 'query_retried', { tried: retries + 1, most: query.retryLimit });
    }
  }
  if (ledger.job.authenticationId !== null) return true;
  await ledger.finish('success', null);
  return false;
}
