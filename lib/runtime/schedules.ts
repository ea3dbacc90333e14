import { makeQueryJob } from '../operations/queries/make-query-job.ts';
import type { PlanOptions } from '../operations/schedules/plan-due-runs.ts';
import type { Runtime } from './runtime.ts';

/** Options for deciding about planned times and creating their jobs. */
export function planOptions(runtime: Runtime): PlanOptions {
  const { queries, plannedRuns, clock, logger } = runtime;
  // If the database no longer exists, the job is created and ends in error, so that recipients are notified.
  const ports = { ...runtime, refuseUnknownDatabase: () => {} };
  return {
    ...{ queries, plannedRuns, clock, makeJob: (...planned) => makeQueryJob(ports, ...planned) },
    onRefusal: (query, err) => logger.error({ query, err }, 'no job could be made for a planned time'),
  };
}
