import type { JobFilter } from '../../../core/job/job.ts';
import type { JobCursor, JobListFilter, JobSort } from '../../../core/job/job-list.ts';
import { DELETED_QUERY, WORKFLOW_HEAD_PREFIX, WORKFLOW_KEY_PREFIX } from '../../../core/job/query.ts';
import { isLike, patternOf, startsWith } from '../database/portable-sql.ts';

/** Jobs with rejects, as two ranges of an index, so that the many jobs without rejects are not scanned. */
export const WITH_REJECTS = `
  SELECT id FROM job WHERE state = 'success' AND rejected_count > 0
  UNION ALL SELECT id FROM job WHERE state = 'success' AND rejected_count = 0 AND invalid_count > 0`;

export interface JobPage extends JobListFilter {
  readonly limit: number;
  readonly sort?: JobSort | undefined;
  /**
   * Only jobs with a lower sort value, which come later in the list: lists begin with the greatest value. A number is
   * the id of a job in a list that is ordered by id.
   */
  readonly before?: JobCursor | number | undefined;
  /** Only the nearest jobs with a higher sort value, which come earlier in the list. */
  readonly after?: JobCursor | number | undefined;
  /** Only jobs of this saved query. */
  readonly savedQuery?: number | undefined;
  /** Whether the search ignores the SQL of workflow queries, which may contain values. */
  readonly hidesValues?: boolean;
}

/** When a job stopped working: when it ended; for a paused job, at its last log line; now if it is still working. */
const WORKED_UNTIL = `COALESCE(ended_at,
  CASE state WHEN 'paused' THEN (SELECT at FROM log_line WHERE job_id = job.id ORDER BY id DESC LIMIT 1) END, :now)`;

/** The values by which a list is sorted. They are integers, so that a cursor is exact. */
export const SORT_VALUE: Readonly<Record<JobSort, string>> = {
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
export const IS_FROM_TEMPLATE = `(${startsWith('domain_key', WORKFLOW_KEY_PREFIX)} OR ${startsWith('sql', WORKFLOW_HEAD_PREFIX)})`;
/** A condition: `isTextDeleted` is true of the job's query. */
export const IS_TEXT_DELETED = `COALESCE(sql, '') LIKE '%${DELETED_QUERY}'`;
const SQL_MATCHES = isLike('sql', ':like');

const matchesText = (hidesValues: boolean) => `(
  upload_id IN (SELECT id FROM upload WHERE ${isLike('name', ':like')})
  OR ${hidesValues ? `(${SQL_MATCHES} AND NOT ${IS_FROM_TEMPLATE})` : SQL_MATCHES}
  OR id IN (SELECT job_id FROM planned_run JOIN query ON query.id = query_id WHERE ${isLike('query.name', ':like')})
  OR id IN (SELECT job_id FROM planned_run JOIN activation ON activation.id = activation_id WHERE ${isLike('activation.name', ':like')})
  OR id IN (SELECT job_id FROM build JOIN parent_segment ON parent_segment.id = build.parent_segment_id
            WHERE ${isLike('parent_segment.name', ':like')}))`;

/** Statement and bindings for a page of jobs. With `after`, the rows are in reverse order. */
export function jobPageStatement(page: JobPage, now: number) {
  const { sort = 'newest', before, after, state, search, hidesValues = false } = page;
  const value = SORT_VALUE[sort];
  const cursor = cursorOf(after ?? before);
  const comparison = after === undefined ? '<' : '>';
  const where = [
    ...(cursor
      ? [sort === 'newest' ? `id ${comparison} :cursorId` : `(${value}, id) ${comparison} (:cursorValue, :cursorId)`]
      : []),
    ...(state === undefined ? [] : [stateCondition(state)]),
    ...(page.type === undefined ? [] : ['type = :type']),
    ...(page.authentication === undefined ? [] : ['authentication_id = :authentication']),
    ...(page.savedQuery === undefined ? [] : ['id IN (SELECT job_id FROM planned_run WHERE query_id = :savedQuery)']),
    ...(search === undefined
      ? []
      : [`(CAST(id AS TEXT) = :search OR account = :search OR ${matchesText(hidesValues)})`]),
    ...(page.since === undefined ? [] : ['created_at >= :since']),
    ...(page.until === undefined ? [] : ['created_at < :until']),
  ];
  const order = after === undefined ? 'DESC' : 'ASC';
  const sql = `SELECT *, ${value} AS sort_value FROM job ${where.length === 0 ? '' : `WHERE ${where.join(' AND ')}`}
    ORDER BY ${value} ${order}, id ${order} LIMIT :limit`;
  const like = patternOf(search ?? '');
  return { sql, bindings: { ...page, now, like, cursorValue: cursor?.value, cursorId: cursor?.id } };
}

function cursorOf(place: JobCursor | number | undefined): JobCursor | undefined {
  return typeof place === 'number' ? { value: place, id: place } : place;
}

/** The condition of a filter by state, with the parameter `:state`. */
function stateCondition(state: JobFilter): string {
  return state === 'success_with_rejects' ? `id IN (${WITH_REJECTS})` : 'state = :state';
}
