import { hash } from 'node:crypto';
import type { Database } from 'better-sqlite3';
import type { Job } from '../../core/job.ts';

const DIGEST_BYTES = 16;

/**
 * Remembers which real events were accepted, so that a file that is sent a second time is noticed. An event is kept as a
 * digest of its account and identity: 16 bytes tell ten million of them apart, and hold no one's id in the clear.
 */
export class AcceptedEvents {
  readonly #job: Job;
  readonly #window: number;
  readonly #clock: { now(): number };
  readonly #find;
  readonly #insert;

  constructor({
    database,
    job,
    clock,
    window,
  }: { database: Database; job: Job; clock: { now(): number }; window: number }) {
    this.#job = job;
    this.#window = window;
    this.#clock = clock;
    this.#find = database
      .prepare<[Buffer, number, number], number>(
        'SELECT job_id FROM accepted_event WHERE digest = ? AND accepted_at > ? AND job_id <> ?',
      )
      .pluck();
    this.#insert = database.prepare(
      `INSERT INTO accepted_event (digest, job_id, accepted_at) VALUES (?, ?, ?)
       ON CONFLICT (digest) DO UPDATE SET job_id = excluded.job_id, accepted_at = excluded.accepted_at`,
    );
  }

  /** The events among these that another job got accepted within the window, with that job's number. */
  recall(identities: readonly string[]): ReadonlyMap<string, number> {
    const since = this.#clock.now() - this.#window;
    const found = new Map<string, number>();
    for (const identity of identities) {
      const job = this.#find.get(this.#digestOf(identity), since, this.#job.id);
      if (job !== undefined) found.set(identity, job);
    }
    return found;
  }

  remember(identities: readonly string[]): void {
    const now = this.#clock.now();
    for (const identity of identities) this.#insert.run(this.#digestOf(identity), this.#job.id, now);
  }

  #digestOf(identity: string): Buffer {
    const { connector, account } = this.#job;
    return hash('sha256', `${connector}\0${account}\0${identity}`, 'buffer').subarray(0, DIGEST_BYTES);
  }
}
