import { countOf, type Digests, digestAt, NumberedDigests } from '../../../core/delivery/digests.ts';
import type { Acceptance } from '../../../core/delivery/ledger.ts';
import { BloomSlices } from '../../event-digests/bloom.ts';
import type { Database } from '../database/database.ts';
import { together } from '../database/together.ts';
import { SENT_BATCHES, type SentBatch, type SentRuns } from './sent-runs.ts';

export interface SentSizes {
  /**
   * Once the batches have this many events, they are merged into a run, which bounds the number of events in memory.
   */
  readonly runEvents: number;
  /** The number of filters in memory. Older runs have no filter, so a page of each is read for every digest. */
  readonly filters: number;
}

/** Batches read before yielding to the event loop. */
const BATCHES_PER_STEP = 16;

/**
 * The in-memory index of one scope: the events of the latest batches, and filters of the runs. Built only from
 * committed rows, whichever process wrote them, and updated before each use.
 */
export class SentIndex {
  readonly #database: Database;
  readonly #scope: string;
  readonly #runs: SentRuns;
  readonly #sizes: SentSizes;
  readonly #recent = new NumberedDigests();
  /** The acceptances of recent events, by the number of the event. */
  readonly #acceptances: (readonly Acceptance[])[] = [];
  /** Batches up to this one are in `#recent` or merged into a run. */
  #lastBatch = 0;
  readonly #filters = new BloomSlices();
  /** The run whose filter each set of `#filters` holds; undefined for a free set. */
  readonly #runOfSet: (number | undefined)[] = [];
  #unfilteredRuns: readonly number[] = [];

  constructor(database: Database, scope: string, runs: SentRuns, sizes: SentSizes) {
    this.#database = database;
    this.#scope = scope;
    this.#runs = runs;
    this.#sizes = sizes;
  }

  /** Loads some of the missing batches, and one missing filter; true once nothing is missing. */
  async catchUp(): Promise<boolean> {
    // Begins again with the batches that still exist, because most recent events have been merged or swept by now.
    if (this.#recent.count > this.#sizes.runEvents) {
      this.#recent.clear();
      this.#acceptances.length = 0;
      this.#lastBatch = 0;
    }
    const [runs, batches] = await together(
      this.#database.values<number>(SQL.runs, [this.#scope]),
      this.#database.all<SentBatch>(SQL.batches, [this.#scope, this.#lastBatch, BATCHES_PER_STEP]),
    );
    for (const batch of batches) this.#loadBatch(batch);
    this.#unfilteredRuns = runs.slice(0, -this.#sizes.filters);
    const filteredRuns = runs.slice(-this.#sizes.filters);
    for (const [set, run] of this.#runOfSet.entries()) {
      if (run !== undefined && !filteredRuns.includes(run)) this.#unloadRun(set);
    }
    const missingRun = filteredRuns.find((run) => !this.#runOfSet.includes(run));
    if (missingRun !== undefined) await this.#loadRun(missingRun);
    return missingRun === undefined && batches.length < BATCHES_PER_STEP;
  }

  /** The acceptances of each digest, in the order of the digests. */
  async find(digests: Digests): Promise<readonly (readonly Acceptance[])[]> {
    const indexes = Array.from({ length: countOf(digests) }, (_, index) => index);
    const acceptances = indexes.map((index) => this.#acceptances[this.#recent.find(digests, index)] ?? NONE);
    const lookups = indexes.flatMap((index) =>
      this.#runsOf(digests, index).map((run) => ({ run, digest: digestAt(digests, index), index })),
    );
    await this.#runs.find(lookups, ({ index }, acceptance) => {
      acceptances[index] = [...(acceptances[index] ?? NONE), acceptance];
    });
    return acceptances;
  }

  /** The runs that may have a digest. */
  #runsOf(digests: Digests, index: number): readonly number[] {
    const filtered = this.#filters.candidates(digests, index).flatMap((set) => this.#runOfSet[set] ?? []);
    return this.#unfilteredRuns.length === 0 ? filtered : [...filtered, ...this.#unfilteredRuns];
  }

  async #loadRun(id: number): Promise<void> {
    const filter = await this.#database.value<Buffer>(SQL.filter, [id]);
    if (!filter) return;
    const freeSet = this.#runOfSet.indexOf(undefined);
    const set = freeSet < 0 ? this.#runOfSet.length : freeSet;
    this.#runOfSet[set] = id;
    this.#filters.add(set, filter);
  }

  #unloadRun(set: number): void {
    this.#runOfSet[set] = undefined;
    this.#filters.remove(set);
  }

  #loadBatch(batch: SentBatch): void {
    const { id, job, acceptedAt } = batch;
    const acceptance = { job, acceptedAt };
    const shared = [acceptance]; // one array for most events, because few were also accepted by another job
    for (let index = 0; index < countOf(batch.digests); index++) {
      const number = this.#recent.add(batch.digests, index);
      const byOtherJobs = this.#acceptances[number]?.filter((other) => other.job !== job) ?? [];
      this.#acceptances[number] = byOtherJobs.length === 0 ? shared : [acceptance, ...byOtherJobs];
    }
    this.#lastBatch = id;
  }
}

const NONE: readonly Acceptance[] = [];

const SQL = {
  runs: 'SELECT id FROM sent_run WHERE scope = ? ORDER BY id',
  filter: 'SELECT filter FROM sent_run WHERE id = ?',
  batches: `${SENT_BATCHES} AND id > ? ORDER BY id LIMIT ?`,
};
