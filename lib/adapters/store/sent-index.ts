import type { Database } from 'better-sqlite3';
import type { Acceptance } from '../../core/ledger.ts';
import { BloomSlices, SETS } from './bloom.ts';
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
  /** Set `n % 32` of slices `n / 32` is the filter of run `#filtered[n]`. */
  readonly #slices: BloomSlices[] = [];
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
    for (const [slot, run] of this.#filtered.entries()) {
      if (run !== undefined && !wanted.delete(run)) this.#forget(slot);
    }
    const [missing] = wanted;
    if (missing !== undefined) this.#learnRun(missing);
    return missing === undefined && this.#learnBatches() < BATCHES_A_STEP;
  }

  find(digest: string): readonly Acceptance[] {
    const recent = this.#recent.get(digest) ?? NONE;
    const runs = this.#runsThatMayHave(digest);
    return runs.length === 0 ? recent : recent.concat(runs.flatMap((run) => this.#runs.find(run, digest)));
  }

  #runsThatMayHave(digest: string): readonly number[] {
    const found = [...this.#unfiltered];
    for (let group = 0; group < this.#slices.length; group++) {
      for (let sets = this.#slices[group]?.candidates(digest) ?? 0; sets !== 0; sets &= sets - 1) {
        const run = this.#filtered[group * SETS + lowestBit(sets)];
        if (run !== undefined) found.push(run);
      }
    }
    return found;
  }

  #learnRun(id: number): void {
    const filter = this.#sql.filter.get(id);
    if (!filter) return;
    const slot = this.#filtered.includes(undefined) ? this.#filtered.indexOf(undefined) : this.#filtered.length;
    this.#filtered[slot] = id;
    this.#slicesOf(slot).add(slot % SETS, filter);
  }

  #forget(slot: number): void {
    this.#filtered[slot] = undefined;
    this.#slicesOf(slot).remove(slot % SETS);
  }

  #slicesOf(slot: number): BloomSlices {
    const group = Math.floor(slot / SETS);
    const slices = this.#slices[group] ?? new BloomSlices();
    this.#slices[group] = slices;
    return slices;
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

function lowestBit(bits: number): number {
  return 31 - Math.clz32(bits & -bits);
}
