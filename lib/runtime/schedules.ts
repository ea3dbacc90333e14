import type { Scheduled } from '../core/schedule/planned-run.ts';
import { makeActivationJob } from '../operations/audience/run-activation.ts';
import { makeBuildJob } from '../operations/audience/run-parent-segment.ts';
import { makeQueryJob } from '../operations/queries/make-query-job.ts';
import type { PlanOptions } from '../operations/schedules/plan-due-runs.ts';
import type { Runtime } from './runtime.ts';

/** Options for deciding about planned times and creating their jobs. */
export function planOptions(runtime: Runtime): PlanOptions {
  const { queries, logger, notices } = runtime;
  // If the database no longer exists, the job is created and ends in error, so that recipients are notified.
  const ports = { ...runtime, refuseUnknownDatabase: () => {} };
  const makers: Record<Scheduled['kind'], (id: number, plannedAt: number) => Promise<{ readonly id: number }>> = {
    query: async (id, plannedAt) => makeQueryJob(ports, await queries.get(id), plannedAt),
    parent_segment: (id) => makeBuildJob(runtime, id),
    activation: (id, plannedAt) => makeActivationJob(ports, id, plannedAt),
  };
  return {
    ...runtime,
    makePlannedJob: ({ kind, id }, plannedAt) => makers[kind](id, plannedAt),
    onRefusal: async ({ scheduled, ...refused }, err) => {
      logger.error({ ...scheduled, err }, 'could not create the job of a planned time');
      await notices.recordRefusal(scheduled, refused);
    },
  };
}
