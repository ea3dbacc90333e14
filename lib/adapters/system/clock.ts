import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../core/clock.ts';

/** A clock that can also wait. */
export interface SleepingClock extends Clock {
  /** If the signal aborts, rejects with its reason. */
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

export const systemClock: SleepingClock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  },
};
