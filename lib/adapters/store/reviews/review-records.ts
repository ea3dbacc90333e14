import type { Database } from 'better-sqlite3';
import type { ReviewFilter } from '../../../core/review/review-view.ts';

/** SQLite's own word for no limit. */
const NO_LIMIT = -1;

/** Which records a review's lists hold. Every answer is numbers alone, in the order of the file. */
export class SqliteReviewRecords {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Noted records that a filter finds. Of all and of ready ones: those with an issue that it names. */
  numbers(review: number, { show, code, column }: Omit<ReviewFilter, 'job'>): number[] {
    const where = [SHOWS[show], code === undefined && column === undefined ? '1' : OF_KINDS].join(' AND ');
    return this.#database
      .prepare<[Record<string, unknown>], number>(
        `SELECT record FROM review_record WHERE review_id = :review AND ${where} ORDER BY record`,
      )
      .pluck()
      .all({ review, ...(where.includes(':code') && { code: code ?? null, column: column ?? null }) });
  }

  /** Records that have one of these issues in a column, the first `most` of them: those that a repair may concern. */
  withIssue(review: number, codes: readonly string[], column: string, most = NO_LIMIT): number[] {
    return this.#database
      .prepare<[number, string, string, number], number>(
        `SELECT DISTINCT record FROM review_issue i JOIN review_issue_kind k ON k.id = i.kind_id
         WHERE k.review_id = ? AND k.code IN (SELECT value FROM json_each(?)) AND k."column" = ? ORDER BY record LIMIT ?`,
      )
      .pluck()
      .all(review, JSON.stringify(codes), column, most);
  }

  /** Records that have an error in a column. */
  withError(review: number, column: string): number[] {
    return this.#database
      .prepare<[number, string], number>(
        `SELECT DISTINCT record FROM review_issue i JOIN review_issue_kind k ON k.id = i.kind_id
         WHERE k.review_id = ? AND k.severity = 'error' AND k."column" = ? ORDER BY record`,
      )
      .pluck()
      .all(review, column);
  }

  /** Records that one of these fixes changed. */
  fixedBy(review: number, fixes: readonly number[]): number[] {
    return this.#database
      .prepare<[number, string], number>(
        `SELECT record FROM review_fixed WHERE review_id = ?
         AND EXISTS (SELECT 1 FROM json_each(by) WHERE value IN (SELECT value FROM json_each(?))) ORDER BY record`,
      )
      .pluck()
      .all(review, JSON.stringify(fixes));
  }
}

const SHOWS: Readonly<Record<ReviewFilter['show'], string>> = {
  invalid: `status = 'invalid'`,
  warned: `status = 'not_sent' AND issues <> '[]'`,
  ready: `status = 'not_sent'`,
  fixed: 'record IN (SELECT record FROM review_fixed WHERE review_id = :review)',
  all: '1',
  left_out: '0',
  resent: '0',
};

const OF_KINDS = `record IN (SELECT record FROM review_issue WHERE kind_id IN (
  SELECT id FROM review_issue_kind WHERE review_id = :review AND code = COALESCE(:code, code)
    AND "column" = COALESCE(:column, "column")))`;
