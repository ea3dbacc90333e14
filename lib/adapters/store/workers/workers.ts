import type { Clock } from '../../../core/clock.ts';
import type { Addresses } from '../../../core/job/job-destination.ts';
import { expiredBefore, isLeased, latestLeaseEnd } from '../../../core/lease.ts';
import { hasProcessEnded } from '../../system/process-name.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';

/** A worker counts as dead after this long without a heartbeat, or sooner if its process has ended. */
export const WORKER_LEASE_MS = 4000;

/** The workers that are alive, oldest first. */
export async function liveWorkers(database: Database, now: number): Promise<readonly Tables['worker'][]> {
  const sql = 'SELECT * FROM worker WHERE lease_until BETWEEN ? AND ? ORDER BY started_at, id';
  const leased = await database.all<Tables['worker']>(sql, [now, latestLeaseEnd(now)]);
  return leased.filter(({ id }) => !hasProcessEnded(id));
}

/** The ids of the workers that are alive. The type includes null, so that an `owner` column can be looked up. */
export async function liveOwners(database: Database, clock: Clock): Promise<ReadonlySet<string | null>> {
  return new Set((await liveWorkers(database, expiredBefore(clock))).map(({ id }) => id));
}

/** Whether a row has no owner any more: it was released, its lease has expired, or its owner's process has ended. */
export function isAbandoned(
  { owner, lease_until }: { readonly owner: string | null; readonly lease_until: number | null },
  now: number,
): boolean {
  return owner === null || !isLeased(lease_until ?? 0, now) || hasProcessEnded(owner);
}

type Heartbeat = Pick<Tables['worker'], 'id' | 'pid'> & Partial<Pick<Tables['worker'], 'host' | 'version'>>;

/** The workers that are alive. While there is none, a shell may execute a job itself. */
export class Workers {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #addresses: Addresses;

  /** `addresses` are those of this process. */
  constructor(database: Database, clock: Clock, addresses: Addresses) {
    this.#database = database;
    this.#clock = clock;
    this.#addresses = addresses;
  }

  /** Adds a worker or renews its lease, and deletes workers that died minutes ago. Call it every second. */
  async heartbeat({ id, pid, host = '', version = '' }: Heartbeat): Promise<void> {
    await this.#database.transaction(async () => {
      const before = this.#clock.now();
      const { apiBaseUrls, trino } = this.#addresses;
      await this.#database.run('DELETE FROM worker WHERE lease_until < ? OR lease_until > ?', [
        before - 60 * WORKER_LEASE_MS,
        latestLeaseEnd(before),
      ]);
      const now = this.#clock.now(); // read after the wait for other writers
      await this.#database.run(
        `INSERT INTO worker (id, pid, host, version, started_at, lease_until, api_base_urls, trino)
          VALUES (?, ?, ?, ?, ?, ?, ?, ?)
          ON CONFLICT (id) DO UPDATE SET lease_until = excluded.lease_until`,
        [id, pid, host, version, now, now + WORKER_LEASE_MS, JSON.stringify(apiBaseUrls), trino],
      );
    });
  }

  /**
   * Adds a worker unless another one is alive, whose process ID is then returned. Of two that start at the same time,
   * one is added.
   */
  enter(worker: Heartbeat): Promise<number | undefined> {
    return this.#database.transaction(async () => {
      const other = await this.otherAlive(worker.id);
      if (other === undefined) await this.heartbeat(worker);
      return other;
    });
  }

  async leave(id: string): Promise<void> {
    await this.#database.run('DELETE FROM worker WHERE id = ?', [id]);
  }

  /** The process ID of another live worker. */
  async otherAlive(id: string): Promise<number | undefined> {
    const live = await liveWorkers(this.#database, expiredBefore(this.#clock));
    return live.find((worker) => worker.id !== id)?.pid;
  }

  async isAnyAlive(): Promise<boolean> {
    return (await liveOwners(this.#database, this.#clock)).size > 0;
  }
}
