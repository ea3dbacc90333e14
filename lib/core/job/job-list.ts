import { dayOf, numberOf, type QueryString, trimmedText } from '../network/query-string.ts';
import { beginningOf } from '../text/beginning-of.ts';
import { JOB_FILTERS, JOB_TYPES, type JobFilter, type JobType } from './job.ts';

/** The orders of a list of jobs, each with the greatest value first. */
export const JOB_SORTS = ['newest', 'duration', 'read', 'accepted', 'not_accepted', 'not_sent'] as const;
export type JobSort = (typeof JOB_SORTS)[number];

export const MAX_SEARCH_LENGTH = 200;

/** Which jobs a list shows. */
export interface JobListFilter {
  readonly state?: JobFilter | undefined;
  readonly type?: JobType | undefined;
  readonly authentication?: number | undefined;
  /**
   * Part of the name of a file, query, parent segment or activation; part of a query's text; or a whole job ID or
   * account.
   */
  readonly search?: string | undefined;
  /** Jobs created from `since` on and before `until`, in milliseconds since 1970. */
  readonly since?: number | undefined;
  readonly until?: number | undefined;
}

/** The place of a job in a list: the value that the list is sorted by, then the ID. */
export interface JobCursor {
  readonly value: number;
  readonly id: number;
}

/** The query string of the jobs page. */
export interface JobListQuery extends Omit<JobListFilter, 'since' | 'until'> {
  /** The first and the last day, as YYYY-MM-DD. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly sort?: JobSort | undefined;
  /** The cursor of a job: the page shows the jobs with lower values, which come later in the list. */
  readonly before?: string | undefined;
  /** The cursor of a job: the page shows the jobs with higher values, which come earlier in the list. */
  readonly after?: string | undefined;
}

/** Parses a query string. Unknown values are ignored, because people edit URLs. */
export function readJobListQuery(queryString: QueryString): JobListQuery {
  const textOf = (name: string) => trimmedText(queryString[name]);
  const cursorOf = (name: string) => (parseJobCursor(textOf(name)) ? textOf(name) : undefined);
  const sort = JOB_SORTS.find((name) => name === queryString['sort']);
  return {
    state: JOB_FILTERS.find((state) => state === queryString['state']),
    type: JOB_TYPES.find((type) => type === queryString['type']),
    authentication: numberOf(queryString['authentication']),
    search: beginningOf(textOf('search') ?? '', MAX_SEARCH_LENGTH) || undefined,
    from: dayOf(queryString['from']),
    to: dayOf(queryString['to']),
    sort: sort === 'newest' ? undefined : sort,
    before: cursorOf('before'),
    after: textOf('before') === undefined ? cursorOf('after') : undefined,
  };
}

/** Whether a query string filters the list, and not only sorts and pages it. */
export function isFiltered({ sort: _, before: _before, after: _after, ...filter }: JobListQuery): boolean {
  return Object.values(filter).some((value) => value !== undefined);
}

/** A cursor as text: "12" in a list sorted by ID, or "350-12" with the value that the list is sorted by. */
export function jobCursorText({ value, id }: JobCursor): string {
  return value === id ? String(id) : `${value}-${id}`;
}

export function parseJobCursor(text: string | undefined): JobCursor | undefined {
  const match = /^(?:(-?\d{1,15})-)?(\d{1,15})$/.exec(text ?? '');
  if (!match) return undefined;
  const id = Number(match[2]);
  return { value: match[1] === undefined ? id : Number(match[1]), id };
}
