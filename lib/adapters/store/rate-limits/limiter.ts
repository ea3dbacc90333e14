import type { Database } from 'better-sqlite3';
import { RateLimiterSQLite } from 'rate-limiter-flexible';
import { AT_FULL_PACE, callsAt, type Pace, type Slowdown, shareAt, slowedDown } from '../../../core/delivery/pace.ts';
import { retryWhileBusy } from '../database/when-free.ts';

const SECOND = 1000;
const KEPT_FOR_SECONDS = 120;

export interface LimiterClock {
  now(): number;
  sleep(milliseconds: number, signal: AbortSignal): Promise<void>;
}

/** How fast calls may begin; asked for at each call, so that a changed setting counts at once. */
export interface Paces {
  readonly all: () => Pace;
  /** What test calls keep to, beside the pace of all. */
  readonly test: () => Pace;
}

export interface CallLimiterOptions {
  readonly database: Database;
  readonly counters: Database;
  readonly clock: LimiterClock;
  readonly paces: Paces;
}

/** Leave to begin one call, good until this moment. */
interface Place {
  readonly until: number;
}

/**
 * Gives calls their places: so many in each second of the clock for each account, counted in the database that all
 * processes share, so that neither a second process nor a restart lets more through. Without the database no call begins.
 */
export class CallLimiter {
  readonly #counters: Database;
  readonly #database: Database;
  readonly #clock: LimiterClock;
  readonly #paces: Paces;
  readonly #windows: RateLimiterSQLite;

  /**
   * Calls are counted by a connection of their own, whose commits need not wait for the disk: a power cut outlasts the
   * windows. What an account asked for may be longer.
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
      points: Number.MAX_SAFE_INTEGER, // it only counts: how many are too many changes from moment to moment
      duration: KEPT_FOR_SECONDS,
    });
  }

  /** `account` names whatever a limit belongs to. */
  for(account: string): AccountLimiter {
    const slowdowns = new Slowdowns(this.#database, account);
    const consume = async (key: string) => {
      const { consumedPoints } = await retryWhileBusy(() => this.#windows.consume(`${account}|${key}`));
      return consumedPoints;
    };
    return new AccountLimiter({ clock: this.#clock, paces: this.#paces, slowdowns, consume });
  }

  /** Forgets windows that have long passed. */
  sweep(): void {
    this.#counters.prepare('DELETE FROM call_window WHERE expire < ?').run(Date.now());
  }
}

interface Parts {
  readonly clock: LimiterClock;
  readonly paces: Paces;
  readonly slowdowns: Slowdowns;
  /** Counts one more in the window with this key, and gives how many it has now. */
  readonly consume: (key: string) => Promise<number>;
}

/** The places of one account. */
class AccountLimiter {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** Resolves when a call may begin, with the moment until which it may. Rejects with the signal's reason. */
  async place(test: boolean, signal: AbortSignal): Promise<Place> {
    const { paces } = this.#parts;
    if (test) await this.#take('test', paces.test, signal);
    return this.#take('all', paces.all, signal);
  }

  /** The account asked for patience: no process begins a call to it for so many milliseconds, then fewer for a while. */
  slowDown(milliseconds: number): void {
    const { slowdowns, clock } = this.#parts;
    slowdowns.change((before) => slowedDown(before, milliseconds, clock.now()));
  }

  async #take(name: string, paceOf: () => Pace, signal: AbortSignal): Promise<Place> {
    const { clock, slowdowns, consume } = this.#parts;
    for (;;) {
      signal.throwIfAborted();
      const pace = paceOf();
      const now = clock.now();
      const slowdown = slowdowns.current();
      const length = pace.seconds * SECOND;
      const window = Math.floor(now / length);
      const until = (window + 1) * length;
      if (now >= slowdown.quietUntil) {
        const taken = await consume(`${name}|${length}|${window}`);
        if (taken <= callsAt(pace, shareAt(slowdown, now))) return { until };
      }
      await clock.sleep(Math.max(until, slowdown.quietUntil) - clock.now(), signal);
    }
  }
}

/** How far an account is slowed down, for all processes. */
class Slowdowns {
  readonly #account: string;
  readonly #database: Database;
  readonly #find;
  readonly #write;

  constructor(database: Database, account: string) {
    this.#account = account;
    this.#database = database;
    this.#find = database.prepare<[string], Slowdown>(
      'SELECT quiet_until AS quietUntil, share FROM account_slowdown WHERE account = ?',
    );
    this.#write = database.prepare(
      `INSERT INTO account_slowdown (account, quiet_until, share) VALUES (:account, :quietUntil, :share)
       ON CONFLICT (account) DO UPDATE SET quiet_until = excluded.quiet_until, share = excluded.share`,
    );
  }

  current(): Slowdown {
    return this.#find.get(this.#account) ?? AT_FULL_PACE;
  }

  change(change: (before: Slowdown) => Slowdown): void {
    const write = () => this.#write.run({ account: this.#account, ...change(this.current()) });
    this.#database.transaction(write).immediate();
  }
}
