import type { Database as Connection } from 'better-sqlite3';
import { RateLimiterSQLite } from 'rate-limiter-flexible';
import {
  applySlowdown,
  callsPerWindow,
  FULL_PACE,
  type Pace,
  type Slowdown,
  shareAt,
} from '../../../core/delivery/pace.ts';
import type { Database } from '../database/database.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { toMachineError } from '../database/sqlite-fault.ts';

const FIND = 'SELECT quiet_until AS quietUntil, share FROM account_slowdown WHERE account = ?';

const WRITE = `INSERT INTO account_slowdown (account, quiet_until, share) VALUES (:account, :quietUntil, :share)
  ON CONFLICT (account) DO UPDATE SET quiet_until = excluded.quiet_until, share = excluded.share`;

const SECOND = 1000;
const KEPT_FOR_SECONDS = 120;

export interface LimiterClock {
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** How fast calls may start. Read for each call, so that changed settings apply immediately. */
export interface Paces {
  readonly all: () => Promise<Pace>;
  /** The additional limit of test calls. */
  readonly test: () => Promise<Pace>;
}

export interface CallLimiterOptions {
  readonly database: Database;
  readonly counters: Connection;
  readonly clock: LimiterClock;
  readonly paces: Paces;
}

/** Permission to start one call until this time. */
interface CallPermit {
  readonly until: number;
}

/**
 * Limits the calls of each account per second of the clock. Counts them in the shared database, so that neither a second
 * process nor a restart allows more. Without the database no call starts.
 */
export class CallLimiter {
  readonly #counters: Connection;
  readonly #database: Database;
  readonly #clock: LimiterClock;
  readonly #paces: Paces;
  readonly #windows: RateLimiterSQLite;

  /**
   * Calls are counted on a separate connection whose commits do not wait for the disk: a power cut takes longer than the
   * windows. Slowdowns last longer, so they use the durable connection.
   */
  constructor({ database, counters, clock, paces }: CallLimiterOptions) {
    this.#counters = counters;
    this.#database = database;
    this.#clock = clock;
    this.#paces = paces;
    this.#windows = new RateLimiterSQLite({
      storeClient: counters,
      storeType: 'better-sqlite3',
      tableName: 'call_window',
      keyPrefix: 'call',
      tableCreated: true,
      points: Number.MAX_SAFE_INTEGER, // only counts: the limit changes over time
      duration: KEPT_FOR_SECONDS,
    });
  }

  /** `account` identifies the owner of a limit. */
  for(account: string): AccountLimiter {
    const slowdowns = new Slowdowns(this.#database, account);
    const consume = async (key: string) => {
      const { consumedPoints } = await retryWhileBusy(() => this.#consume(`${account}|${key}`));
      return consumedPoints;
    };
    return new AccountLimiter({ clock: this.#clock, paces: this.#paces, slowdowns, consume });
  }

  async #consume(key: string) {
    try {
      return await this.#windows.consume(key);
    } catch (error) {
      throw toMachineError(error);
    }
  }

  /** Deletes windows that have expired. */
  sweep(): void {
    this.#counters.prepare('DELETE FROM call_window WHERE expire < ?').run(Date.now());
  }
}

interface Parts {
  readonly clock: LimiterClock;
  readonly paces: Paces;
  readonly slowdowns: Slowdowns;
  /** Increments the count of the window with this key, and returns it. */
  readonly consume: (key: string) => Promise<number>;
}

class AccountLimiter {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves when a call may start. Rejects with the signal's reason. */
  async acquire(test: boolean, signal: AbortSignal): Promise<CallPermit> {
    const { paces } = this.#parts;
    if (test) await this.#take('test', paces.test, signal);
    return this.#take('all', paces.all, signal);
  }

  /** The account was rate-limited: no process calls it for this many milliseconds, and then more slowly for a while. */
  async slowDown(milliseconds: number): Promise<void> {
    const { slowdowns, clock } = this.#parts;
    await slowdowns.change((before) => applySlowdown(before, milliseconds, clock.now()));
  }

  async #take(name: string, paceOf: () => Promise<Pace>, signal: AbortSignal): Promise<CallPermit> {
    const { clock, slowdowns, consume } = this.#parts;
    for (;;) {
      signal.throwIfAborted();
      const pace = await paceOf();
      const now = clock.now();
      const slowdown = await slowdowns.current();
      const length = pace.seconds * SECOND;
      const window = Math.floor(now / length);
      const until = (window + 1) * length;
      if (now >= slowdown.quietUntil) {
        const count = await consume(`${name}|${length}|${window}`);
        if (count <= callsPerWindow(pace, shareAt(slowdown, now))) return { until };
      }
      await clock.sleep(Math.max(until, slowdown.quietUntil) - clock.now(), signal);
    }
  }
}

/** The slowdown of an account, shared by all processes. */
class Slowdowns {
  readonly #account: string;
  readonly #database: Database;

  constructor(database: Database, account: string) {
    this.#account = account;
    this.#database = database;
  }

  async current(): Promise<Slowdown> {
    return (await this.#database.get<Slowdown>(FIND, [this.#account])) ?? FULL_PACE;
  }

  async change(change: (before: Slowdown) => Slowdown): Promise<void> {
    await this.#database.transaction(async () => {
      const before = await this.current();
      await this.#database.run(WRITE, { account: this.#account, ...change(before) });
    });
  }
}
