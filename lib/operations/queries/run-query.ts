import { type JobLedger, LeaseLost } from '../../core/delivery/ledger.ts';
import { UserError } from '../../core/errors.ts';
import type { IssueParams } from '../../core/issue.ts';
import type { JobQuery } from '../../core/job/query.ts';
import { JobLease, type Interrupt, withLease } from '../delivery/hold.ts';
import { INTERNAL, type Stop, stopOf } from '../delivery/stops.ts';

export interface RunQueryOptions {
  readonly ledger: JobLedger;
  readonly query: JobQuery;
  /** Runs the query, and makes its result the job's file in one step with the ledger. Answers what came of it. */
  readonly freeze: (signal: AbortSignal) => Promise<{ readonly records: number; readonly bytes: number }>;
  readonly hasRoom: () => boolean;
}

/** What another try may come through. */
const PASSING: readonly string[] = [
  ...['query_engine_failed', 'query_out_of_memory', 'query_timeout'],
  ...['trino_unreachable', 'trino_busy', 'trino_failed', 'trino_memory'],
];

/**
 * The first half of a query's job, claimed: its result is frozen, so that it can be sent, looked at, and sent again byte for
 * byte. Nothing has been sent until then, so that after a crash the query just runs again. True where the job goes on as
 * an export; else it has ended, or waits.
 */
export async function runQuery(options: RunQueryOptions, interrupt: Interrupt): Promise<boolean> {
  const hold = new JobLease(options);
  try {
    return await withLease(hold, interrupt, () => freeze(hold, options));
  } catch (error) {
    await end(hold, options.ledger, error).catch(unlessLost);
    return false;
  }
}

/** Who has lost a job just stops: whatever it writes is void. */
function unlessLost(error: unknown): void {
  if (!(error instanceof LeaseLost)) throw error;
}

async function freeze(hold: JobLease, { ledger, query, freeze }: RunQueryOptions): Promise<boolean> {
  await ledger.log('info', 'query_started', { database: query.database, engine: query.engine });
  for (let tried = 0; ; tried++) {
    hold.signal.throwIfAborted();
    try {
      const { records, bytes } = await freeze(hold.signal);
      await ledger.log('info', 'query_frozen', { records, bytes });
      break;
    } catch (error) {
      const isPassing = error instanceof UserError && PASSING.includes(error.code);
      if (hold.stop || !isPassing || tried >= query.retryLimit) throw error;
      await ledger.log('warn', 'query_retried', { tried: tried + 1, most: query.retryLimit });
    }
  }
  if (ledger.job.authenticationId !== null) return true;
  await ledger.finish('success', null);
  return false;
}

async function end(hold: JobLease, ledger: JobLedger, error: unknown): Promise<void> {
  const stop = hold.stop ?? queryStopOf(error);
  if (stop.state === 'error') await ledger.log('error', 'query_failed');
  await ledger.finish(stop.state, stop.error);
  if (stop === INTERNAL) throw error;
}

/** What is wrong with a query, a person puts right. */
function queryStopOf(error: unknown): Stop {
  if (!(error instanceof UserError)) return stopOf(error);
  return { state: 'error', error: { code: error.code, params: textParams(error.params) } };
}

/** Column names of a query that sends nothing may be anything; they are kept short. */
function textParams(params: IssueParams): IssueParams {
  return Object.fromEntries(
    Object.entries(params).map(([key, value]) => [key, typeof value === 'string' ? value.slice(0, 500) : value]),
  );
}
