import { setTimeout as sleep } from 'node:timers/promises';
import { machineFaultOf } from '../../../core/machine-fault.ts';

const MAX_WAIT_MS = 60_000;
const MIN_DELAY_MS = 20;
const DELAY_JITTER_MS = 80;

/**
 * Retries a write while another process holds the lock. SQLite itself waits briefly and blocks the process; after that, the
 * write is retried asynchronously for up to a minute.
 */
export async function retryWhileBusy<T>(write: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + MAX_WAIT_MS;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (machineFaultOf(error) !== 'busy' || performance.now() > deadline) throw error;
      await sleep(MIN_DELAY_MS + Math.random() * DELAY_JITTER_MS);
    }
  }
}
