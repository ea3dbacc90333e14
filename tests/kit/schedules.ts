import { connectorOf } from '../../lib/connectors/registry.ts';
import type { Clock } from '../../lib/core/clock.ts';
import type { PlannedRun } from '../../lib/core/schedule/planned-run.ts';
import { createExport } from '../../lib/operations/exports/create-export.ts';
import type { MakeQueryJob } from '../../lib/operations/queries/make-query-job.ts';
import { type PlanOptions, planDueRuns } from '../../lib/operations/schedules/plan-due-runs.ts';
import type { Runtime } from '../../lib/runtime/runtime.ts';
import { executeElsewhere } from './elsewhere.ts';

/** A clock that changes only when `time` is set, and by the length of each sleep. */
export interface ManualClock {
  time: number;
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export function clockAt(time: number): ManualClock {
  return {
    time,
    now() {
      return this.time;
    },
    async sleep(milliseconds, signal) {
      signal.throwIfAborted();
      this.time += milliseconds;
      await new Promise(setImmediate);
    },
  };
}

/** A clock that is read alternately at the last millisecond of a second and at the beginning of the next second. */
export function clockBetweenSeconds(): Clock {
  const second = 1_790_000_000_000;
  let reads = 0;
  return { now: () => second - (++reads % 2) };
}

/** Creates export jobs of this upload instead of query jobs: planning is the same. */
export function jobsOfUpload(runtime: Runtime, uploadId: number): MakeQueryJob {
  return async () => {
    const { connector, ...authentication } = await runtime.authentications.get(1);
    return createExport(
      {
        connector: connectorOf(connector),
        upload: await runtime.uploads.get(uploadId),
        authentication: { ...authentication, connector },
        parameters: { ad_account_id: '549764609761' },
        alreadyAccepted: 'send',
      },
      runtime,
    );
  };
}

function planOptions(runtime: Runtime, makeJob: MakeQueryJob): PlanOptions {
  const makePlannedJob: PlanOptions['makePlannedJob'] = async ({ id }, plannedAt) =>
    makeJob(await runtime.queries.get(id), plannedAt);
  return { ...runtime, makePlannedJob, onRefusal: async () => {} };
}

/** Plans all due runs, as the worker does every second. Returns whether there were any. */
export async function planAll(runtime: Runtime, makeJob: MakeQueryJob): Promise<boolean> {
  const due = await runtime.schedules.due();
  for (const scheduled of due) await planDueRuns(planOptions(runtime, makeJob), scheduled);
  return due.length > 0;
}

/** The outcomes of a query's planned times in short form, oldest first. */
export async function plannedOutcomes(runtime: Runtime, queryId = 1): Promise<readonly string[]> {
  const summaryOf = ({ plannedAt, manualNumber, state, problem, missedSince }: PlannedRun) =>
    [
      new Date(plannedAt).toISOString().slice(5, 16),
      ...(manualNumber > 0 ? [`manual ${manualNumber}`] : []),
      problem ? `${state} ${problem.code}` : state,
      ...(missedSince === null ? [] : [`missed since ${new Date(missedSince).toISOString().slice(5, 16)}`]),
    ].join(' ');
  return (await runtime.plannedRuns.list({ kind: 'query', id: queryId }, { limit: 100_000 })).map(summaryOf).reverse();
}

/** Ends every queued job, as if a worker had executed it. */
export const END_JOBS = `UPDATE job SET state = 'success' WHERE state = 'queued'`;

export async function endJobs(runtime: Runtime): Promise<void> {
  await executeElsewhere(runtime, END_JOBS);
}
