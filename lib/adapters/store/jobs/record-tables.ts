import type { IssueCount } from '../../../core/view/record-view.ts';
import type { Database } from '../database/database.ts';

/** The tables of records and their issues, and the column with their owner. */
export interface RecordTables {
  readonly record: string;
  readonly kind: string;
  readonly issue: string;
  readonly owner: string;
}

export const JOB_TABLES: RecordTables = { record: 'record', kind: 'issue_kind', issue: 'issue', owner: 'job_id' };

export const REVIEW_TABLES: RecordTables = {
  record: 'review_record',
  kind: 'review_issue_kind',
  issue: 'review_issue',
  owner: 'review_id',
};

/** How many records of a job or a review have each issue, most frequent first. */
export function issueCounts(
  database: Database,
  { kind, owner }: RecordTables,
  id: number,
): Promise<readonly IssueCount[]> {
  return database.all<IssueCount>(
    `SELECT severity, code, "column", records FROM ${kind} WHERE ${owner} = ? ORDER BY records DESC, code, "column"`,
    [id],
  );
}

/** A statement: the ids of the issues with a code, a column or both, by the parameters `:owner`, `:code` and `:column`; null for any. */
export function kindsSql({ kind, owner }: RecordTables): string {
  return `SELECT id FROM ${kind} WHERE ${owner} = :owner AND code = COALESCE(:code, code)
    AND "column" = COALESCE(:column, "column")`;
}
