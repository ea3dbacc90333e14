'use client';

import { type QueryClient, type UseQueryResult, useQueries, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { postJson, requestJson } from '#components/http/request-json.ts';
import { stepPath } from '#components/paths.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import type { Reviewed } from '#lib/core/review/reviewed.ts';
import { type HeldPages, PAGE, pageNumbers, pagesAfter, pagesInSight, STILL } from '#lib/core/review/row-pages.ts';
import type { RecordList } from './use-numbers.ts';

/** Pages that nobody looks at are kept so long, in milliseconds: values of customers are not hoarded. */
const KEPT_MS = 60_000;

export interface RowsWanted extends Reviewed {
  readonly records: RecordList;
  /** Whether personal values are to be readable. */
  readonly personal: boolean;
}

function rowsKey({ upload, job, personal }: Omit<RowsWanted, 'records'>) {
  return ['review', upload, 'rows', job ?? null, personal] as const;
}

/** Places in the list. */
export interface PlacesWanted {
  readonly first: number;
  readonly last: number;
  /** One that is read wherever it is: that of the focus, which keys still act on. */
  readonly also: number;
}

/** A row of the list by its place; undefined while it is being read. */
export type RowAt = (place: number) => ReviewRow | undefined;

export interface RowsInSight {
  readonly rowAt: RowAt;
  /** Why rows in sight could not be read, in words; empty where there was no answer. */
  readonly refusal: string | undefined;
  readonly retry: () => void;
}

/**
 * The rows from one place to another, and pages ahead. What is in sight is asked for once what was in sight before is
 * there: however quickly one scrolls, no question waits behind others that nobody needs an answer to any more.
 */
export function useRows(wanted: RowsWanted, { first, last, also }: PlacesWanted): RowsInSight {
  const client = useQueryClient();
  const { upload, job, records, personal } = wanted;
  const { list, key } = records;
  const inSight = pagesInSight(first, last);
  const [held, setHeld] = useState<HeldPages>({ ...inSight, ...STILL });
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
  /** Pages that are not asked for may still be there from before. */
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

/** Puts rows that have just been read into the pages that show them. */
export function replaceRows(client: QueryClient, of: Omit<RowsWanted, 'records'>, rows: readonly ReviewRow[]): void {
  const fresh = new Map(rows.map((row) => [row.record, row]));
  client.setQueriesData<readonly ReviewRow[]>({ queryKey: rowsKey(of) }, (page) =>
    page?.some(({ record }) => fresh.has(record)) ? page.map((row) => fresh.get(row.record) ?? row) : page,
  );
}

/** Has pages read again that hold one of these records; all of them where nobody knows which. */
export function forgetRows(client: QueryClient, upload: number, changed: readonly number[] | 'all'): Promise<void> {
  const records = changed === 'all' ? undefined : new Set(changed);
  return client.invalidateQueries({
    queryKey: ['review', upload, 'rows'],
    predicate: ({ state: { data } }) =>
      records === undefined || !Array.isArray(data) || data.some((row: ReviewRow) => records.has(row.record)),
  });
}
