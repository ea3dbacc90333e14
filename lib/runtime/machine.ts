import { openDatabase } from '../adapters/store/database/database.ts';
import { systemClock } from '../adapters/system/clock.ts';
import type { PreparePool } from './reading/prepare-pool.ts';

/** What of this machine everything rests on. Whoever tries the product's faults puts others in their place. */
export interface Platform {
  readonly clock: typeof systemClock;
  readonly random: () => number;
  readonly openDatabase: typeof openDatabase;
  /** How long a statement waits for another writer, and everything else in this process with it. */
  readonly busyTimeoutMs: number;
  /** Threads that prepare large files; without them the process does it itself. */
  readonly threads?: Pick<PreparePool, 'open' | 'survey' | 'close'>;
}

export const SYSTEM_PLATFORM: Platform = {
  clock: systemClock,
  random: Math.random,
  openDatabase,
  busyTimeoutMs: 1000,
};
