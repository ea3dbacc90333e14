'use client';

import { type QueryClient, type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { stepPath } from '#components/paths.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import type { ReviewScope } from '#lib/core/review/reviewed.ts';
import {
  IDLE_MARGIN,
  type LoadedPages,
  PAGE,
  pageNumbers,
  pagesAfter,
  visiblePages,
} from '#lib/core/review/row-pages.ts';
import type { RecordList } from './use-numbers.ts';

/** How long invisible pages stay cached, in milliseconds: customers' values must not accumulate. */
const KEPT_MS = 60_000;

export interface RowsWanted extends ReviewScope {
  readonly records: RecordList;
  /** Whether to fetch personal values unmasked. */
  readonly personal: boolean;
}

function rowsKey({ upload, job, personal }: Omit<RowsWanted, 'records'>) {
  return ['review', upload, 'rows', job ?? null, personal] as const;
}

/** Positions in the list. */
export interface PlacesWanted {
  readonly first: number;
  readonly last: number;
  /** The focused position, which is always loaded, because keys act on it. */
  readonly also: number;
}

/** A row of the list by its position; undefined while loading. */
export type RowAt = (place: number) => ReviewRow | undefined;

export interface RowsInSight {
  readonly rowAt: RowAt;
  /** The error text if visible rows could not be loaded; empty if there was no response. */
  readonly refusal: string | undefined;
  readonly retry: () => void;
}

/**
 * The rows of a range, and pages ahead. New pages are requested only when the previous visible ones have arrived, so
 * that fast scrolling does not queue requests for rows that are no longer visible.
 */
export function useRows(wanted: RowsWanted, { first, last, also }: PlacesWanted): RowsInSight {
  const client = useQueryClient();
  const { upload, job, records, personal } = wanted;
  const { list, key } = records;
  const inSight = visiblePages(first, last);
  const [held, setHeld] = useState<LoadedPages>({ ...inSight, ...IDLE_MARGIN });
  const pages = pageNumbers(held, list.length, also);
  const keyOf = (page: number) => [...rowsKey({ upload, job, personal }), key, page];
  const queries = useQueries({
    queries: pages.map((page) => ({
      queryKey: keyOf(page),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        askRows(upload, { records: list.slice(page * PAGE, (page + 1) * PAGE), personal, job }, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: KEPT_MS,
      refetchOnWindowFocus: false,
    })),
    combine: asPages,
  });
  const isWaiting = pages.some((page, index) => page >= held.from && page <= held.to && queries.pending[index]);
  const next = isWaiting ? undefined : pagesAfter(held, inSight);
  if (next) setHeld(next);
  /** Other pages may still be cached. */
  const pageOf = (page: number) =>
    queries.rows[pages.indexOf(page)] ?? client.getQueryData<readonly ReviewRow[]>(keyOf(page));
  const rowAt: RowAt = (place) => pageOf(Math.floor(place / PAGE))?.[place % PAGE];
  const failed = queries.errors.find((error) => error !== null);
  const retry = () => void client.refetchQueries({ queryKey: ['review', upload, 'rows'], type: 'active' });
  return { rowAt, refusal: failed?.message, retry };
}

function asPages(results: readonly UseQueryResult<readonly ReviewRow[]>[]) {
  return {
    rows: results.map(({ data }) => data),
    pending: results.map(({ isPending }) => isPending),
    errors: results.map(({ error }) => error),
  };
}

interface Asked {
  readonly records: readonly number[];
  readonly personal: boolean;
  readonly job?: number | undefined;
}

export async function askRows(upload: number, asked: Asked, signal?: AbortSignal): Promise<readonly ReviewRow[]> {
  const { rows } = await requestJson<{ rows: readonly ReviewRow[] }>(`${stepPath(upload, 'review')}/rows`, {
    ...postJson(asked),
    ...(signal && { signal }),
  });
  return rows;
}

/** Updates rows in the cached pages. */
export function replaceRows(client: QueryClient, of: Omit<RowsWanted, 'records'>, rows: readonly ReviewRow[]): void {
  const fresh = new Map(rows.map((row) => [row.record, row]));
  client.setQueriesData<readonly ReviewRow[]>({ queryKey: rowsKey(of) }, (page) =>
    page?.some(({ record }) => fresh.has(record)) ? page.map((row) => fresh.get(row.record) ?? row) : page,
  );
}

/** Refetches pages that contain one of these records, or all pages. */
export function forgetRows(client: QueryClient, upload: number, changed: readonly number[] | 'all'): Promise<void> {
  const records = changed === 'all' ? undefined : new Set(changed);
  return client.invalidateQueries({
    queryKey: ['review', upload, 'rows'],
    predicate: ({ state: { data } }) =>
      records === undefined || !Array.isArray(data) || data.some((row: ReviewRow) => records.has(row.record)),
  });
}
