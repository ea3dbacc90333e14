import {
  applySlowdown,
  callsPerWindow,
  FULL_PACE,
  type Pace,
  type Slowdown,
  shareAt,
  slowdownAt,
} from '../../../core/delivery/pace.ts';
import type { CallPermit, PermitRequest } from '../../../operations/delivery/run.ts';
import type { SleepingClock } from '../../system/clock.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

const FIND = 'SELECT quiet_until AS quietUntil, share FROM account_slowdown WHERE account = ?';

const WRITE = `INSERT INTO account_slowdown (account, quiet_until, share) VALUES (:account, :quietUntil, :share)
  ON CONFLICT (account) DO UPDATE SET quiet_until = excluded.quiet_until, share = excluded.share`;

/**
 * Counts a call, and reads the slowdown in the same statement, because with a distant database, each further statement
 * would delay the call.
 */
const COUNT = `INSERT INTO call_window (key, points, expire) VALUES (:window, 1, :expire)
  ON CONFLICT (key) DO UPDATE SET points = call_window.points + 1
  RETURNING points, (SELECT quiet_until FROM account_slowdown WHERE account = :account) AS "quietUntil",
    (SELECT share FROM account_slowdown WHERE account = :account) AS share`;

const SECOND_MS = 1000;
/** How long the count of a window is kept. */
const KEPT_MS = 120 * SECOND_MS;

type CountedRow = Pick<Tables['call_window'], 'points'> & { readonly [Name in keyof Slowdown]: number | null };

/** How fast calls may start. Read for each call, so that changed settings apply to running jobs. */
export interface Paces {
  readonly all: () => Promise<Pace>;
  /** The additional limit of test calls. */
  readonly test: () => Promise<Pace>;
}

export interface CallLimiterOptions {
  readonly database: Database;
  /** A port to the same database whose commits do not wait for the disk. */
  readonly counts: Database;
  readonly clock: SleepingClock;
  readonly paces: Paces;
}

/**
 * Limits the calls of each account per window of the clock. Counts them in the shared database, so that neither a
 * second process nor a restart allows more. Without the database, no call starts.
 */
export class CallLimiter {
  readonly #counts: Database;
  readonly #database: Database;
  readonly #clock: SleepingClock;
  readonly #paces: Paces;

  /**
   * Calls are counted through a port whose commits do not wait for the disk, because a power cut takes longer than the
   * windows. Slowdowns last longer, so they use the durable port.
   */
  constructor({ database, counts, clock, paces }: CallLimiterOptions) {
    this.#counts = counts;
    this.#database = database;
    this.#clock = clock;
    this.#paces = paces;
  }

  /** `account` identifies the owner of a limit. */
  for(account: string): AccountLimiter {
    const slowdowns = new Slowdowns(this.#database, account);
    const countCall = (window: string) => this.#countCall(account, `${account}|${window}`);
    return new AccountLimiter({ clock: this.#clock, paces: this.#paces, slowdowns, countCall });
  }

  async #countCall(account: string, window: string): Promise<CountedCall> {
    const now = this.#clock.now();
    const row = (await this.#counts.get<CountedRow>(COUNT, { account, window, expire: now + KEPT_MS })) as CountedRow;
    const { points, quietUntil, share } = row;
    const stored = quietUntil === null || share === null ? FULL_PACE : { quietUntil, share };
    return { count: points, slowdown: slowdownAt(stored, now) };
  }

  /** Deletes windows that have expired. */
  async sweep(): Promise<void> {
    await this.#counts.run('DELETE FROM call_window WHERE expire < ?', [this.#clock.now()]);
  }
}

/** The count of a window, including this call, and how far its account is slowed down. */
interface CountedCall {
  readonly count: number;
  readonly slowdown: Slowdown;
}

interface AccountLimiterOptions {
  readonly clock: SleepingClock;
  readonly paces: Paces;
  readonly slowdowns: Slowdowns;
  /** Increments the count of the window with this key. */
  readonly countCall: (window: string) => Promise<CountedCall>;
}

class AccountLimiter {
  readonly #options: AccountLimiterOptions;

  constructor(options: AccountLimiterOptions) {
    this.#options = options;
  }

  /** Resolves when a call may start. Rejects with the signal's reason. */
  async acquire({ isTest, signal }: PermitRequest): Promise<CallPermit> {
    const { clock, paces } = this.#options;
    const acquireOverall = () => this.#acquirePermit('all', paces.all, signal);
    const acquireTest = () => this.#acquirePermit('test', paces.test, signal);
    if (!isTest) return acquireOverall();
    let testPermit = await acquireTest();
    let overallPermit = await acquireOverall();
    // While the call waited for one permit, the other may have expired.
    for (;;) {
      const now = clock.now();
      if (now >= testPermit.until) testPermit = await acquireTest();
      else if (now >= overallPermit.until) overallPermit = await acquireOverall();
      else return { until: Math.min(testPermit.until, overallPermit.until) };
    }
  }

  /**
   * Reacts to a rate limit of the account: all processes pause its calls for this many milliseconds, and then start
   * them more slowly for a while.
   */
  async slowDown(milliseconds: number): Promise<void> {
    const { slowdowns, clock } = this.#options;
    await slowdowns.change((before) => applySlowdown(before, milliseconds, clock.now()));
  }

  async #acquirePermit(name: string, readPace: () => Promise<Pace>, signal: AbortSignal): Promise<CallPermit> {
    const { clock, countCall } = this.#options;
    for (;;) {
      signal.throwIfAborted();
      const pace = await readPace();
      const now = clock.now();
      const lengthMs = pace.seconds * SECOND_MS;
      const window = Math.floor(now / lengthMs);
      const { from, until } = startTimesOf(window * lengthMs, lengthMs, clock.toleranceMs ?? 0);
      if (now < from) {
        await clock.sleep(from - now, signal);
        continue;
      }
      let retryAt = (window + 1) * lengthMs;
      if (now < until) {
        const { count, slowdown } = await countCall(`${name}|${lengthMs}|${window}`);
        const isQuiet = now < slowdown.quietUntil;
        if (!isQuiet && count <= callsPerWindow(pace, shareAt(slowdown, now))) return { until };
        retryAt = Math.max(retryAt, slowdown.quietUntil);
      }
      await clock.sleep(retryAt - clock.now(), signal);
    }
  }
}

/**
 * The part of a window in which calls may start. Near its edges, the clock of another process may be in the next or the
 * previous window.
 */
function startTimesOf(
  windowStart: number,
  lengthMs: number,
  toleranceMs: number,
): { readonly from: number; readonly until: number } {
  if (2 * toleranceMs >= lengthMs)
    throw new Error(`the clock may be wrong by ${toleranceMs} ms, too much to limit calls`);
  return { from: windowStart + toleranceMs, until: windowStart + lengthMs - toleranceMs };
}

/** The slowdown of an account, shared by all processes. */
class Slowdowns {
  readonly #account: string;
  readonly #database: Database;

  constructor(database: Database, account: string) {
    this.#account = account;
    this.#database = database;
  }

  async change(change: (before: Slowdown) => Slowdown): Promise<void> {
    await this.#database.transaction(async () => {
      const before = (await this.#database.get<Slowdown>(FIND, [this.#account])) ?? FULL_PACE;
      await this.#database.run(WRITE, { account: this.#account, ...change(before) });
    });
  }
}
