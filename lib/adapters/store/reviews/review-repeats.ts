import type { Clock } from '../../../core/clock.ts';
import { isSameMatching } from '../../../core/matching/same-matching.ts';
import type { Constants, Matching } from '../../../core/record/plan.ts';
import type { FoundRepeat } from '../../../core/review/repeats/repeat-survey.ts';
import type { RepeatCounts, RepeatCursor, RepeatKind } from '../../../core/review/repeats/repeats-view.ts';
import { type Review, reviewVersion } from '../../../core/review/review.ts';
import type { Database } from '../database/database.ts';
import { numbersIn } from '../database/portable-sql.ts';
import type { Row } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';
import { liveOwners } from '../workers/workers.ts';
import { type ReviewRow, reviewOfRow } from './review-row.ts';

type CountRow = Pick<
  Row<'review_repeats', { state: 'running' | 'ready' | 'failed' }>,
  'state' | 'identical' | 'differing'
>;

type JobMatching = Pick<Tables['job'], 'id' | 'mapping' | 'constants'>;

type RepeatRow = Pick<Tables['review_repeat'], 'first' | 'record' | 'is_identical'> & { readonly last: number };

/** A repeat with the first and the last record of its event. */
export interface StoredRepeat extends FoundRepeat {
  readonly last: number;
}

/** How many rows one statement deletes: few enough that other writers hardly wait. */
const DELETED_AT_ONCE = 20_000;

/** Deletes up to `:limit` repeats of the review `:id`. */
export const DELETE_SOME_REPEATS = `DELETE FROM review_repeat WHERE (review_id, first, record) IN (
  SELECT review_id, first, record FROM review_repeat WHERE review_id = :id LIMIT :limit)`;

/**
 * The repeats of reviewed files. The table `review_repeat` has the repeats; `review_repeats` has their counts: one row
 * for each review, for one version of it.
 */
export class ReviewRepeats {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  /** Claims the newest review with uncounted repeats for a worker. */
  async claim(owner: string): Promise<Review | undefined> {
    await this.#forgetAbandoned(owner);
    // Usually there is none, so nothing is locked.
    if ((await this.#database.get(NEXT_UNCOUNTED)) === undefined) return undefined;
    return this.#database.transaction(async () => {
      const row = await this.#database.get<ReviewRow>(NEXT_UNCOUNTED);
      if (!row) return undefined;
      const review = reviewOfRow(row);
      await this.#database.run(
        `INSERT INTO review_repeats (review_id, fence, fixes_bytes, state, owner)
          VALUES (:id, :fence, :fixesBytes, 'running', :owner)
          ON CONFLICT (review_id) DO UPDATE SET fence = excluded.fence, fixes_bytes = excluded.fixes_bytes,
            state = excluded.state, owner = excluded.owner, identical = 0, differing = 0`,
        { ...versionOf(review), owner },
      );
      return review;
    });
  }

  /** Deletes failed counts, so that the repeats are counted again. */
  async retryFailed(): Promise<void> {
    await this.#database.run(`DELETE FROM review_repeats WHERE state = 'failed'`);
  }

  /**
   * Deletes unfinished counts, so that the repeats are counted again: those of dead workers, and any earlier one of
   * this worker, which counts for only one review at a time.
   */
  async #forgetAbandoned(claimer: string): Promise<void> {
    const owners = await this.#database.values<string | null>(
      `SELECT DISTINCT owner FROM review_repeats WHERE state = 'running'`,
    );
    if (owners.length === 0) return;
    const live = await liveOwners(this.#database, this.#clock);
    for (const owner of owners) {
      if (owner !== claimer && live.has(owner)) continue;
      const sql = `DELETE FROM review_repeats WHERE state = 'running' AND owner IS NOT DISTINCT FROM ?`;
      await this.#database.run(sql, [owner]);
    }
  }

  /** Deletes some repeats of an earlier count. False if none are left, or if this worker no longer owns the count. */
  async deleteSome({ id }: Review, owner: string): Promise<boolean> {
    const { changes } = await this.#database.run(
      `${DELETE_SOME_REPEATS}
        AND EXISTS (SELECT 1 FROM review_repeats WHERE review_id = :id AND state = 'running' AND owner = :owner)`,
      { id, owner, limit: DELETED_AT_ONCE },
    );
    return changes > 0;
  }

  /** False if this worker no longer owns the count, or if the review has changed; then nothing is stored. */
  async recordRepeats(review: Review, owner: string, repeats: readonly FoundRepeat[]): Promise<boolean> {
    const identical = repeats.filter(({ isIdentical }) => isIdentical).length;
    const differing = repeats.length - identical;
    return this.#database.transaction(async () => {
      const { changes } = await this.#database.run(
        `UPDATE review_repeats SET identical = identical + :identical, differing = differing + :differing
          WHERE ${IS_OWN_COUNT}`,
        { ...versionOf(review), identical, differing, owner },
      );
      if (changes === 1)
        await this.#database.runEach(
          'INSERT INTO review_repeat (review_id, first, record, is_identical) VALUES (?, ?, ?, ?)',
          repeats.map(({ first, record, isIdentical }) => [review.id, first, record, Number(isIdentical)]),
        );
      return changes === 1;
    });
  }

  async finish(review: Review, owner: string, state: 'ready' | 'failed'): Promise<void> {
    await this.#database.transaction(async () => {
      const params = { ...versionOf(review), state, owner };
      await this.#database.run(`UPDATE review_repeats SET state = :state WHERE ${IS_OWN_COUNT}`, params);
      if (state === 'ready') await this.noteInJobs(review);
    });
  }

  /** Stores the counts, if they are complete, in the jobs that send the file as it was reviewed. */
  async noteInJobs(review: Review): Promise<void> {
    await this.#database.transaction(async () => {
      const { state, identical, differing } = await this.counts(review);
      if (state !== 'ready') return;
      const jobs = await this.#database.all<JobMatching>(
        `SELECT id, mapping, constants FROM job
          WHERE upload_id = ? AND fixes_bytes = ? AND parent_id IS NULL AND identical_repeats IS NULL`,
        [review.uploadId, review.fixesBytes],
      );
      await this.#database.runEach(
        'UPDATE job SET identical_repeats = ?, differing_repeats = ? WHERE id = ?',
        jobs.filter((job) => isSameMatching(review, matchingOf(job))).map(({ id }) => [identical, differing, id]),
      );
    });
  }

  /** The counts for the current version of the review. */
  async counts(review: Review): Promise<RepeatCounts> {
    const version = reviewVersion(review);
    const row = await this.#database.get<CountRow>(
      `SELECT state, identical, differing FROM review_repeats
        WHERE review_id = :id AND fence = :fence AND fixes_bytes = :fixesBytes`,
      versionOf(review),
    );
    if (!row || row.state === 'running') return { state: 'counting', identical: 0, differing: 0, version };
    return { state: row.state, identical: row.identical, differing: row.differing, version };
  }

  /** The repeats after a cursor, ordered by event. */
  async page(
    review: number,
    { kind, after, limit }: { kind: RepeatKind | undefined; after: RepeatCursor; limit: number },
  ): Promise<readonly StoredRepeat[]> {
    const rows = await this.#database.all<RepeatRow>(
      `SELECT first, record, is_identical,
          (SELECT MAX(record) FROM review_repeat same_event
           WHERE same_event.review_id = repeat.review_id AND same_event.first = repeat.first) AS last
        FROM review_repeat repeat WHERE review_id = :review AND (first, record) > (:first, :record)
          AND is_identical = COALESCE(:isIdentical, is_identical)
        ORDER BY first, record LIMIT :limit`,
      { review, ...after, limit, isIdentical: kind === undefined ? null : Number(kind === 'identical') },
    );
    return rows.map(storedRepeatOf);
  }

  /** For each of these records that repeats an event, the first record with that event. */
  async firstOf(review: number, records: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const rows = await this.#database.all<Pick<RepeatRow, 'record' | 'first'>>(
      `SELECT record, first FROM review_repeat
        WHERE review_id = ? AND record IN ${numbersIn('?')}`,
      [review, JSON.stringify(records)],
    );
    return new Map(rows.map(({ record, first }) => [record, first]));
  }

  /** For each of these records whose event other records repeat, the last record with that event. */
  async lastOf(review: number, records: readonly number[]): Promise<ReadonlyMap<number, number>> {
    const firstOf = await this.firstOf(review, records);
    const eventOf = (record: number) => firstOf.get(record) ?? record;
    const rows = await this.#database.all<Pick<StoredRepeat, 'first' | 'last'>>(
      `SELECT first, MAX(record) AS last FROM review_repeat
        WHERE review_id = ? AND first IN ${numbersIn('?')} GROUP BY first`,
      [review, JSON.stringify(records.map(eventOf))],
    );
    const lastOfEvent = new Map(rows.map(({ first, last }) => [first, last]));
    return new Map(
      records.flatMap((record) => {
        const last = lastOfEvent.get(eventOf(record));
        return last === undefined ? [] : [[record, last] as const];
      }),
    );
  }
}

/** Selects the newest review without a count for its current version. */
const NEXT_UNCOUNTED = `SELECT review.* FROM review
  WHERE review.role = 'current' AND review.state = 'ready' AND NOT EXISTS (
    SELECT 1 FROM review_repeats counted
    WHERE counted.review_id = review.id AND counted.fence = review.fence AND counted.fixes_bytes = review.fixes_bytes)
  ORDER BY review.id DESC LIMIT 1`;

/** A condition: this worker owns the count, and the review is still the counted version. */
const IS_OWN_COUNT = `review_id = :id AND state = 'running' AND owner = :owner AND fence = :fence AND fixes_bytes = :fixesBytes
  AND EXISTS (SELECT 1 FROM review WHERE review.id = :id AND review.state = 'ready'
    AND review.fence = :fence AND review.fixes_bytes = :fixesBytes)`;

function matchingOf({ mapping, constants }: JobMatching): Matching {
  return { mapping: JSON.parse(mapping) as Matching['mapping'], constants: JSON.parse(constants) as Constants };
}

function versionOf({ id, fence, fixesBytes }: Review) {
  return { id, fence, fixesBytes };
}

function storedRepeatOf({ first, record, last, is_identical }: RepeatRow): StoredRepeat {
  return { first, record, last, isIdentical: is_identical === 1 };
}
