import { connectorOf } from '../connectors/registry.ts';
import type { QueryChoice } from '../core/query/saved-query.ts';
import { resolveTarget } from '../operations/exports/resolve-export.ts';
import { createQueryJob } from '../operations/queries/create-query-job.ts';
import type { MakeQueryJob } from '../operations/queries/make-query-job.ts';
import type { SqlCheckOptions } from '../operations/queries/refuse-unrunnable-sql.ts';
import type { RunSavedQueryOptions } from '../operations/queries/run-saved-query.ts';
import type { SaveQueryOptions } from '../operations/queries/save-query.ts';
import type { PlanOptions } from '../operations/schedules/plan-due-runs.ts';
import type { ScheduleOptions } from '../operations/schedules/schedule-query.ts';
import { createQueryJobOptions, databaseRule } from './queries/workbench.ts';
import type { Runtime } from './runtime.ts';

/** Options for deciding about planned times and creating their jobs. */
export function planOptions(runtime: Runtime): PlanOptions {
  const { queries, plannedRuns, clock, logger } = runtime;
  // If the database no longer exists, the job is created and ends in error, so that recipients are notified.
  const options = { ...createQueryJobOptions(runtime), refuseUnknownDatabase: () => {} };
  return {
    ...{ queries, plannedRuns, clock, makeJob: makeJobBy(runtime, options) },
    onRefusal: (query, err) => logger.error({ query, err }, 'no job could be made for a planned time'),
  };
}

/** Options for running a saved query manually. */
export function runQueryOptions(runtime: Runtime): RunSavedQueryOptions {
  const { queries, plannedRuns, clock } = runtime;
  return { queries, plannedRuns, clock, makeJob: makeJobBy(runtime, createQueryJobOptions(runtime)) };
}

/** Options for saving a query with its schedule. */
export function saveScheduledOptions(runtime: Runtime): SaveQueryOptions & ScheduleOptions & SqlCheckOptions {
  const { queries, plannedRuns } = runtime;
  return { ...saveQueryOptions(runtime), queries, plannedRuns };
}

export function saveQueryOptions(runtime: Runtime): SaveQueryOptions & SqlCheckOptions {
  const { queries, authentications, engineFor, clock } = runtime;
  return { queries, authentications, connectorOf, refuseUnknownDatabase: databaseRule(runtime), engineFor, clock };
}

function makeJobBy(runtime: Runtime, options: ReturnType<typeof createQueryJobOptions>): MakeQueryJob {
  return (query, plannedAt, domainKey) => {
    const { database, sql, engine, priority, retryLimit } = query;
    const planned = { database, sql, engine, priority, retryLimit, plannedAt: Math.floor(plannedAt / 1000) };
    return createQueryJob({ ...planned, domainKey, export: exportOf(runtime, query) }, options);
  };
}

function exportOf(runtime: Runtime, { export: target }: Pick<QueryChoice, 'export'>) {
  if (target === null) return undefined;
  const { mapping, constants, alreadyAccepted, delivery } = target;
  return { ...resolveTarget(target, runtime), matching: { mapping, constants }, alreadyAccepted, delivery };
}
