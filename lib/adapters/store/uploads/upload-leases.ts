import { setTimeout as sleep } from 'node:timers/promises';
import type { Clock } from '../../../core/clock.ts';
import { expiredBefore, isLeased, latestLeaseEnd } from '../../../core/lease.ts';
import { createProcessName, hasProcessEnded } from '../../system/process-name.ts';
import type { Database } from '../database/database.ts';
import { textsIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';

/** The right to use an unfinished upload, which only one request at a time has. */
export interface UploadLease {
  /** False once another request may have the upload, after which nothing may be written. */
  readonly isHeld: boolean;
  release(): Promise<void>;
}

/** The leases of unfinished uploads among several web processes. */
export interface UploadLeases {
  /**
   * Waits until no other request uses the upload, and asks one that uses it to stop. `requestStop` is called soon after
   * another request waits, or when the lease may end because it cannot be renewed. Rejects if `signal` is aborted.
   */
  acquire(folder: string, signal: AbortSignal, requestStop: () => void): Promise<UploadLease>;
}

/** The leases if there is only one web process, which need not wait for others. */
export const NO_OTHER_PROCESSES: UploadLeases = {
  acquire: async () => ({ isHeld: true, release: async () => {} }),
};

/** A process that has not renewed a lease for this long loses it. */
const LEASE_MS = 5000;
/** How often leases are renewed, and how soon a process notices that another one waits. */
const RENEWAL_MS = 500;
/** How long before the end of its lease a request must stop. */
const STOP_MS = 1000;
const POLL_MS = 100;

type LockRow = Pick<Tables['unfinished_upload'], 'lock_owner' | 'lock_until' | 'lock_wanted'>;

const TAKE = `UPDATE unfinished_upload SET lock_owner = :token, lock_until = :until, lock_wanted = FALSE
  WHERE folder = :folder AND (lock_owner IS NULL OR lock_until NOT BETWEEN :expired AND :latest)`;

const RENEW = `UPDATE unfinished_upload SET lock_until = :until WHERE lock_owner IN ${textsIn(':tokens')}
  RETURNING lock_owner, lock_wanted`;

/** The leases of the uploads that a web process uses, in the database. */
export class DatabaseUploadLeases implements UploadLeases {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #process = createProcessName('web');
  /** The leases of this process by their tokens. */
  readonly #held = new Map<string, DatabaseUploadLease>();
  #tokenCount = 0;
  #timer: NodeJS.Timeout | undefined;
  #renewing: Promise<void> | undefined;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  async acquire(folder: string, signal: AbortSignal, requestStop: () => void): Promise<UploadLease> {
    // Unique, so that a delayed release does not end a later lease.
    this.#tokenCount += 1;
    const token = `${this.#process}:${this.#tokenCount}`;
    for (;;) {
      signal.throwIfAborted();
      const until = await this.#take(folder, token);
      if (until !== undefined) return this.#addLease(token, folder, until, requestStop);
      await sleep(POLL_MS, undefined, { signal });
    }
  }

  /** Takes the lease, and returns its end; undefined if another request has it, which is then requested to stop. */
  async #take(folder: string, token: string): Promise<number | undefined> {
    const row = await this.#database.get<LockRow>(
      'SELECT lock_owner, lock_until, lock_wanted FROM unfinished_upload WHERE folder = ?',
      [folder],
    );
    const until = this.#clock.now() + LEASE_MS;
    if (!row) return until; // there is nothing to protect
    const expired = expiredBefore(this.#clock);
    const owner = row.lock_owner;
    if (owner !== null && isLeased(row.lock_until, expired)) {
      if (hasProcessEnded(owner)) await this.#change('lock_until = 0', folder, owner);
      else if (row.lock_wanted === 0) await this.#change('lock_wanted = TRUE', folder, owner);
      return undefined;
    }
    const latest = latestLeaseEnd(expired);
    const { changes } = await this.#database.run(TAKE, { folder, token, until, expired, latest });
    return changes === 1 ? until : undefined;
  }

  #addLease(token: string, folder: string, until: number, requestStop: () => void): UploadLease {
    const release = async () => {
      this.#held.delete(token);
      if (this.#held.size === 0) this.#stopRenewing();
      // A lease that cannot be released expires.
      await this.#change('lock_owner = NULL', folder, token).catch(() => {});
    };
    const now = () => this.#clock.now() + this.#toleranceMs;
    const lease = new DatabaseUploadLease({ until, now, requestStop, release });
    this.#held.set(token, lease);
    this.#timer ??= setInterval(() => this.#renewOrStop(), RENEWAL_MS).unref();
    return lease;
  }

  async #change(assignment: string, folder: string, owner: string): Promise<void> {
    await this.#database.run(`UPDATE unfinished_upload SET ${assignment} WHERE folder = ? AND lock_owner = ?`, [
      folder,
      owner,
    ]);
  }

  #stopRenewing(): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
  }

  #renewOrStop(): void {
    for (const lease of this.#held.values()) lease.stopIfEnding();
    // While the database cannot be reached, the port retries the statement, so a renewal may take long.
    this.#renewing ??= this.#renew()
      .catch(() => {})
      .finally(() => {
        this.#renewing = undefined;
      });
  }

  async #renew(): Promise<void> {
    const leases = new Map(this.#held);
    const until = this.#clock.now() + LEASE_MS;
    const tokens = JSON.stringify([...leases.keys()]);
    const rows = await this.#database.all<LockRow>(RENEW, { until, tokens });
    const renewed = new Map(rows.map((row) => [row.lock_owner, row]));
    for (const [token, lease] of leases) {
      const row = renewed.get(token);
      if (row) lease.renew(until, row.lock_wanted === 1);
      else lease.lose();
    }
  }

  get #toleranceMs(): number {
    return this.#clock.toleranceMs ?? 0;
  }
}

interface LeaseOptions {
  readonly until: number;
  /** The latest time that any clock may show. */
  readonly now: () => number;
  readonly requestStop: () => void;
  readonly release: () => Promise<void>;
}

class DatabaseUploadLease implements UploadLease {
  readonly #options: LeaseOptions;
  #until: number;

  constructor(options: LeaseOptions) {
    this.#options = options;
    this.#until = options.until;
  }

  get isHeld(): boolean {
    return isLeased(this.#until, this.#options.now());
  }

  renew(until: number, isWanted: boolean): void {
    this.#until = until;
    if (isWanted) this.#options.requestStop();
  }

  /** Another request may have the upload now. */
  lose(): void {
    this.#until = 0;
    this.#options.requestStop();
  }

  stopIfEnding(): void {
    if (this.#options.now() >= this.#until - STOP_MS) this.#options.requestStop();
  }

  release(): Promise<void> {
    return this.#options.release();
  }
}
