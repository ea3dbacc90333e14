import type { Clock } from '../../../core/clock.ts';
import type { LiveWorker } from '../../../core/view/status.ts';
import { hasProcessEnded } from '../../system/process-name.ts';
import type { Database } from '../database/database.ts';

/** A worker without a heartbeat for this long counts as dead; sooner if its process has ended. */
export const WORKER_LEASE_MS = 4000;

const LIVE = `SELECT id, host, pid, version, started_at AS startedAt, lease_until AS leaseUntil FROM worker
  WHERE lease_until > ? ORDER BY started_at, id`;

type WorkerRow = Pick<LiveWorker, 'id' | 'host' | 'pid' | 'version' | 'startedAt'> & { readonly leaseUntil: number };

/** The workers that are alive, the oldest first. Without a heartbeat for `WORKER_LEASE_MS`, or with its process, one counts as dead. */
export async function liveWorkers(database: Database, now: number): Promise<readonly WorkerRow[]> {
  return (await database.all<WorkerRow>(LIVE, [now])).filter(({ id }) => !hasProcessEnded(id));
}

/** The names of the workers that are alive. */
export async function liveOwners(database: Database, now: number): Promise<ReadonlySet<string | null>> {
  return new Set((await liveWorkers(database, now)).map(({ id }) => id));
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
    const live = await liveWorkers(this.#database, this.#clock.now());
    return live.find((worker) => worker.id !== id)?.pid;
  }

  async isAnyAlive(): Promise<boolean> {
    return (await this.otherAlive('')) !== undefined;
  }
}
