import type { SleepingClock } from '../../system/clock.ts';
import type { Database } from '../database/database.ts';

const NOW_MS_SQL = `SELECT (EXTRACT(EPOCH FROM clock_timestamp()) * 1000)::double precision`;
const SYNC_INTERVAL_MS = 1000;
/** How long samples are kept; of these, the one with the smallest error is used. */
const MAX_AGE_MS = 30_000;
/** An allowance for the drift of the clocks within `MAX_AGE_MS`, and for rounding. */
const DRIFT_MS = 5;

type TimeSource = Pick<Database, 'value'>;

/** The time of the database server, in milliseconds since 1970. */
export async function timeOf(database: TimeSource): Promise<number> {
  const time = await database.value<number>(NOW_MS_SQL);
  if (time === undefined) throw new Error('the database server returned no time');
  return time;
}

/** One measurement of the database's time, off by at most half a round trip. */
interface Sample {
  /** The milliseconds since the start of this process. */
  readonly takenAt: number;
  /** The milliseconds since 1970 by the database, minus the milliseconds since the start of this process. */
  readonly offsetMs: number;
  readonly errorMs: number;
}

function isSameTime(first: Sample, second: Sample): boolean {
  return Math.abs(first.offsetMs - second.offsetMs) <= first.errorMs + second.errorMs + DRIFT_MS;
}

/**
 * The time of the database server, so that all machines agree on leases and on the windows of the rate limit, whatever
 * their own clocks show. Between two samples, it follows the monotonic clock of this process.
 */
export class DatabaseClock implements SleepingClock {
  readonly #database: TimeSource;
  readonly #sleep: SleepingClock['sleep'];
  #samples: readonly Sample[] = [];
  #timer: NodeJS.Timeout | undefined;
  #isSyncing = false;

  private constructor(database: TimeSource, sleep: SleepingClock['sleep']) {
    this.#database = database;
    this.#sleep = sleep;
  }

  /** Starts a clock. Resolves once it knows the time. */
  static async start(database: TimeSource, sleep: SleepingClock['sleep']): Promise<DatabaseClock> {
    const clock = new DatabaseClock(database, sleep);
    await clock.#sync();
    await clock.#sync(); // more accurate than the first one, which had to open a connection
    clock.#timer = setInterval(() => void clock.#syncUnlessRunning(), SYNC_INTERVAL_MS).unref();
    return clock;
  }

  now(): number {
    return Math.floor(performance.now() + this.#best.offsetMs);
  }

  /** By how many milliseconds this clock may differ from the database's time. */
  get toleranceMs(): number {
    return Math.ceil(this.#best.errorMs) + DRIFT_MS;
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
    const first = await this.#measure();
    // The port may have waited for the end of an outage. By then, all earlier samples may be too old.
    const sample = first.errorMs > SYNC_INTERVAL_MS / 2 ? await this.#measure() : first;
    // After a jump of either clock, earlier samples are wrong.
    const usable = this.#samples.filter(
      (earlier) => sample.takenAt - earlier.takenAt <= MAX_AGE_MS && isSameTime(earlier, sample),
    );
    this.#samples = [...usable, sample];
  }

  async #measure(): Promise<Sample> {
    const before = performance.now();
    const time = await timeOf(this.#database);
    const takenAt = performance.now();
    return { takenAt, offsetMs: time - (before + takenAt) / 2, errorMs: (takenAt - before) / 2 };
  }

  get #best(): Sample {
    const [first, ...others] = this.#samples;
    if (!first) throw new Error('the clock has not started');
    return others.reduce((best, sample) => (sample.errorMs < best.errorMs ? sample : best), first);
  }
}
