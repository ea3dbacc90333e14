import { setTimeout as sleep } from 'node:timers/promises';
import { machineFaultOf } from '../../../core/machine-fault.ts';

const MAX_WAIT_MS = 60_000;
const MIN_DELAY_MS = 20;
const DELAY_JITTER_MS = 80;

/**
 * Retries `statement` while another process holds the lock, for up to `maxMs`. SQLite's own busy timeout comes first, and blocks the
 * process; the pauses between retries do not.
 */
export async function retryWhileBusy<T>(statement: () => T | Promise<T>, maxMs = MAX_WAIT_MS): Promise<T> {
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
