import { BUSY_TIMEOUT_MS, openConnection } from '../adapters/store/sqlite/connection.ts';
import type { SleepingClock } from '../adapters/system/clock.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { PreparePool } from './reading/prepare-pool.ts';

/** Whether this process has WebAssembly with SIMD. */
export { hasSimd } from '../adapters/kernel/kernels.ts';

/** Services of the machine, which fault tests replace. */
export interface Platform {
  readonly clock: SleepingClock;
  readonly random: () => number;
  readonly openConnection: typeof openConnection;
  /** SQLite's busy timeout, during which the process is blocked; after it, the port retries. */
  readonly busyTimeoutMs: number;
  /** Threads that prepare or check large files; without them, the main thread does so. */
  readonly threads?: Pick<PreparePool, 'open' | 'survey' | 'surveyRepeats' | 'close'>;
}

export const SYSTEM_PLATFORM: Platform = {
  clock: systemClock,
  random: Math.random,
  openConnection,
  busyTimeoutMs: BUSY_TIMEOUT_MS,
};
