import type { Clock } from '../../../core/clock.ts';
import type { JobError } from '../../../core/job/job.ts';
import type { Matching } from '../../../core/record/plan.ts';
import type { Cursor } from '../../../core/record/row.ts';
import type { Review } from '../../../core/review/review.ts';
import type { SurveySection } from '../../../core/review/survey.ts';
import { addTallies, EMPTY_TALLY, type Tally } from '../../../core/review/tally.ts';
import type { IssueCount } from '../../../core/view/record-view.ts';
import type { Database } from '../database/database.ts';
import { numbersIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import { issueCounts, REVIEW_TABLES } from '../jobs/records/record-tables.ts';
import { RecordWriter } from '../jobs/records/record-writer.ts';
import { liveOwners } from '../workers/workers.ts';
import { deleteSomeReplaced } from './replaced-reviews.ts';
import { IS_EDITED, type ReviewRow, reviewOfRow } from './review-row.ts';

export interface NewReview extends Matching {
  readonly uploadId: number;
  readonly connector: string;
  readonly referenceTime: number;
  readonly start: Cursor;
  /**
   * The length of the fixes with which the review begins, if a saved mapping made them; by default, the review begins
   * with all earlier fixes.
   */
  readonly fixesBytes?: number;
}

/** The changes after a fix: the rechecked records and their new outcomes. */
export interface RecheckedRecords extends Pick<SurveySection, 'noted' | 'fixed' | 'repairable'> {
  readonly records: readonly number[];
  readonly tally: Tally;
  readonly fixesBytes: number;
}

/** A version of the fixes to check the file with. */
export interface NewNextReview {
  readonly start: Cursor;
  readonly fixesBytes: number;
  /** How many records the fix changes, if this is already known. */
  readonly changed: number | null;
}

/**
 * Reviews, one per upload. A worker checks the whole file; after a fix, single records are rechecked, or the whole file
 * while the current review stays readable.
 */
export class Reviews {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #writer: RecordWriter;

  constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
    this.#writer = new RecordWriter(database, REVIEW_TABLES);
  }

  /** The current review of an upload. */
  async find(uploadId: number): Promise<Review | undefined> {
    const rows = await this.#database.all<ReviewRow>('SELECT * FROM review WHERE upload_id = ?', [uploadId]);
    const current = rows.find(({ role }) => role === 'current');
    const next = rows.find(({ role }) => role === 'next');
    return current && reviewOfRow(current, next);
  }

  /** Whether a person edited values in the review of an upload. */
  async isEdited(uploadId: number): Promise<boolean> {
    const found = await this.#database.value(`SELECT 1 FROM review WHERE upload_id = ? AND ${IS_EDITED}`, [uploadId]);
    return found !== undefined;
  }

  /** The greatest length of an upload's fixes that a review or a job includes. */
  async knownFixesBytes(uploadId: number): Promise<number> {
    const knownBytes = await this.#database.value<number | null>(
      `SELECT MAX(bytes) FROM (SELECT fixes_bytes AS bytes FROM review WHERE upload_id = ?
        UNION ALL SELECT fixes_bytes FROM job WHERE upload_id = ?)`,
      [uploadId, uploadId],
    );
    return knownBytes ?? 0;
  }

  /** Starts or restarts a review. Keeps all fixes, even one that is still being checked, unless `fixesBytes` is set. */
  async begin(review: NewReview): Promise<void> {
    const { byte, record, line } = review.start;
    await this.#database.transaction(async () => {
      const fixesBytes = review.fixesBytes ?? (await this.knownFixesBytes(review.uploadId));
      await this.#delete(review.uploadId, 'next');
      const id = await this.#database.value<number>(
        `INSERT INTO review (upload_id, connector, mapping, constants, reference_time, state, cursor_byte, cursor_record,
            cursor_line, tally, fixes_bytes, saved_bytes)
          VALUES (:uploadId, :connector, :mapping, :constants, :referenceTime, 'queued', :byte, :record, :line, :tally,
            :fixesBytes, COALESCE(:savedBytes, 0))
          ON CONFLICT (upload_id, role) DO UPDATE SET connector = excluded.connector, mapping = excluded.mapping,
            constants = excluded.constants, reference_time = excluded.reference_time, fixes_bytes = :fixesBytes,
            saved_bytes = COALESCE(:savedBytes, review.saved_bytes)
          RETURNING id`,
        {
          uploadId: review.uploadId,
          connector: review.connector,
          mapping: JSON.stringify(review.mapping),
          constants: JSON.stringify(review.constants),
          referenceTime: review.referenceTime,
          byte,
          record,
          line,
          tally: JSON.stringify(EMPTY_TALLY),
          fixesBytes,
          savedBytes: review.fixesBytes ?? null,
        },
      );
      await this.#clear(id as number, review.start);
    });
  }

  /**
   * Lets a worker check the file with one more fix, while the current review stays readable. False if the review has
   * changed since `current` was read, or another fix is being checked.
   */
  async beginNext(current: Review, { start, fixesBytes, changed }: NewNextReview): Promise<boolean> {
    const { changes } = await this.#database.run(
      `INSERT INTO review (upload_id, connector, mapping, constants, reference_time, state, cursor_byte, cursor_record,
          cursor_line, tally, role, fixes_bytes, changed)
        SELECT upload_id, connector, mapping, constants, reference_time, 'queued', :byte, :record, :line, :tally, 'next',
          :fixesBytes, :changed
        FROM review current WHERE id = :id AND role = 'current' AND state = 'ready'
          AND fence = :fence AND fixes_bytes = :currentFixesBytes
          AND NOT EXISTS (SELECT 1 FROM review next WHERE next.upload_id = current.upload_id AND next.role = 'next')`,
      {
        id: current.id,
        fence: current.fence,
        currentFixesBytes: current.fixesBytes,
        byte: start.byte,
        record: start.record,
        line: start.line,
        tally: JSON.stringify(EMPTY_TALLY),
        fixesBytes,
        changed,
      },
    );
    return changes === 1;
  }

  /** Ends the check of a fix that was undone before the check was complete. False if the check is complete. */
  cancelNext({ id, uploadId }: Review, fixesBytes: number): Promise<boolean> {
    return this.#database.transaction(async () => {
      const isStillNext = await this.#delete(uploadId, 'next');
      if (isStillNext)
        await this.#database.run(`UPDATE review SET fixes_bytes = ?, changed = 0 WHERE id = ? AND role = 'current'`, [
          fixesBytes,
          id,
        ]);
      return isStillNext;
    });
  }

  /** False if the upload has no review with this role. */
  async #delete(uploadId: number, role: ReviewRow['role']): Promise<boolean> {
    const sql = 'DELETE FROM review WHERE upload_id = ? AND role = ?';
    return (await this.#database.run(sql, [uploadId, role])).changes === 1;
  }

  /** Deletes the results of a review and queues it again. */
  async #clear(id: number, { byte, record, line }: Cursor): Promise<void> {
    for (const table of ['review_record', 'review_fixed', 'review_repairable', 'review_place', 'review_issue_kind']) {
      await this.#database.run(`DELETE FROM ${table} WHERE review_id = ?`, [id]);
    }
    await this.#database.run(
      `UPDATE review SET state = 'queued', fence = fence + 1, cursor_byte = ?, cursor_record = ?, cursor_line = ?,
          tally = ?, error_code = NULL, error_params = NULL, changed = CASE role WHEN 'next' THEN changed END
        WHERE id = ?`,
      [byte, record, line, JSON.stringify(EMPTY_TALLY), id],
    );
  }

  /**
   * Claims the oldest queued review for a worker, which runs one review at a time. Restarts reviews whose worker has
   * died.
   */
  async claim(owner: string): Promise<Review | undefined> {
    // Usually there is none, so nothing is locked.
    const pending = await this.#database.get(`SELECT 1 FROM review WHERE state IN ('queued', 'running') LIMIT 1`);
    if (pending === undefined) return undefined;
    return this.#database.transaction(async () => {
      await this.#restartAbandoned(owner);
      const row = await this.#database.get<ReviewRow>(
        `UPDATE review SET state = 'running', owner = ?
          WHERE id = (SELECT MIN(id) FROM review WHERE state = 'queued') RETURNING *`,
        [owner],
      );
      return row && reviewOfRow(row);
    });
  }

  async #restartAbandoned(claimer: string): Promise<void> {
    const live = await liveOwners(this.#database, this.#clock);
    const running = await this.#database.all<
      Pick<ReviewRow, 'id' | 'owner'> & Pick<Tables['upload'], 'data_byte' | 'data_line'>
    >(
      `SELECT review.id, review.owner, upload.data_byte, upload.data_line
        FROM review JOIN upload ON upload.id = review.upload_id WHERE review.state = 'running'`,
    );
    const abandoned = running.filter(({ owner }) => owner === claimer || !live.has(owner));
    for (const { id, data_byte: byte, data_line: line } of abandoned) await this.#clear(id, { byte, record: 0, line });
  }

  /** Stores the results of a section of the file. False if the review was restarted or deleted meanwhile. */
  async recordSection({ id, fence }: Review, section: SurveySection): Promise<boolean> {
    return this.#database.transaction(async () => {
      const storedTally = await this.#database.value<string>(
        `SELECT tally FROM review WHERE id = ? AND fence = ? AND state = 'running'`,
        [id, fence],
      );
      if (storedTally === undefined) return false;
      const tally = addTallies(JSON.parse(storedTally) as Tally, section.tally);
      const { to } = section;
      await this.#database.run(
        'UPDATE review SET cursor_byte = ?, cursor_record = ?, cursor_line = ?, tally = ? WHERE id = ?',
        [to.byte, to.record, to.line, JSON.stringify(tally), id],
      );
      await this.#database.run('INSERT INTO review_place (review_id, record, byte, line) VALUES (?, ?, ?, ?)', [
        id,
        to.record,
        to.byte,
        to.line,
      ]);
      await this.#write(id, section);
      return true;
    });
  }

  /**
   * Ends a check. A successful check of a further fix replaces the current review; `changed` is the number of records
   * that this fix changed. False if the review was restarted or deleted meanwhile.
   */
  async finish({ id, fence, uploadId }: Review, error: JobError | null, changed: number | null): Promise<boolean> {
    const state = error ? 'failed' : 'ready';
    return this.#database.transaction(async () => {
      const role = await this.#database.value<ReviewRow['role']>(
        `UPDATE review SET state = ?, error_code = ?, error_params = ?, changed = COALESCE(changed, ?)
          WHERE id = ? AND fence = ? AND state = 'running' RETURNING role`,
        [state, error?.code ?? null, error && JSON.stringify(error.params), changed, id, fence],
      );
      if (role === 'next' && !error) await this.#replaceCurrent(uploadId, id);
      return role !== undefined;
    });
  }

  async #replaceCurrent(uploadId: number, id: number): Promise<void> {
    // The old review has usually been deleted by now, unless two edits followed each other closely.
    await this.#delete(uploadId, 'old');
    await this.#database.run(
      `UPDATE review SET role = 'old', state = 'failed' WHERE upload_id = ? AND role = 'current'`,
      [uploadId],
    );
    await this.#database.run(`UPDATE review SET role = 'current' WHERE id = ?`, [id]);
  }

  /** Deletes some rows of a replaced review. False if no replaced review is left. */
  deleteSomeReplaced(): Promise<boolean> {
    return deleteSomeReplaced(this.#database);
  }

  /** Stores records that were rechecked after a fix. False if the review got another fix or was restarted meanwhile. */
  storeRecheck({ id, fence, fixesBytes }: Review, rechecked: RecheckedRecords): Promise<boolean> {
    return this.#database.transaction(async () => {
      const { changes } = await this.#database.run(
        `UPDATE review SET fixes_bytes = ?, tally = ?, changed = NULL
          WHERE id = ? AND role = 'current' AND state = 'ready' AND fence = ? AND fixes_bytes = ?`,
        [rechecked.fixesBytes, JSON.stringify(rechecked.tally), id, fence, fixesBytes],
      );
      if (changes === 0) return false;
      await this.#writer.delete(id, rechecked.records);
      for (const table of ['review_fixed', 'review_repairable'])
        await this.#database.run(`DELETE FROM ${table} WHERE review_id = ? AND record IN ${numbersIn('?')}`, [
          id,
          JSON.stringify(rechecked.records),
        ]);
      await this.#write(id, rechecked);
      return true;
    });
  }

  async #write(
    id: number,
    { noted, fixed, repairable }: Pick<SurveySection, 'noted' | 'fixed' | 'repairable'>,
  ): Promise<void> {
    await this.#writer.write(id, noted);
    await this.#database.runEach(
      'INSERT INTO review_fixed (review_id, record, by) VALUES (?, ?, ?)',
      fixed.map(({ record, fixNumbers }) => [id, record, JSON.stringify(fixNumbers)]),
    );
    await this.#database.runEach(
      'INSERT INTO review_repairable (review_id, record, effect) VALUES (?, ?, ?)',
      repairable.map(({ record, effect }) => [id, record, effect]),
    );
  }

  issueCounts(id: number): Promise<readonly IssueCount[]> {
    return issueCounts(this.#database, REVIEW_TABLES, id);
  }

  async countFixed(id: number): Promise<number> {
    return (await this.#database.value<number>('SELECT COUNT(*) FROM review_fixed WHERE review_id = ?', [id])) ?? 0;
  }

  /** A known position shortly before this record; undefined if only the start of the file is known. */
  async positionBefore(id: number, record: number): Promise<Cursor | undefined> {
    const noted = await this.#database.get<Cursor>(
      'SELECT start_byte AS byte, record - 1 AS record, line FROM review_record WHERE review_id = ? AND record = ?',
      [id, record],
    );
    if (noted) return noted;
    return this.#database.get<Cursor>(
      'SELECT byte, record, line FROM review_place WHERE review_id = ? AND record < ? ORDER BY record DESC LIMIT 1',
      [id, record],
    );
  }

  /**
   * The nearest known position after this record, plus one byte: a reader that sees a byte of the line end knows that
   * the record is complete. Undefined if no such position is known.
   */
  async byteAfter(id: number, record: number): Promise<number | undefined> {
    const byte = await this.#database.value<number>(
      `SELECT COALESCE(
        (SELECT end_byte FROM review_record WHERE review_id = :id AND record = :record),
        (SELECT byte FROM review_place WHERE review_id = :id AND record >= :record ORDER BY record LIMIT 1)) + 1`,
      { id, record },
    );
    return byte ?? undefined;
  }
}
