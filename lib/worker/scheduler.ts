import { type PlanOptions, planDueRuns } from '../operations/schedules/plan-due-runs.ts';
import type { Runtime } from '../runtime/runtime.ts';

const TICK_MS = 1000;

type Tools = Pick<Runtime, 'clock' | 'logger' | 'plannedRuns'>;

/** Creates the jobs of planned runs when they are due, until aborted. A failed run is retried and does not delay others. */
export async function scheduleUntilAborted(options: PlanOptions, tools: Tools, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    planAllDue(options, tools);
    await tools.clock.sleep(TICK_MS, signal).catch(() => {});
  }
}

function planAllDue(options: PlanOptions, { plannedRuns, logger }: Tools): void {
  for (const query of due(plannedRuns, logger)) {
    try {
      planDueRuns(options, query);
    } catch (error) {
      logger.warn({ query, err: error }, 'could not create a planned run');
    }
  }
}

function due(plannedRuns: Tools['plannedRuns'], logger: Tools['logger']): readonly number[] {
  try {
    return plannedRuns.queriesDue();
  } catch (error) {
    logger.warn({ err: error }, 'could not read the schedules');
    return [];
  }
}
