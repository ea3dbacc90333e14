import { setImmediate as nextTurn } from 'node:timers/promises';
import { openConnection } from '#lib/adapters/store/sqlite/connection.ts';
import type { Env } from '#lib/env.ts';
import { openRuntime, type Runtime } from '#lib/runtime/runtime.ts';

/** Platform services of the product, which can be replaced by failing ones. */
export interface Platform {
  readonly clock: Runtime['clock'];
  readonly random: () => number;
  readonly openConnection: typeof openConnection;
  readonly busyTimeoutMs: number;
}

/** A platform without failures, on which waiting takes no time. */
export function skippingPlatform(clock = new SkippingClock()): Platform {
  return { clock, random: Math.random, openConnection, busyTimeoutMs: 1000 };
}

/** Opens the product on this platform. */
export async function openRuntimeOn(env: Env, platform: Platform): Promise<Runtime> {
  const args = [env, 'torture', platform] as unknown as Parameters<typeof openRuntime>;
  return { ...(await openRuntime(...args)), clock: platform.clock };
}

/** Real time plus skipped sleeps: a wait of minutes takes no time. */
export class SkippingClock {
  skippedMs = 0;

  now(): number {
    return Date.now() + this.skippedMs;
  }

  async sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    signal.throwIfAborted();
    this.skippedMs += Math.max(0, milliseconds);
    await nextTurn(); // lets other work run, as during a real sleep
  }
}
