import { setTimeout as sleep } from 'node:timers/promises';
import { machineFaultOf } from '../../../core/machine-fault.ts';

/** How long a busy database is retried, and how long writers wait for their turn. */
export const MAX_BUSY_MS = 60_000;
const MIN_DELAY_MS = 20;
const DELAY_JITTER_MS = 80;

/**
 * Retries `statement` while the database is busy, for up to `maxMs`. SQLite's own busy timeout comes first, and blocks
 * the process; the pauses between retries do not.
 */
export async function retryWhileBusy<T>(statement: () => T | Promise<T>, maxMs = MAX_BUSY_MS): Promise<T> {
  const deadline = performance.now() + maxMs;
  for (;;) {
    try {
      return await statement();
    } catch (error) {
      if (machineFaultOf(error) !== 'database_busy' || performance.now() > deadline) throw error;
      await sleep(MIN_DELAY_MS + Math.random() * DELAY_JITTER_MS);
    }
  }
}
