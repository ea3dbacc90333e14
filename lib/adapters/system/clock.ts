import { setTimeout as sleep } from 'node:timers/promises';
import type { SleepingClock } from '../../core/clock.ts';

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
