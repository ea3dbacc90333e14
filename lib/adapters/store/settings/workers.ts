import type { Database } from 'better-sqlite3';
import { hasEnded } from '../../system/process-name.ts';

/** Silent for longer than this, a worker counts as gone, and others may do its work; sooner where its process has ended. */
const WORKER_LEASE_MS = 4000;

/** Which worker is alive. A process that finds none may execute its own job. */
export class SqliteWorkers {
  readonly #database: Database;
  readonly #clock: { now(): number };

  constructor(database: Database, clock: { now(): number }) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Says that this worker is alive; to be repeated every second. */
  heartbeat(id: string, pid: number): void {
    const now = this.#clock.now();
    this.#database
      .prepare(
        `INSERT INTO worker (id, pid, started_at, lease_until) VALUES (?, ?, ?, ?)
         ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until`,
      )
      .run(id, pid, now, now + WORKER_LEASE_MS);
    this.#database.prepare('DELETE FROM worker WHERE lease_until < ?').run(now - 60 * WORKER_LEASE_MS);
  }

  leave(id: string): void {
    this.#database.prepare('DELETE FROM worker WHERE id = ?').run(id);
  }

  /** The process of a worker that is alive, other than this one. */
  otherAlive(id: string): number | undefined {
    return this.#database
      .prepare<[string, number], { id: string; pid: number }>(
        'SELECT id, pid FROM worker WHERE id <> ? AND lease_until > ?',
      )
      .all(id, this.#clock.now())
      .find((worker) => !hasEnded(worker.id))?.pid;
  }

  isAnyAlive(): boolean {
    return this.otherAlive('') !== undefined;
  }
}
