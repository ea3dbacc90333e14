import { setImmediate as nextTurn } from 'node:timers/promises';
import { openDatabase } from '#lib/adapters/store/database/database.ts';
import type { Env } from '#lib/env.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';

/** What of a machine the product rests on, to be replaced by parts that fail. */
export interface Machine {
  readonly clock: Runtime['clock'];
  readonly random: () => number;
  readonly openDatabase: typeof openDatabase;
  readonly busyTimeoutMs: number;
}

/** A machine on which nothing fails, and all waiting takes no time. */
export function hastyMachine(clock = new HastyClock()): Machine {
  return { clock, random: Math.random, openDatabase, busyTimeoutMs: 1000 };
}

/** The product on this machine. */
export async function openRuntimeOn(env: Env, machine: Machine): Promise<Runtime> {
  const how = [env, 'torture', machine] as unknown as Parameters<typeof openRuntime>;
  return { ...(await openRuntime(...how)), clock: machine.clock };
}

/** Real time, plus all the time that was slept away: waits of minutes take none. */
export class HastyClock {
  slept = 0;

  now(): number {
    return Date.now() + this.slept;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.slept += Math.max(0, milliseconds);
    await nextTurn(); // everything else has its turn meanwhile, as it would in a real sleep
  }
}
