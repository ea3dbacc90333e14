import { type PlanOptions, planDueRuns } from '../operations/schedules/plan-due-runs.ts';
import type { Runtime } from '../runtime/runtime.ts';

const TICK = 1000;

type Tools = Pick<Runtime, 'clock' | 'logger' | 'plannedRuns'>;

/** Makes the jobs of planned times as they come, until it is aborted. What fails is tried again, and keeps no other waiting. */
export async function scheduleUntilAborted(options: PlanOptions, tools: Tools, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    planAllDue(options, tools);
    await tools.clock.sleep(TICK, signal).catch(() => {});
  }
}

function planAllDue(options: PlanOptions, { plannedRuns, logger }: Tools): void {
  for (const query of due(plannedRuns, logger)) {
    try {
      planDueRuns(options, query);
    } catch (error) {
      logger.warn({ query, err: error }, 'a planned time could not be decided');
    }
  }
}

function due(plannedRuns: Tools['plannedRuns'], logger: Tools['logger']): readonly number[] {
  try {
    return plannedRuns.queriesDue();
  } catch (error) {
    logger.warn({ err: error }, 'the schedules could not be read');
    return [];
  }
}
