import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { Job } from '../../core/job/job.ts';
import type { SavedQuery } from '../../core/query/saved-query.ts';
import { type Scheduled, wholeSecond } from '../../core/schedule/planned-run.ts';
import { plannedTimes } from '../../core/schedule/timetable.ts';
import type { InOneTransaction } from '../../core/transaction.ts';
import type { MakeQueryJob } from './make-query-job.ts';

export interface RunSavedQueryOptions {
  readonly queries: { get(id: number): Promise<SavedQuery> };
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    addManualRun(run: { scheduled: Scheduled; plannedAt: number; jobId: number }): Promise<void>;
  };
  readonly clock: Clock;
  readonly makeJob: MakeQueryJob;
}

/** A job created by a manual run of a query, and its planned time. */
export interface ManualRun {
  readonly job: number;
  readonly plannedAt: number;
}

export interface PlannedTimesRequest {
  readonly from: number;
  readonly count: number;
  /** Deduplication key of the first job. */
  readonly domainKey?: string | undefined;
}

/** Runs a query now, even if another run has not ended. `at` becomes the planned time of the run. */
export async function runSavedQuery(
  options: RunSavedQueryOptions,
  id: number,
  { at = options.clock.now(), domainKey }: { readonly at?: number; readonly domainKey?: string | undefined } = {},
): Promise<ManualRun> {
  return (await runAt(options, id, [wholeSecond(at)], domainKey))[0] as ManualRun;
}

/**
 * Runs a query now for `count` planned times, the first at or after `from`, to repeat runs or make up for missed ones.
 * A query without a schedule runs once, for `from`. Creates all jobs or none.
 */
export async function runPlannedTimes(
  options: RunSavedQueryOptions,
  id: number,
  { from, count, domainKey }: PlannedTimesRequest,
): Promise<readonly ManualRun[]> {
  const { name, schedule } = await options.queries.get(id);
  if (schedule === null && count > 1) throw new UserError('query_unscheduled', { name });
  const times = schedule === null ? [from] : plannedTimes(schedule, from - 1, count);
  return runAt(options, id, times, domainKey);
}

async function runAt(
  options: RunSavedQueryOptions,
  id: number,
  times: readonly number[],
  domainKey?: string,
): Promise<readonly ManualRun[]> {
  const { queries, plannedRuns, makeJob } = options;
  return options.inOneTransaction(async () => {
    const query = await queries.get(id);
    const runs: ManualRun[] = [];
    for (const plannedAt of times) {
      const job: Pick<Job, 'id'> = await makeJob(query, plannedAt, runs.length === 0 ? domainKey : undefined);
      await plannedRuns.addManualRun({ scheduled: { kind: 'query', id }, plannedAt, jobId: job.id });
      runs.push({ job: job.id, plannedAt });
    }
    return runs;
  });
}
