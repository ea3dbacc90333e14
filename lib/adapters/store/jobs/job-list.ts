import type { JobFilter } from '../../../core/job/job.ts';
import type { JobCursor, JobListFilter, JobSort } from '../../../core/job/job-list.ts';
import { DELETED_QUERY, WORKFLOW_KEY_PREFIX, WORKFLOW_ORIGIN_PREFIX } from '../../../core/job/query.ts';
import { isLike, patternOf, startsWith } from '../database/portable-sql.ts';

/**
 * Selects successful jobs with rejects (rejected or invalid records), as two ranges of an index, so that the many jobs
 * without rejects are not scanned.
 */
export const WITH_REJECTS = `
  SELECT id FROM job WHERE state = 'success' AND rejected_count > 0
  UNION ALL SELECT id FROM job WHERE state = 'success' AND rejected_count = 0 AND invalid_count > 0`;

export interface JobPage extends JobListFilter {
  readonly limit: number;
  readonly sort?: JobSort | undefined;
  /**
   * Only jobs whose sort value is lower than that of the cursor: the next page, because lists begin with the highest
   * value. A number is the id of a job in a list that is ordered by id.
   */
  readonly before?: JobCursor | number | undefined;
  /** Only the nearest jobs whose sort value is higher than that of the cursor: the previous page. */
  readonly after?: JobCursor | number | undefined;
  /** Only jobs of this saved query. */
  readonly savedQuery?: number | undefined;
  /** Whether the search ignores the SQL of workflow queries, which may contain values. */
  readonly hidesValues?: boolean;
}

/** Until when a job has worked: when it ended; for a paused job, its last log line; for any other job, now. */
const WORKED_UNTIL = `COALESCE(ended_at,
  CASE state WHEN 'paused' THEN (SELECT at FROM log_line WHERE job_id = job.id ORDER BY id DESC LIMIT 1) END, :now)`;

/** The values by which a list is sorted. They are integers, so that a cursor is exact. */
const SORT_VALUE: Readonly<Record<JobSort, string>> = {
  newest: 'id',
  duration: `CASE WHEN started_at IS NULL THEN -1 ELSE ${WORKED_UNTIL} - started_at END`,
  read: 'read_count',
  accepted: 'accepted_count',
  not_accepted: 'rejected_count + invalid_count + uncertain_count',
  not_sent: 'read_count - accepted_count - rejected_count - invalid_count - uncertain_count',
};

/** A condition: the job sends a few records as test events. */
export const IS_TEST = 'test_event AND EXISTS (SELECT 1 FROM job_selection WHERE job_id = job.id)';

/** A condition: `isFromTemplate` is true of the job's query. */
export const IS_FROM_TEMPLATE = `(${startsWith('domain_key', WORKFLOW_KEY_PREFIX)} OR ${startsWith('sql', WORKFLOW_ORIGIN_PREFIX)})`;
/** A condition: `isTextDeleted` is true of the job's query. */
export const IS_TEXT_DELETED = `COALESCE(sql, '') LIKE '%${DELETED_QUERY}'`;
const SQL_MATCHES = isLike('sql', ':pattern');

/** A condition: the search text is the job's id or account, or occurs in a name or in the SQL. */
function matchesSearch(hidesValues: boolean): string {
  return `(
  CAST(id AS TEXT) = :search
  OR account = :search
  OR upload_id IN (SELECT id FROM upload WHERE ${isLike('name', ':pattern')})
  OR ${hidesValues ? `(${SQL_MATCHES} AND NOT ${IS_FROM_TEMPLATE})` : SQL_MATCHES}
  OR id IN (SELECT job_id FROM planned_run JOIN query ON query.id = query_id WHERE ${isLike('query.name', ':pattern')})
  OR id IN (SELECT job_id FROM planned_run JOIN activation ON activation.id = activation_id
            WHERE ${isLike('activation.name', ':pattern')})
  OR id IN (SELECT job_id FROM build JOIN parent_segment ON parent_segment.id = build.parent_segment_id
            WHERE ${isLike('parent_segment.name', ':pattern')}))`;
}

/** Statement and bindings for a page of jobs. With `after`, the rows are in reverse order. */
export function jobPageStatement(page: JobPage, now: number) {
  const { sort = 'newest', before, after } = page;
  const sortValue = SORT_VALUE[sort];
  const cursor = cursorOf(after ?? before);
  const conditions = filterConditions(page);
  if (cursor) {
    const comparison = after === undefined ? '<' : '>';
    conditions.push(
      sort === 'newest' ? `id ${comparison} :cursorId` : `(${sortValue}, id) ${comparison} (:cursorValue, :cursorId)`,
    );
  }
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const order = after === undefined ? 'DESC' : 'ASC';
  const sql = `SELECT *, ${sortValue} AS sort_value FROM job ${where}
    ORDER BY ${sortValue} ${order}, id ${order} LIMIT :limit`;
  const pattern = patternOf(page.search ?? '');
  return { sql, bindings: { ...page, now, pattern, cursorValue: cursor?.value, cursorId: cursor?.id } };
}

function filterConditions(page: JobPage): string[] {
  const conditions: string[] = [];
  if (page.state !== undefined) conditions.push(stateCondition(page.state));
  if (page.type !== undefined) conditions.push('type = :type');
  if (page.authentication !== undefined) conditions.push('authentication_id = :authentication');
  if (page.savedQuery !== undefined)
    conditions.push('id IN (SELECT job_id FROM planned_run WHERE query_id = :savedQuery)');
  if (page.search !== undefined) conditions.push(matchesSearch(page.hidesValues ?? false));
  if (page.since !== undefined) conditions.push('created_at >= :since');
  if (page.until !== undefined) conditions.push('created_at < :until');
  return conditions;
}

function cursorOf(cursor: JobCursor | number | undefined): JobCursor | undefined {
  return typeof cursor === 'number' ? { value: cursor, id: cursor } : cursor;
}

/** The condition of a filter by state; it may use the parameter `:state`. */
function stateCondition(state: JobFilter): string {
  return state === 'success_with_rejects' ? `id IN (${WITH_REJECTS})` : 'state = :state';
}
