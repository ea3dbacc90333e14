import type { SleepingClock } from '../../system/clock.ts';
import type { Database } from '../database/database.ts';

const NOW = `SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::double precision`;
const SYNC_INTERVAL_MS = 1000;
/** How many samples are kept: those of half a minute. The one with the smallest error is used. */
const MAX_SAMPLES = 30;
/** An allowance for the drift of the clocks within that time, and for rounding. */
const DRIFT_MS = 5;

/** The time of the database's machine, in milliseconds since 1970. */
export function timeOf(database: Database): Promise<number | undefined> {
  return database.value<number>(NOW);
}

/** One measurement of the database's time, off by at most half a round trip. */
interface Sample {
  /** The milliseconds since 1970 by the database, minus the milliseconds since the start of this process. */
  readonly offset: number;
  readonly error: number;
}

function isSameTime(first: Sample, second: Sample): boolean {
  return Math.abs(first.offset - second.offset) <= first.error + second.error + DRIFT_MS;
}

/**
 * The time of the database server, so that all machines agree on leases and on the seconds of the rate limit, whatever
 * their own clocks show. Between two samples, it follows the monotonic clock of this process.
 */
export class DatabaseClock implements SleepingClock {
  readonly #database: Database;
  readonly #sleep: SleepingClock['sleep'];
  #samples: readonly Sample[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isSyncing = false;

  private constructor(database: Database, sleep: SleepingClock['sleep']) {
    this.#database = database;
    this.#sleep = sleep;
  }

  /** Starts a clock. Resolves once it knows the time. */
  static async start(database: Database, sleep: SleepingClock['sleep']): Promise<DatabaseClock> {
    const clock = new DatabaseClock(database, sleep);
    await clock.#sync();
    await clock.#sync(); // more accurate than the first one, which had to open a connection
    clock.#timer = setInterval(() => void clock.#syncUnlessRunning(), SYNC_INTERVAL_MS).unref();
    return clock;
  }

  now(): number {
    return Math.floor(performance.now() + this.#best.offset);
  }

  /** By how many milliseconds this clock may differ from the database's time. */
  get toleranceMs(): number {
    return Math.ceil(this.#best.error) + DRIFT_MS;
  }

  sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
    return this.#sleep(milliseconds, signal);
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  /** Takes a sample. While the database cannot be reached, the last samples stay in use. */
  async #syncUnlessRunning(): Promise<void> {
    if (this.#isSyncing) return;
    this.#isSyncing = true;
    await this.#sync().catch(() => {});
    this.#isSyncing = false;
  }

  async #sync(): Promise<void> {
    const before = performance.now();
    const time = await timeOf(this.#database);
    const after = performance.now();
    const sample = { offset: (time as number) - (before + after) / 2, error: (after - before) / 2 };
    // After a jump of either clock, earlier samples are wrong.
    const consistent = this.#samples.filter((each) => isSameTime(each, sample));
    this.#samples = [...consistent, sample].slice(-MAX_SAMPLES);
  }

  get #best(): Sample {
    const [first, ...others] = this.#samples;
    if (!first) throw new Error('the clock has not started');
    return others.reduce((best, sample) => (sample.error < best.error ? sample : best), first);
  }
}
