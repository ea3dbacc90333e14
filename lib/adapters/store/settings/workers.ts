import type { Clock } from '../../../core/clock.ts';
import { hasProcessEnded } from '../../system/process-name.ts';
import type { Database } from '../database/database.ts';

/** A worker without a heartbeat for this long counts as dead; sooner if its process has ended. */
export const WORKER_LEASE_MS = 4000;

/** The workers that are alive. Without a heartbeat for `WORKER_LEASE_MS`, or with its process, one counts as dead. */
export async function liveWorkers(database: Database, now: number): Promise<ReadonlySet<string>> {
  const ids = await database.values<string>('SELECT id FROM worker WHERE lease_until > ?', [now]);
  return new Set(ids.filter((id) => !hasProcessEnded(id)));
}

interface Heartbeat {
  readonly id: string;
  readonly pid: number;
  readonly host?: string;
  readonly version?: string;
}

/** Live workers. Without one, another process may execute its own job. */
export class Workers {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Call every second. */
  async heartbeat({ id, pid, host = '', version = '' }: Heartbeat): Promise<void> {
    await this.#database.transaction(async () => {
      await this.#database.run('DELETE FROM worker WHERE lease_until < ?', [this.#clock.now() - 60 * WORKER_LEASE_MS]);
      const now = this.#clock.now(); // read after other writers have been waited for
      await this.#database.run(
        `INSERT INTO worker (id, pid, host, version, started_at, lease_until) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until`,
        [id, pid, host, version, now, now + WORKER_LEASE_MS],
      );
    });
  }

  async leave(id: string): Promise<void> {
    await this.#database.run('DELETE FROM worker WHERE id = ?', [id]);
  }

  /** The process id of another live worker. */
  async otherAlive(id: string): Promise<number | undefined> {
    const others = await this.#database.all<{ id: string; pid: number }>(
      'SELECT id, pid FROM worker WHERE id <> ? AND lease_until > ?',
      [id, this.#clock.now()],
    );
    return others.find((worker) => !hasProcessEnded(worker.id))?.pid;
  }

  async isAnyAlive(): Promise<boolean> {
    return (await this.otherAlive('')) !== undefined;
  }
}
