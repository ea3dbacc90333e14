import type { Database } from 'better-sqlite3';
import type { OutcomeTable } from '../../../core/delivery/outcome-table.ts';
import type { JobError } from '../../../core/job/job.ts';
import type { Matching } from '../../../core/record/plan.ts';
import type { Cursor } from '../../../core/record/row.ts';
import type { Review } from '../../../core/review/review.ts';
import type { FixedRecord, SurveyBlock } from '../../../core/review/survey.ts';
import { addTallies, EMPTY_TALLY, type Tally } from '../../../core/review/tally.ts';
import type { IssueCount } from '../../../core/view/record-view.ts';
import { retryWhileBusy } from '../database/retry-while-busy.ts';
import { type RecordTables, RecordWriter } from '../jobs/record-writer.ts';
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
}

/** The changes after a fix: the rechecked records and their new outcomes. */
export interface RecheckedRecords {
  readonly records: readonly number[];
  readonly noted: OutcomeTable;
  readonly fixed: readonly FixedRecord[];
  readonly tally: Tally;
  readonly fixesBytes: number;
}

/** Reviews, one per upload. A worker checks the whole file; after that, single records are rechecked. */
export class SqliteReviews {
  readonly #database: Database;
  readonly #writer: RecordWriter;

  constructor(database: Database) {
    this.#database = database;
    this.#writer = new RecordWriter(database, REVIEW_TABLES);
  }

  find(uploadId: number): Review | undefined {
    const row = this.#database.prepare('SELECT * FROM review WHERE upload_id = ?').get(uploadId);
    return row === undefined ? undefined : reviewOfRow(row as ReviewRow);
  }

  /** Starts or restarts a review. Keeps the fixes. */
  begin(review: NewReview): void {
    const { start, mapping, constants, ...rest } = review;
    const row = this.#database
      .prepare<[Record<string, unknown>], number>(
        `INSERT INTO review (upload_id, connector, mapping, constants, reference_time, state, cursor_byte, cursor_record,
           cursor_line, tally)
         VALUES (:uploadId, :connector, :mapping, :constants, :referenceTime, 'queued', :byte, :record, :line, :tally)
         ON CONFLICT (upload_id) DO UPDATE SET connector = excluded.connector, mapping = excluded.mapping,
           constants = excluded.constants, reference_time = excluded.reference_time
         RETURNING id`,
      )
      .pluck();
    this.#database
      .transaction(() => {
        const values = { mapping: JSON.stringify(mapping), constants: JSON.stringify(constants) };
        const id = row.get({ ...rest, ...start, ...values, tally: JSON.stringify(EMPTY_TALLY) });
        if (id !== undefined) this.#clear(id, start);
      })
      .immediate();
  }

  /** Restarts the check of the file with more fixes. False if another request changed the review first. */
  restart({ id, fixesBytes }: Review, start: Cursor, now: number): boolean {
    return this.#database
      .transaction(() => {
        const { changes } = this.#database
          .prepare(`UPDATE review SET fixes_bytes = ? WHERE id = ? AND state = 'ready' AND fixes_bytes = ?`)
          .run(now, id, fixesBytes);
        if (changes === 1) this.#clear(id, start);
        return changes === 1;
      })
      .immediate();
  }

  #clear(id: number, { byte, record, line }: Cursor): void {
    for (const table of ['review_record', 'review_fixed', 'review_place', 'review_issue_kind']) {
      this.#database.prepare(`DELETE FROM ${table} WHERE review_id = ?`).run(id);
    }
    this.#database
      .prepare(
        `UPDATE review SET state = 'queued', fence = fence + 1, cursor_byte = ?, cursor_record = ?, cursor_line = ?,
           tally = ?, error_code = NULL, error_params = NULL WHERE id = ?`,
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
  note({ id, fence }: Review, { to, noted, fixed, tally }: SurveyBlock): Promise<boolean> {
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
      this.#write(id, noted, fixed);
      return true;
    });
    return retryWhileBusy(() => store.immediate());
  }

  /** False if the review was restarted or deleted meanwhile. */
  async finish({ id, fence }: Review, error: JobError | null): Promise<boolean> {
    const finished = this.#database.prepare(
      `UPDATE review SET state = ?, error_code = ?, error_params = ? WHERE id = ? AND fence = ? AND state = 'running'`,
    );
    const values = [error ? 'failed' : 'ready', error?.code ?? null, error && JSON.stringify(error.params), id, fence];
    return (await retryWhileBusy(() => finished.run(...values))).changes === 1;
  }

  /** Stores records that were rechecked after a fix. False if another fix was made meanwhile. */
  storeRecheck(
    { id, fixesBytes: before }: Review,
    { records, noted, fixed, tally, fixesBytes }: RecheckedRecords,
  ): boolean {
    return this.#database
      .transaction(() => {
        const { changes } = this.#database
          .prepare(`UPDATE review SET fixes_bytes = ?, tally = ? WHERE id = ? AND state = 'ready' AND fixes_bytes = ?`)
          .run(fixesBytes, JSON.stringify(tally), id, before);
        if (changes === 0) return false;
        this.#writer.drop(id, records);
        this.#database
          .prepare('DELETE FROM review_fixed WHERE review_id = ? AND record IN (SELECT value FROM json_each(?))')
          .run(id, JSON.stringify(records));
        this.#write(id, noted, fixed);
        return true;
      })
      .immediate();
  }

  #write(id: number, noted: OutcomeTable, fixed: readonly FixedRecord[]): void {
    this.#writer.write(id, noted);
    const insert = this.#database.prepare('INSERT INTO review_fixed (review_id, record, by) VALUES (?, ?, ?)');
    for (const { record, by } of fixed) insert.run(id, record, JSON.stringify(by));
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
