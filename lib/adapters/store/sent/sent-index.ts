import type { Database } from 'better-sqlite3';
import type { Acceptance } from '../../../core/delivery/ledger.ts';
import { BloomSlices } from './bloom.ts';
import { digestsOf, type SentBatch, type SentRuns } from './sent-runs.ts';

export interface SentSizes {
  /** Batches with so many events become a run, so that no more than these are held one by one. */
  readonly runEvents: number;
  /** Runs beyond these, the oldest, get no filter in memory: a page of each is read for every digest. */
  readonly filters: number;
}

/** What is read at a time, before the event loop has its turn. */
const BATCHES_A_STEP = 16;

/**
 * What a process holds in memory of one scope: the events of the latest batches, and filters of the runs. It learns from
 * committed rows alone, whichever process wrote them, and catches up before each use.
 */
export class SentIndex {
  readonly #scope: string;
  readonly #runs: SentRuns;
  readonly #sizes: SentSizes;
  readonly #recent = new Map<string, readonly Acceptance[]>();
  /** Batches up to this one are in `#recent` or have become part of a run. */
  #lastBatch = 0;
  readonly #filters = new BloomSlices();
  /** Set n of the filters is this run. */
  readonly #filtered: (number | undefined)[] = [];
  #unfiltered: readonly number[] = [];
  readonly #sql;

  constructor(database: Database, scope: string, runs: SentRuns, sizes: SentSizes) {
    this.#scope = scope;
    this.#runs = runs;
    this.#sizes = sizes;
    this.#sql = {
      runs: database.prepare<[string], number>('SELECT id FROM sent_run WHERE scope = ? ORDER BY id').pluck(),
      filter: database.prepare<[number], Buffer>('SELECT filter FROM sent_run WHERE id = ?').pluck(),
      batches: database.prepare<[string, number, number], SentBatch>(
        `SELECT id, job_id AS job, accepted_at AS acceptedAt, digests FROM sent_batch
         WHERE scope = ? AND id > ? ORDER BY id LIMIT ?`,
      ),
    };
  }

  /** Learns a little of what is missing; true when nothing is. */
  catchUp(): boolean {
    const runs = this.#sql.runs.all(this.#scope);
    this.#unfiltered = runs.slice(0, -this.#sizes.filters);
    const wanted = new Set(runs.slice(-this.#sizes.filters));
    for (const [set, run] of this.#filtered.entries()) {
      if (run !== undefined && !wanted.delete(run)) this.#forgetRun(set);
    }
    const [missing] = wanted;
    if (missing !== undefined) this.#learnRun(missing);
    return missing === undefined && this.#learnBatches() < BATCHES_A_STEP;
  }

  find(digest: string): readonly Acceptance[] {
    const recent = this.#recent.get(digest) ?? NONE;
    const runs = this.#filters.candidates(digest).flatMap((set) => this.#filtered[set] ?? []);
    if (runs.length + this.#unfiltered.length === 0) return recent;
    return [...runs, ...this.#unfiltered].reduce((found, run) => found.concat(this.#runs.find(run, digest)), recent);
  }

  #learnRun(id: number): void {
    const filter = this.#sql.filter.get(id);
    if (!filter) return;
    const free = this.#filtered.indexOf(undefined);
    const set = free < 0 ? this.#filtered.length : free;
    this.#filtered[set] = id;
    this.#filters.add(set, filter);
  }

  #forgetRun(set: number): void {
    this.#filtered[set] = undefined;
    this.#filters.remove(set);
  }

  #learnBatches(): number {
    // Batches that became a run or were swept are no longer there: only those that are left are read again.
    if (this.#recent.size > this.#sizes.runEvents) {
      this.#recent.clear();
      this.#lastBatch = 0;
    }
    const batches = this.#sql.batches.all(this.#scope, this.#lastBatch, BATCHES_A_STEP);
    for (const batch of batches) this.#learnBatch(batch);
    return batches.length;
  }

  #learnBatch(batch: SentBatch): void {
    const { id, job, acceptedAt } = batch;
    const acceptance = { job, acceptedAt };
    const alone = [acceptance]; // one for all of them: hardly any was accepted by another job as well
    for (const digest of digestsOf(batch)) {
      const others = this.#recent.get(digest)?.filter((other) => other.job !== job) ?? [];
      this.#recent.set(digest, others.length === 0 ? alone : [acceptance, ...others]);
    }
    this.#lastBatch = id;
  }
}

const NONE: readonly Acceptance[] = [];
