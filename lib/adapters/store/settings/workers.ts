import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import { hasProcessEnded } from '../../system/process-name.ts';

/** A worker without a heartbeat for this long counts as dead; sooner if its process has ended. */
const WORKER_LEASE_MS = 4000;

/** Live workers. Without one, another process may execute its own job. */
export class SqliteWorkers {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Call every second. */
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

  /** The process id of another live worker. */
  otherAlive(id: string): number | undefined {
    return this.#database
      .prepare<[string, number], { id: string; pid: number }>(
        'SELECT id, pid FROM worker WHERE id <> ? AND lease_until > ?',
      )
      .all(id, this.#clock.now())
      .find((worker) => !hasProcessEnded(worker.id))?.pid;
  }

  isAnyAlive(): boolean {
    return this.otherAlive('') !== undefined;
  }
}
