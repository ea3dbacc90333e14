import { LEFT_OUT_WHEN_PREPARED } from '../../../core/issue.ts';
import type { CountedEffect, RepairEffect } from '../../../core/review/repairing/safe-repairs.ts';
import type { ReviewFilter } from '../../../core/review/review-view.ts';
import type { Database } from '../database/database.ts';
import { numbersIn, textsIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import { kindsSql, REVIEW_TABLES } from '../jobs/records/record-tables.ts';

const NO_LIMIT = Number.MAX_SAFE_INTEGER;

/** The record numbers in a review's lists, in the order of the file. */
export class ReviewRecords {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /**
   * The noted records that match a filter. Records that have no issue and that no fix changed are not noted, so `all`
   * and `ready` are incomplete here; the caller adds the other records.
   */
  numbers(review: number, filter: Omit<ReviewFilter, 'job'>): Promise<number[]> {
    return this.#database.values<number>(
      `SELECT record FROM review_record WHERE ${conditionOf(filter)} ORDER BY record`,
      paramsOf(review, filter),
    );
  }

  /** The number of noted records that match a filter. */
  async count(review: number, filter: Omit<ReviewFilter, 'job'>): Promise<number> {
    const sql = `SELECT COUNT(*) FROM review_record WHERE ${conditionOf(filter)}`;
    return (await this.#database.value<number>(sql, paramsOf(review, filter))) ?? 0;
  }

  /** The first `limit` records with one of these issues in a column, to which a repair may apply. */
  withIssue(review: number, codes: readonly string[], column: string, limit = NO_LIMIT): Promise<number[]> {
    return this.#database.values<number>(
      `SELECT DISTINCT record FROM review_issue issue JOIN review_issue_kind kind ON kind.id = issue.kind_id
        WHERE kind.review_id = ? AND kind.code IN ${textsIn('?')} AND kind."column" = ? ORDER BY record LIMIT ?`,
      [review, JSON.stringify(codes), column, limit],
    );
  }

  /** What safe repairs would do, with the number of records for each effect. */
  async repairEffects(review: number): Promise<CountedEffect[]> {
    const rows = await this.#database.all<Pick<Tables['review_repairable'], 'effect'> & { readonly records: number }>(
      'SELECT effect, COUNT(*) AS records FROM review_repairable WHERE review_id = ? GROUP BY effect',
      [review],
    );
    return rows.map(({ effect, records }) => ({ effect: JSON.parse(effect) as RepairEffect, records }));
  }

  /** The first `limit` records on which safe repairs would have one of these effects. */
  withEffect(review: number, effects: readonly RepairEffect[], limit = NO_LIMIT): Promise<number[]> {
    return this.#database.values<number>(
      `SELECT record FROM review_repairable WHERE review_id = ? AND effect IN ${textsIn('?')}
        ORDER BY record LIMIT ?`,
      [review, JSON.stringify(effects.map((effect) => JSON.stringify(effect))), limit],
    );
  }

  /** The number of records that a fix changed. */
  async countFixedBy(review: number, fix: number): Promise<number> {
    const count = await this.#database.value<number>(
      `SELECT COUNT(*) FROM review_fixed WHERE review_id = ? AND ? IN ${numbersIn('by')}`,
      [review, fix],
    );
    return count ?? 0;
  }

  /** Records that one of these fixes changed. */
  fixedBy(review: number, fixes: readonly number[]): Promise<number[]> {
    return this.#database.values<number>(
      `SELECT record FROM review_fixed WHERE review_id = ?
        AND EXISTS (SELECT 1 FROM ${numbersIn('by')} AS fix WHERE fix.number IN ${numbersIn('?')}) ORDER BY record`,
      [review, JSON.stringify(fixes)],
    );
  }
}

const PREPARED_LEFT_OUT_CODES = LEFT_OUT_WHEN_PREPARED.map((code) => `'${code}'`).join();
/** A condition: the record is left out when it is prepared. Records that a person left out are not noted. */
const LEFT_OUT = `record IN (SELECT record FROM review_issue WHERE kind_id IN (
  SELECT id FROM review_issue_kind WHERE review_id = :owner AND code IN (${PREPARED_LEFT_OUT_CODES})))`;

const CONDITIONS: Readonly<Record<ReviewFilter['show'], string>> = {
  invalid: `status = 'invalid'`,
  warned: `status = 'not_sent' AND issues <> '[]' AND NOT ${LEFT_OUT}`,
  ready: `status = 'not_sent' AND NOT ${LEFT_OUT}`,
  fixed: 'record IN (SELECT record FROM review_fixed WHERE review_id = :owner)',
  all: 'TRUE',
  left_out: LEFT_OUT,
  resent: 'FALSE',
};

function conditionOf({ show, code, column }: Omit<ReviewFilter, 'job'>): string {
  const issueCondition = code === undefined && column === undefined ? 'TRUE' : HAS_ISSUE;
  return `review_id = :owner AND ${CONDITIONS[show]} AND ${issueCondition}`;
}

function paramsOf(review: number, { code, column }: Omit<ReviewFilter, 'job'>) {
  return { owner: review, code: code ?? null, column: column ?? null };
}

/** A condition: the record has an issue with this code and this column, or one of them if the other is null. */
const HAS_ISSUE = `record IN (SELECT record FROM review_issue WHERE kind_id IN (${kindsSql(REVIEW_TABLES)}))`;
