import type { Database } from 'better-sqlite3';
import { RateLimiterRes, RateLimiterSQLite } from 'rate-limiter-flexible';
import { systemClock } from './clock.ts';

const SECOND = 1000;
/** 61 windows of a second touch any sliding minute, so each gets the sixty-first part. */
const WINDOWS_A_MINUTE = 61;
const KEPT_FOR_SECONDS = 120;

/** How many calls may start within one window of so many seconds. */
interface Pace {
  readonly calls: number;
  readonly seconds: number;
}

/**
 * The pace that never lets more than this many calls, at least 2, start in any sliding minute. Where that is less than
 * one a second the windows grow, since a minute always touches one window more than it has room for.
 */
export function paceOf(callsPerMinute: number): Pace {
  const calls = Math.floor(callsPerMinute / WINDOWS_A_MINUTE);
  return calls >= 1 ? { calls, seconds: 1 } : { calls: 1, seconds: Math.ceil(60 / (callsPerMinute - 1)) };
}

/**
 * Gives each call its place: so many in each second of the clock, counted in the database that all processes share, so
 * that neither a second process nor a restart lets more through. Without the database no call starts.
 */
export class CallLimiter {
  readonly #limiter: RateLimiterSQLite;
  readonly #seconds: number;

  /** `name` keeps calls apart that count against different limits. */
  constructor(database: Database, name: string, pace: Pace) {
    this.#seconds = pace.seconds;
    this.#limiter = new RateLimiterSQLite({
      storeClient: database,
      storeType: 'better-sqlite3',
      tableName: 'call_window',
      keyPrefix: name,
      tableCreated: true,
      points: pace.calls,
      duration: KEPT_FOR_SECONDS * pace.seconds,
      clearExpiredByTimeout: true,
    });
  }

  /** Resolves when a call may start, with the moment until which it may. Rejects with the signal's reason. */
  async place(account: string, signal: AbortSignal): Promise<{ until: number }> {
    for (;;) {
      signal.throwIfAborted();
      const length = this.#seconds * SECOND;
      const window = Math.floor(Date.now() / length);
      if (await this.#take(`${account}|${window}`)) return { until: (window + 1) * length };
      await systemClock.sleep((window + 1) * length - Date.now(), signal);
    }
  }

  async #take(key: string): Promise<boolean> {
    try {
      await this.#limiter.consume(key);
      return true;
    } catch (refusal) {
      if (refusal instanceof RateLimiterRes) return false;
      throw refusal;
    }
  }
}
