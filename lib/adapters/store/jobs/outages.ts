import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { Probing } from '../../../core/delivery/outage.ts';
import type { Addresses } from '../../../core/job/job-destination.ts';
import { BELONGS_HERE, JobDestinations } from './job-destinations.ts';

/** Destinations that cannot be reached, and when they are tried next. */
export class SqliteOutages {
  readonly #database: Database;
  readonly #bindings: JobDestinations['bindings'];

  constructor(database: Database, clock: Clock, addresses: Addresses) {
    this.#database = database;
    this.#bindings = new JobDestinations(database, clock, addresses).bindings;
  }

  /** The destinations of this process for which jobs paused because they could not be reached. */
  waiting(): readonly { readonly connector: string; readonly destination: string }[] {
    return this.#database
      .prepare(
        `SELECT DISTINCT connector, destination FROM job
         WHERE state = 'paused' AND error_code = 'unreachable' AND owner IS NULL AND destination IS NOT NULL AND ${BELONGS_HERE}`,
      )
      .all(this.#bindings) as { connector: string; destination: string }[];
  }

  find(destination: string): Probing | undefined {
    return this.#database
      .prepare<[string], Probing>('SELECT tries, retry_at AS retryAt FROM outage WHERE destination = ?')
      .get(destination);
  }

  plan(destination: string, { tries, retryAt }: Probing): void {
    this.#database
      .prepare(
        `INSERT INTO outage (destination, tries, retry_at) VALUES (?, ?, ?)
         ON CONFLICT (destination) DO UPDATE SET tries = excluded.tries, retry_at = excluded.retry_at`,
      )
      .run(destination, tries, retryAt);
  }

  /** Since when the oldest call of a job that has no response yet has been under way; undefined if there is none. */
  oldestCall(job: number): number | undefined {
    return (
      this.#database
        .prepare<[number], number | null>(`SELECT MIN(first_sent_at) FROM batch WHERE job_id = ? AND state = 'sending'`)
        .pluck()
        .get(job) ?? undefined
    );
  }
}
