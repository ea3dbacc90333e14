import type { IssueCount } from '../../../../core/view/record-view.ts';
import type { Database } from '../../database/database.ts';

/** The tables with the noted records of jobs or of reviews, and with their issues. */
export interface RecordTables {
  readonly record: string;
  /** The table of issue kinds: each severity, code and column once, with the number of records that have the issue. */
  readonly kind: string;
  /** The table that links records to issue kinds. */
  readonly issue: string;
  /** The column with the id of the job or review. */
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

/**
 * A SELECT of the ids of issue kinds, by the parameters `:owner`, `:code` and `:column`. A `:code` or `:column` that is
 * null matches any.
 */
export function kindsSql({ kind, owner }: RecordTables): string {
  return `SELECT id FROM ${kind} WHERE ${owner} = :owner AND code = COALESCE(:code, code)
    AND "column" = COALESCE(:column, "column")`;
}
