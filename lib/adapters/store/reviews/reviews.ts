import type { Database } from 'better-sqlite3';
import type { JobError } from '../../../core/job/job.ts';
import type { Matching } from '../../../core/record/plan.ts';
import type { Cursor } from '../../../core/record/row.ts';
import type { Review } from '../../../core/review/review.ts';
import type { SurveyBlock } from '../../../core/review/survey.ts';
import { addTallies, EMPTY_TALLY, type Tally } from '../../../core/review/tally.ts';
import type { IssueCount } from '../../../core/view/record-view.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { type RecordTables, RecordWriter } from '../jobs/record-writer.ts';
import { dropSomeReplaced } from './replaced-reviews.ts';
import { type ReviewRow, reviewOfRow } from './review-row.ts';

const REVIEW_TABLES: RecordTables = {
  record: 'review_record',
  kind: 'review_issue_kind',
  issue: 'review_issue',
  owner: 'review_id',
};

export interface NewReview extends Matching {
  readonly uploadId: number;
  readonly connector: string;
  readonly referenceTime: number;
  readonly start: Cursor;
  /** Length of the fixes of a saved mapping that it begins with; by default it includes all that were made before. */
  readonly fixesBytes?: number;
}

/** The changes after a fix: the rechecked records and their new outcomes. */
export interface RecheckedRecords extends Pick<SurveyBlock, 'noted' | 'fixed' | 'repairable'> {
  readonly records: readonly number[];
  readonly tally: Tally;
  readonly fixesBytes: number;
}

/** A version of the fixes to check the file with. */
export interface NewNextReview {
  readonly start: Cursor;
  readonly fixesBytes: number;
  /** How many records the fix changes, if that is known before. */
  readonly changed: number | null;
}

/** Reviews, one per upload. A worker checks the whole file; after that, single records are rechecked, or the whole file beside the current review. */
export class SqliteReviews {
  readonly #database: Database;
  readonly #writer: RecordWriter;

  constructor(database: Database) {
    this.#database = database;
    this.#writer = new RecordWriter(database, REVIEW_TABLES);
  }

  /** The current review of an upload. */
  find(uploadId: number): Review | undefined {
    const rows = this.#database.prepare('SELECT * FROM review WHERE upload_id = ?').all(uploadId) as ReviewRow[];
    const current = rows.find(({ role }) => role === 'current');
    const next = rows.find(({ role }) => role === 'next');
    return current && reviewOfRow(current, next);
  }

  /** Length of the fixes of an upload that a review or a job includes. */
  knownFixes(uploadId: number): number {
    const known = this.#database.prepare<[number, number], number | null>(
      `SELECT MAX(bytes) FROM (SELECT fixes_bytes AS bytes FROM review WHERE upload_id = ?
         UNION ALL SELECT fixes_bytes FROM job WHERE upload_id = ?)`,
    );
    return known.pluck().get(uploadId, uploadId) ?? 0;
  }

  /** Starts or restarts a review. Keeps the fixes, also one that is still being checked. */
  begin(review: NewReview): void {
    const { start, mapping, constants, ...rest } = review;
    const row = this.#database
      .prepare<[Record<string, unknown>], number>(
        `INSERT INTO review (upload_id, connector, mapping, constants, reference_time, state, cursor_byte, cursor_record,
           cursor_line, tally, fixes_bytes, saved_bytes)
         VALUES (:uploadId, :connector, :mapping, :constants, :referenceTime, 'queued', :byte, :record, :line, :tally,
           :fixesBytes, COALESCE(:savedBytes, 0))
         ON CONFLICT (upload_id, role) DO UPDATE SET connector = excluded.connector, mapping = excluded.mapping,
           constants = excluded.constants, reference_time = excluded.reference_time, fixes_bytes = :fixesBytes,
           saved_bytes = COALESCE(:savedBytes, saved_bytes)
         RETURNING id`,
      )
      .pluck();
    this.#database
      .transaction(() => {
        const values = { mapping: JSON.stringify(mapping), constants: JSON.stringify(constants) };
        const { fixesBytes = this.knownFixes(review.uploadId) } = review;
        this.#dropNext(review.uploadId);
        const savedBytes = review.fixesBytes ?? null;
        const tally = JSON.stringify(EMPTY_TALLY);
        const id = row.get({ ...rest, ...start, ...values, tally, fixesBytes, savedBytes });
        if (id !== undefined) this.#clear(id, start);
      })
      .immediate();
  }

  /**
   * Lets a worker check the file with one more fix, while the current review stays readable. False if the review was changed
   * meanwhile, or another fix is being checked.
   */
  beginNext({ id, fixesBytes: before }: Review, { start, fixesBytes, changed }: NewNextReview): boolean {
    const { byte, record, line } = start;
    const { changes } = this.#database
      .prepare(
        `INSERT INTO review (upload_id, connector, mapping, constants, reference_time, state, cursor_byte, cursor_record,
           cursor_line, tally, role, fixes_bytes, changed)
         SELECT upload_id, connector, mapping, constants, reference_time, 'queued', :byte, :record, :line, :tally, 'next',
           :fixesBytes, :changed
         FROM review r WHERE id = :id AND role = 'current' AND state = 'ready' AND fixes_bytes = :before
           AND NOT EXISTS (SELECT 1 FROM review n WHERE n.upload_id = r.upload_id AND n.role = 'next')`,
      )
      .run({ id, before, fixesBytes, changed, byte, record, line, tally: JSON.stringify(EMPTY_TALLY) });
    return changes === 1;
  }

  /** Ends the check of a fix that was undone before it was complete. False if it is complete. */
  cancelNext({ id, uploadId }: Review, fixesBytes: number): boolean {
    return this.#database
      .transaction(() => {
        const isStillNext = this.#dropNext(uploadId);
        if (isStillNext)
          this.#database
            .prepare(`UPDATE review SET fixes_bytes = ?, changed = 0 WHERE id = ? AND role = 'current'`)
            .run(fixesBytes, id);
        return isStillNext;
      })
      .immediate();
  }

  #dropNext(uploadId: number): boolean {
    const drop = this.#database.prepare(`DELETE FROM review WHERE upload_id = ? AND role = 'next'`);
    return drop.run(uploadId).changes === 1;
  }

  #clear(id: number, { byte, record, line }: Cursor): void {
    for (const table of ['review_record', 'review_fixed', 'review_repairable', 'review_place', 'review_issue_kind']) {
      this.#database.prepare(`DELETE FROM ${table} WHERE review_id = ?`).run(id);
    }
    this.#database
      .prepare(
        `UPDATE review SET state = 'queued', fence = fence + 1, cursor_byte = ?, cursor_record = ?, cursor_line = ?,
           tally = ?, error_code = NULL, error_params = NULL, changed = CASE role WHEN 'next' THEN changed END
         WHERE id = ?`,
      )
      .run(byte, record, line, JSON.stringify(EMPTY_TALLY), id);
  }

  /** Claims the oldest queued review. */
  async claim(): Promise<Review | undefined> {
    const claimed = this.#database.prepare(
      `UPDATE review SET state = 'running' WHERE id = (SELECT MIN(id) FROM review WHERE state = 'queued') RETURNING *`,
    );
    const row = await retryWhileBusy(() => claimed.get());
    return row === undefined ? undefined : reviewOfRow(row as ReviewRow);
  }

  /** Restarts the reviews that were running when a worker ended. */
  async resume(): Promise<void> {
    const running = this.#database
      .prepare(
        `SELECT r.id, u.data_byte AS byte, u.data_line AS line FROM review r JOIN upload u ON u.id = r.upload_id
         WHERE r.state = 'running'`,
      )
      .all() as { id: number; byte: number; line: number }[];
    const restart = this.#database.transaction(() => {
      for (const { id, byte, line } of running) this.#clear(id, { byte, record: 0, line });
    });
    await retryWhileBusy(() => restart.immediate());
  }

  /** Stores the results of a part of the file. False if the review was restarted meanwhile. */
  note({ id, fence }: Review, { to, tally, ...checked }: SurveyBlock): Promise<boolean> {
    const store = this.#database.transaction(() => {
      const before = this.#database
        .prepare<[number, number], string>(`SELECT tally FROM review WHERE id = ? AND fence = ? AND state = 'running'`)
        .pluck()
        .get(id, fence);
      if (before === undefined) return false;
      this.#database
        .prepare('UPDATE review SET cursor_byte = ?, cursor_record = ?, cursor_line = ?, tally = ? WHERE id = ?')
        .run(to.byte, to.record, to.line, JSON.stringify(addTallies(JSON.parse(before) as Tally, tally)), id);
      this.#database
        .prepare('INSERT INTO review_place (review_id, record, byte, line) VALUES (?, ?, ?, ?)')
        .run(id, to.record, to.byte, to.line);
      this.#write(id, checked);
      return true;
    });
    return retryWhileBusy(() => store.immediate());
  }

  /**
   * Ends a check. A complete one of a further fix replaces the current review; `changed` is the number of records that this
   * fix changed. False if the review was restarted or deleted meanwhile.
   */
  async finish({ id, fence, uploadId }: Review, error: JobError | null, changed: number | null): Promise<boolean> {
    const finished = this.#database.prepare<unknown[], string>(
      `UPDATE review SET state = ?, error_code = ?, error_params = ?, changed = COALESCE(changed, ?)
       WHERE id = ? AND fence = ? AND state = 'running' RETURNING role`,
    );
    // Usually deleted by now, unless an edit followed another one at once.
    const older = this.#database.prepare(`DELETE FROM review WHERE upload_id = ? AND role = 'old'`);
    const replaced = this.#database.prepare(
      `UPDATE review SET role = 'old', state = 'failed' WHERE upload_id = ? AND role = 'current'`,
    );
    const state = error ? 'failed' : 'ready';
    const values = [state, error?.code ?? null, error && JSON.stringify(error.params), changed, id, fence];
    const finish = this.#database.transaction(() => {
      const role = finished.pluck().get(...values);
      if (role === 'next' && !error) {
        older.run(uploadId);
        replaced.run(uploadId);
        this.#database.prepare(`UPDATE review SET role = 'current' WHERE id = ?`).run(id);
      }
      return role !== undefined;
    });
    return retryWhileBusy(() => finish.immediate());
  }

  /** Deletes some of what was stored of replaced reviews. False if there are none left. */
  dropSomeReplaced(): Promise<boolean> {
    return dropSomeReplaced(this.#database);
  }

  /** Stores records that were rechecked after a fix. False if another fix was made meanwhile. */
  storeRecheck(
    { id, fixesBytes: before }: Review,
    { records, tally, fixesBytes, ...checked }: RecheckedRecords,
  ): boolean {
    return this.#database
      .transaction(() => {
        const { changes } = this.#database
          .prepare(
            `UPDATE review SET fixes_bytes = ?, tally = ?, changed = NULL
             WHERE id = ? AND role = 'current' AND state = 'ready' AND fixes_bytes = ?`,
          )
          .run(fixesBytes, JSON.stringify(tally), id, before);
        if (changes === 0) return false;
        this.#writer.drop(id, records);
        for (const table of ['review_fixed', 'review_repairable'])
          this.#database
            .prepare(`DELETE FROM ${table} WHERE review_id = ? AND record IN (SELECT value FROM json_each(?))`)
            .run(id, JSON.stringify(records));
        this.#write(id, checked);
        return true;
      })
      .immediate();
  }

  #write(id: number, { noted, fixed, repairable }: Pick<SurveyBlock, 'noted' | 'fixed' | 'repairable'>): void {
    this.#writer.write(id, noted);
    const insert = this.#database.prepare('INSERT INTO review_fixed (review_id, record, by) VALUES (?, ?, ?)');
    for (const { record, by } of fixed) insert.run(id, record, JSON.stringify(by));
    const effect = this.#database.prepare('INSERT INTO review_repairable (review_id, record, effect) VALUES (?, ?, ?)');
    for (const each of repairable) effect.run(id, each.record, each.effect);
  }

  issueCounts(id: number): readonly IssueCount[] {
    return this.#database
      .prepare(
        `SELECT severity, code, "column", records FROM review_issue_kind WHERE review_id = ?
         ORDER BY records DESC, code, "column"`,
      )
      .all(id) as IssueCount[];
  }

  countFixed(id: number): number {
    const count = this.#database.prepare<[number], number>('SELECT COUNT(*) FROM review_fixed WHERE review_id = ?');
    return count.pluck().get(id) ?? 0;
  }

  /** A known position shortly before this record; undefined if only the start of the file is known. */
  positionBefore(id: number, record: number): Cursor | undefined {
    const noted = this.#database
      .prepare(
        'SELECT start_byte AS byte, record - 1 AS record, line FROM review_record WHERE review_id = ? AND record = ?',
      )
      .get(id, record);
    if (noted) return noted as Cursor;
    return this.#database
      .prepare(
        'SELECT byte, record, line FROM review_place WHERE review_id = ? AND record < ? ORDER BY record DESC LIMIT 1',
      )
      .get(id, record) as Cursor | undefined;
  }

  /**
   * The nearest known byte after this record; undefined if there is none. One byte is added for the line end, without which
   * the record is not known to be complete.
   */
  byteBehind(id: number, record: number): number | undefined {
    return (
      this.#database
        .prepare<Record<string, number>, number>(
          `SELECT COALESCE(
           (SELECT end_byte FROM review_record WHERE review_id = :id AND record = :record),
           (SELECT byte FROM review_place WHERE review_id = :id AND record >= :record ORDER BY record LIMIT 1)) + 1`,
        )
        .pluck()
        .get({ id, record }) ?? undefined
    );
  }
}
