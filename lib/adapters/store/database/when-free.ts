import { setTimeout as sleep } from 'node:timers/promises';
import { machineFaultOf } from '../../../core/machine-fault.ts';

const LONGEST = 60_000;
const SHORTEST_PAUSE = 20;
const PAUSE_SPAN = 80;

/**
 * Does a write that another process may keep waiting: SQLite itself waits a little, with everything else in this process;
 * beyond that the write is tried again while the rest goes on, for a minute at the most.
 */
export async function retryWhileBusy<T>(write: () => T | Promise<T>): Promise<T> {
  const deadline = performance.now() + LONGEST;
  for (;;) {
    try {
      return await write();
    } catch (error) {
      if (machineFaultOf(error) !== 'busy' || performance.now() > deadline) throw error;
      await sleep(SHORTEST_PAUSE + Math.random() * PAUSE_SPAN);
    }
  }
}
