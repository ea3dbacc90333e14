import { codeOrNameOf, type Sweep, type SweepReports } from '../core/upload/sweep.ts';
import type { Runtime } from '../runtime/runtime.ts';

const HOUR_MS = 60 * 60 * 1000;

type Tools = Pick<Runtime, 'clock' | 'logger'> & { readonly sweepReports: SweepReports };

/**
 * Runs all sweeps, one after the other, first immediately and then every hour, until aborted. A failed sweep is logged,
 * reported and retried in the next round; the others still run.
 */
export async function sweepHourly(sweeps: readonly Sweep[], tools: Tools, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    for (const sweep of sweeps) {
      if (!signal.aborted) await runSweep(sweep, tools);
    }
    await tools.clock.sleep(HOUR_MS, signal).catch(() => {});
  }
}

async function runSweep({ name, run }: Sweep, { logger, sweepReports }: Tools): Promise<void> {
  let problem: string | null = null;
  try {
    await run();
  } catch (error) {
    logger.error({ sweep: name, err: error }, 'sweep failed');
    problem = codeOrNameOf(error);
  }
  try {
    await sweepReports.report(name, problem);
  } catch (error) {
    logger.error({ sweep: name, err: error }, 'could not report a sweep');
  }
}
