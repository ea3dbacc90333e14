import type { Scheduled } from '../core/schedule/planned-run.ts';
import { type PlanOptions, planDueRuns } from '../operations/schedules/plan-due-runs.ts';
import { planDueSessions } from '../operations/workflow/plan-sessions.ts';
import type { Runtime } from '../runtime/runtime.ts';

const TICK_MS = 1000;

type Tools = Pick<
  Runtime,
  'inOneTransaction' | 'clock' | 'logger' | 'schedules' | 'workflowProjects' | 'workflowAttempts'
>;

/**
 * Creates the jobs of planned runs and begins the sessions of workflows when they are due, until aborted. After an
 * error, a planned run or session stays due, and does not delay others.
 */
export async function scheduleUntilAborted(options: PlanOptions, tools: Tools, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    await planAllDue(options, tools);
    await planSessions(tools);
    await tools.clock.sleep(TICK_MS, signal).catch(() => {});
  }
}

async function planAllDue(options: PlanOptions, { schedules, logger }: Tools): Promise<void> {
  for (const scheduled of await readDue(schedules, logger)) {
    try {
      await planDueRuns(options, scheduled);
    } catch (error) {
      logger.warn({ ...scheduled, err: error }, 'could not create a planned run');
    }
  }
}

async function planSessions(tools: Tools): Promise<void> {
  try {
    await planDueSessions(tools);
  } catch (error) {
    tools.logger.warn({ err: error }, 'could not read the schedules of workflows');
  }
}

async function readDue(schedules: Tools['schedules'], logger: Tools['logger']): Promise<readonly Scheduled[]> {
  try {
    return await schedules.due();
  } catch (error) {
    logger.warn({ err: error }, 'could not read the schedules');
    return [];
  }
}
