import { setTimeout as sleep } from 'node:timers/promises';

export const systemClock = {
  now: () => Date.now(),
  sleep: async (milliseconds: number, signal: AbortSignal): Promise<void> => {
    try {
      await sleep(milliseconds, undefined, { signal });
    } catch (error) {
      throw signal.aborted ? signal.reason : error;
    }
  },
};
