'use client';

import { type QueryClient, type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { stepPath } from '#components/paths.ts';
import type { ReviewScope } from '#lib/core/review/review-scope.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import {
  IDLE_MARGIN,
  type LoadedPages,
  pageNumbers,
  pagesAfter,
  ROWS_PER_PAGE,
  visiblePages,
} from '#lib/core/review/row-pages.ts';
import type { RecordList } from './use-matching-records.ts';

/** How long invisible pages stay cached, in milliseconds: customer values must not accumulate. */
const CACHE_MS = 60_000;

export interface RowsQuery extends ReviewScope {
  readonly records: RecordList;
  /** Whether to fetch personal values unmasked. */
  readonly isPersonalShown: boolean;
}

function rowsKey({ upload, job, isPersonalShown }: Omit<RowsQuery, 'records'>) {
  return ['review', upload, 'rows', job ?? null, isPersonalShown] as const;
}

/** Positions in the list. */
export interface VisibleRange {
  readonly first: number;
  readonly last: number;
  /** The focused position, which is always loaded, because keys act on it. */
  readonly focused: number;
}

/** A row of the list by its position; undefined while loading. */
export type RowAt = (position: number) => ReviewRow | undefined;

export interface VisibleRows {
  readonly rowAt: RowAt;
  /** Why rows could not be loaded. Without a response, its message is empty. */
  readonly error: Error | undefined;
  readonly retry: () => void;
}

/**
 * The rows of a range, and pages ahead. New pages are requested only when the previous visible ones have arrived, so
 * that fast scrolling does not queue requests for rows that are no longer visible.
 */
export function useRows(query: RowsQuery, { first, last, focused }: VisibleRange): VisibleRows {
  const client = useQueryClient();
  const { upload, job, records, isPersonalShown } = query;
  const { list, key } = records;
  const visible = visiblePages(first, last);
  const [loaded, setLoaded] = useState<LoadedPages>({ ...visible, ...IDLE_MARGIN });
  const pages = pageNumbers(loaded, list.length, focused);
  const keyOf = (page: number) => [...rowsKey({ upload, job, isPersonalShown }), key, page];
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        fetchRows(
          upload,
          { records: list.slice(page * ROWS_PER_PAGE, (page + 1) * ROWS_PER_PAGE), personal: isPersonalShown, job },
          signal,
        ),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: CACHE_MS,
      refetchOnWindowFocus: false,
    })),
    combine: asPages,
  });
  const isWaiting = pages.some((page, index) => page >= loaded.from && page <= loaded.to && queries.pending[index]);
  const next = isWaiting ? undefined : pagesAfter(loaded, visible);
  if (next) setLoaded(next);
  /** Pages other than the requested ones may still be cached. */
  const pageOf = (page: number) =>
    queries.rows[pages.indexOf(page)] ?? client.getQueryData<readonly ReviewRow[]>(keyOf(page));
  const rowAt: RowAt = (position) => pageOf(Math.floor(position / ROWS_PER_PAGE))?.[position % ROWS_PER_PAGE];
  const error = queries.errors.find((each) => each !== null) ?? undefined;
  const retry = () => void client.refetchQueries({ queryKey: ['review', upload, 'rows'], type: 'active' });
  return { rowAt, error, retry };
}

function asPages(results: readonly UseQueryResult<readonly ReviewRow[]>[]) {
  return {
    rows: results.map(({ data }) => data),
    pending: results.map(({ isPending }) => isPending),
    errors: results.map(({ error }) => error),
  };
}

interface RowsRequest {
  readonly records: readonly number[];
  readonly personal: boolean;
  readonly job?: number | undefined;
}

export async function fetchRows(
  upload: number,
  request: RowsRequest,
  signal?: AbortSignal,
): Promise<readonly ReviewRow[]> {
  const { rows } = await requestJson<{ rows: readonly ReviewRow[] }>(`${stepPath(upload, 'review')}/rows`, {
    ...postJson(request),
    ...(signal && { signal }),
  });
  return rows;
}

/** Updates rows in the cached pages. Pages with the opposite `isPersonalShown` are refetched when shown. */
export function replaceRows(client: QueryClient, query: Omit<RowsQuery, 'records'>, rows: readonly ReviewRow[]): void {
  const fresh = new Map(rows.map((row) => [row.record, row]));
  client.setQueriesData<readonly ReviewRow[]>({ queryKey: rowsKey(query) }, (page) =>
    page?.some(({ record }) => fresh.has(record)) ? page.map((row) => fresh.get(row.record) ?? row) : page,
  );
  void client.invalidateQueries({ queryKey: rowsKey({ ...query, isPersonalShown: !query.isPersonalShown }) });
}

/** Refetches pages that contain one of these records, or all pages. */
export function invalidateRows(client: QueryClient, upload: number, changed: readonly number[] | 'all'): Promise<void> {
  const records = changed === 'all' ? undefined : new Set(changed);
  return client.invalidateQueries({
    queryKey: ['review', upload, 'rows'],
    predicate: ({ state: { data } }) =>
      records === undefined || !Array.isArray(data) || data.some((row: ReviewRow) => records.has(row.record)),
  });
}
