import { numberOf, type QueryString, queryStringOf } from '../network/query-string.ts';
import { MAX_COLUMN_NAME } from '../upload/file-format.ts';
import type { IssueCount, RecordFilter } from './record-view.ts';

/** The filters of the records page; the first is the default. */
export const RECORD_STATUSES = ['open', 'rejected', 'invalid', 'not_sent', 'uncertain', 'warned'] as const;
export type RecordStatus = (typeof RECORD_STATUSES)[number];

/** What the query string of the records page selects. */
export interface RecordQuery extends RecordFilter {
  readonly status: RecordStatus;
  /** The page begins after this record. */
  readonly after: number;
  /** The record whose details are displayed. */
  readonly record?: number;
}

/** How many records of an export each filter finds. */
export interface RecordFacets {
  readonly counts: Readonly<Record<RecordStatus, number>>;
  readonly issues: readonly IssueCount[];
}

/** Parses a query string. Unknown values are ignored, because people edit URLs. */
export function readRecordQuery(query: QueryString): RecordQuery {
  const code = textOf(query['code']);
  const column = textOf(query['column']);
  const record = numberOf(query['record']);
  return {
    status: RECORD_STATUSES.find((status) => status === query['status']) ?? 'open',
    after: numberOf(query['after']) ?? 0,
    ...(code !== undefined && code !== '' && { code }),
    ...(column !== undefined && { column }),
    ...(record !== undefined && record > 0 && { record }),
  };
}

/** The query string for a `RecordQuery`, without default values. */
export function recordQueryString({ status, code, column, after, record }: RecordQuery): string {
  const shownStatus = status === 'open' ? undefined : status;
  return queryStringOf({ status: shownStatus, code, column, after: after === 0 ? undefined : after, record });
}

function textOf(value: QueryString[string]): string | undefined {
  return typeof value === 'string' && value.length <= MAX_COLUMN_NAME ? value : undefined;
}
