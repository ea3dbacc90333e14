import { setImmediate as nextTurn } from 'node:timers/promises';
import { countOf, type Digests, uniqueDigests } from '../../../core/delivery/digests.ts';
import { type Acceptance, type Acceptances, NO_ACCEPTANCES } from '../../../core/delivery/ledger.ts';
import type { Job } from '../../../core/job/job.ts';
import { LruCache } from '../../../core/lru-cache.ts';
import { KeyedMutex } from '../../system/keyed-mutex.ts';
import type { Database } from '../database/database.ts';
import { SentIndex, type SentSizes } from './sent-index.ts';
import { SENT_BATCHES, type SentBatch, SentRuns } from './sent-runs.ts';

/** For each scope in memory, the latest events take at most 6 MB, and the filters of 16 million older events 32 MB. */
const SIZES: SentSizes = { runEvents: 65_536, filters: 256 };
/** The number of scopes in memory: as many as a worker executes jobs concurrently. */
const MAX_INDEXES = 16;
/** How many old runs of its scope each merge deletes, so that runs do not accumulate without sweeps. */
const RUNS_DROPPED_PER_MERGE = 2;

const NO_JOB = 0;

/** The connector, account and destination of accepted events. An event of another scope is no repeat of them. */
export type SentScope = Pick<Job, 'connector' | 'account' | 'destination'>;

/** Which acceptances count: those after `since`, by any job except `except`. */
export interface RecallOptions {
  readonly since: number;
  readonly except?: number;
}

/**
 * The sent ledger: which real events were accepted, so that sending a file twice is detected. An event is stored as a
 * digest of its deduplication identity. Each batch is one row; many batches are merged into a run (docs/decisions/007).
 */
export class SentLedger {
  readonly #database: Database;
  readonly #sizes: SentSizes;
  readonly #runs: SentRuns;
  readonly #mutex = new KeyedMutex();
  /** The indexes by scope. */
  readonly #indexes = new LruCache<string, SentIndex>(MAX_INDEXES);

  constructor(database: Database, sizes = SIZES) {
    this.#database = database;
    this.#sizes = sizes;
    this.#runs = new SentRuns(database);
  }

  /** Whether it is certain that no acceptance of the scope counts: of a run, only the newest time is known here. */
  async isEmpty(scope: SentScope, { since, except = NO_JOB }: RecallOptions): Promise<boolean> {
    return (await this.#database.get(SQL.any, { scope: subjectOf(scope), since, except })) === undefined;
  }

  /** The events that were accepted before. */
  async recall(scope: SentScope, digests: Digests, { since, except = NO_JOB }: RecallOptions): Promise<Acceptances> {
    if (await this.isEmpty(scope, { since, except })) return NO_ACCEPTANCES;
    const index = this.#indexOf(subjectOf(scope));
    const doesCount = ({ job, acceptedAt }: Acceptance) => acceptedAt > since && job !== except;
    const recallAll = async () => {
      const recalled = new Map<number, Acceptance>();
      for (const [i, acceptances] of (await index.find(digests)).entries()) {
        const acceptance = latest(acceptances, doesCount);
        if (acceptance) recalled.set(i, acceptance);
      }
      return recalled;
    };
    // One snapshot for index and pages, because another process may merge batches between two statements.
    const recallOnceCaughtUp = async () => ((await index.catchUp()) ? await recallAll() : undefined);
    // One recall at a time, because snapshots can overlap, but the index can follow only one state of the database.
    return this.#mutex.run(subjectOf(scope), async () => {
      for (;;) {
        const recalled = await this.#database.snapshot(recallOnceCaughtUp);
        if (recalled) return recalled;
        await nextTurn();
      }
    });
  }

  /**
   * Stores accepted events, in the caller's transaction, whose subject may be that of the scope. May delete acceptances
   * before `since`.
   */
  async remember(scope: SentScope, digests: Digests, { job, acceptedAt }: Acceptance, since: number): Promise<void> {
    if (digests.length === 0) return;
    const unique = uniqueDigests(digests);
    const key = subjectOf(scope);
    const row = { scope: key, job, acceptedAt, events: countOf(unique), digests: unique };
    const total = (await this.#database.value<number>(SQL.insert, row)) ?? 0;
    // A nested transaction, so that no other batch is added meanwhile.
    if (total >= this.#sizes.runEvents) await this.#database.transaction(() => this.#merge(key, since), key);
  }

  /** Deletes acceptances before this time: batches, and runs without newer acceptances. */
  async sweep(before: number): Promise<void> {
    await this.#database.run(SQL.deleteOld, [before]);
    for (const run of await this.#database.values<number>(SQL.oldRuns, [before])) {
      await this.#database.transaction(() => this.#runs.delete(run));
      await nextTurn();
    }
  }

  async #merge(scope: string, since: number): Promise<void> {
    const batches = await this.#database.all<SentBatch>(SQL.batches, [scope]);
    if (batches.length === 0) return; // another write of the same transaction has merged them
    await this.#runs.write(scope, batches);
    await this.#database.run(SQL.deleteBatches, [scope]);
    for (const run of await this.#database.values<number>(SQL.oldRunsOf, [scope, since, RUNS_DROPPED_PER_MERGE]))
      await this.#runs.delete(run);
  }

  #indexOf(scope: string): SentIndex {
    const existing = this.#indexes.get(scope);
    return existing ?? this.#indexes.set(scope, new SentIndex(this.#database, scope, this.#runs, this.#sizes));
  }
}

function latest(
  acceptances: readonly Acceptance[],
  doesCount: (acceptance: Acceptance) => boolean,
): Acceptance | undefined {
  let newest: Acceptance | undefined;
  for (const acceptance of acceptances) {
    if (doesCount(acceptance) && acceptance.acceptedAt > (newest?.acceptedAt ?? 0)) newest = acceptance;
  }
  return newest;
}

/** The subject of transactions that write data shared by the jobs of a scope. */
export function subjectOf({ connector, account, destination }: SentScope): string {
  return `${connector}/${account}/${destination}`;
}

const SQL = {
  any: `SELECT 1 FROM sent_run WHERE scope = :scope AND newest > :since AND (job_id IS NULL OR job_id <> :except)
    UNION ALL SELECT 1 FROM sent_batch WHERE scope = :scope AND accepted_at > :since AND job_id <> :except LIMIT 1`,
  insert: `INSERT INTO sent_batch (scope, job_id, accepted_at, total, digests)
    VALUES (:scope, :job, :acceptedAt,
      :events + COALESCE((SELECT total FROM sent_batch WHERE scope = :scope ORDER BY id DESC LIMIT 1), 0), :digests)
    RETURNING total`,
  batches: `${SENT_BATCHES} ORDER BY id`,
  deleteBatches: 'DELETE FROM sent_batch WHERE scope = ?',
  deleteOld: 'DELETE FROM sent_batch WHERE accepted_at <= ?',
  oldRuns: 'SELECT id FROM sent_run WHERE newest <= ? ORDER BY id',
  oldRunsOf: 'SELECT id FROM sent_run WHERE scope = ? AND newest <= ? ORDER BY id LIMIT ?',
};
