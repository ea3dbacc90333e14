import type { Clock } from '../../../core/clock.ts';
import type { Probing } from '../../../core/delivery/outage.ts';
import type { Addresses } from '../../../core/job/job-destination.ts';
import type { Database } from '../database/database.ts';
import { BELONGS_HERE, JobDestinations } from './job-destinations.ts';

/** Destinations that cannot be reached, and when they are tried next. */
export class Outages {
  readonly #database: Database;
  readonly #bindings: JobDestinations['bindings'];

  constructor(database: Database, clock: Clock, addresses: Addresses) {
    this.#database = database;
    this.#bindings = new JobDestinations(database, clock, addresses).bindings;
  }

  /** The destinations of this process that could not be reached, so that jobs for them are paused. */
  waiting(): Promise<readonly { readonly connector: string; readonly destination: string }[]> {
    return this.#database.all(
      `SELECT DISTINCT connector, destination FROM job
        WHERE state = 'paused' AND error_code = 'unreachable' AND owner IS NULL
          AND destination IS NOT NULL AND ${BELONGS_HERE}`,
      this.#bindings,
    );
  }

  find(destination: string): Promise<Probing | undefined> {
    return this.#database.get<Probing>('SELECT tries, retry_at AS retryAt FROM outage WHERE destination = ?', [
      destination,
    ]);
  }

  async plan(destination: string, { tries, retryAt }: Probing): Promise<void> {
    await this.#database.run(
      `INSERT INTO outage (destination, tries, retry_at) VALUES (?, ?, ?)
        ON CONFLICT (destination) DO UPDATE SET tries = excluded.tries, retry_at = excluded.retry_at`,
      [destination, tries, retryAt],
    );
  }

  /** When the oldest pending call of a job was first sent; undefined if no call is pending. */
  async oldestCallSentAt(job: number): Promise<number | undefined> {
    const firstSentAt = await this.#database.value<number | null>(
      `SELECT MIN(first_sent_at) FROM batch WHERE job_id = ? AND state = 'sending'`,
      [job],
    );
    return firstSentAt ?? undefined;
  }
}
