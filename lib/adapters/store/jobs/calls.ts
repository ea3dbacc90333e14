import type { Bucket, Latency } from '../../../core/delivery/throughput.ts';
import type { Database } from '../database/database.ts';

/**
 * The calls of a job that have ended: one for each settled batch, and one for each log line about a call that brought
 * no outcome and is repeated. Excludes refused calls and the test calls that isolate a rejected event.
 */
const CALLS = `
  WITH call AS (
    SELECT answered_at AS at, latency_ms, 0 AS repeated,
      CASE state WHEN 'uncertain' THEN events ELSE accepted + rejected END AS events
    FROM batch WHERE job_id = :job AND answered_at IS NOT NULL AND state IN ('done', 'narrowed', 'uncertain')
    UNION ALL
    SELECT at, NULL AS latency_ms, 1 AS repeated, 0 AS events
    FROM log_line WHERE job_id = :job AND code IN ('batch_busy', 'batch_unknown', 'batch_unreachable')
  )`;

interface Extent {
  readonly minutes: number;
  readonly spanMs: number;
}

/** Times and latencies of a job's calls. */
export class Calls {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The number of different minutes in which calls ended, and the milliseconds between the first and the last. */
  async extent(job: number): Promise<Extent> {
    const extent = await this.#database.get<Extent>(
      `${CALLS} SELECT COUNT(DISTINCT at / 60000) AS minutes, COALESCE(MAX(at) - MIN(at), 0) AS spanMs FROM call`,
      { job },
    );
    return extent as Extent;
  }

  /**
   * Calls grouped into buckets of `widthMs` milliseconds, in order. Both casts are needed, because SQLite's driver
   * binds numbers as reals, and the division must drop the fraction.
   */
  buckets(job: number, widthMs: number): Promise<readonly Bucket[]> {
    return this.#database.all<Bucket>(
      `${CALLS}, call_in_bucket AS (SELECT *, at / CAST(:widthMs AS INTEGER) AS bucket FROM call)
        SELECT bucket * CAST(:widthMs AS INTEGER) AS at, SUM(events) AS events, COUNT(*) AS calls,
          SUM(repeated) AS repeated
        FROM call_in_bucket GROUP BY bucket ORDER BY bucket`,
      { job, widthMs },
    );
  }

  /** The maximum number of calls that ended within any 60 seconds. */
  async busiestMinute(job: number): Promise<number> {
    const max = await this.#database.value(
      `${CALLS} SELECT MAX(calls) FROM (
        SELECT COUNT(*) OVER (ORDER BY at RANGE BETWEEN 59999 PRECEDING AND CURRENT ROW) AS calls FROM call)`,
      { job },
    );
    return Number(max ?? 0);
  }

  /** The median and the 95th percentile of the latencies, which only settled batches have; null if there are none. */
  async latency(job: number): Promise<Latency | null> {
    const { count, median, percentile95 } = (await this.#database.get(
      `${CALLS}, answered AS (
          SELECT latency_ms, ROW_NUMBER() OVER (ORDER BY latency_ms) AS position, COUNT(*) OVER () AS total
          FROM call WHERE latency_ms IS NOT NULL)
        SELECT COUNT(*) AS count,
          MAX(latency_ms) FILTER (WHERE position <= (total + 1) / 2) AS median,
          MAX(latency_ms) FILTER (WHERE position <= (total * 95 + 99) / 100) AS percentile95
        FROM answered`,
      { job },
    )) as Latency & { count: number };
    return count === 0 ? null : { median, percentile95 };
  }
}
