import { setTimeout as wait } from 'node:timers/promises';

/** Does something at an interval, for the first time after one, until a time in milliseconds since 1970. */
export async function every(milliseconds: number, until: number, work: () => Promise<void> | void): Promise<void> {
  for (await wait(milliseconds); Date.now() < until; await wait(milliseconds)) await work();
}
