'use client';

import { type QueryClient, useQueries } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { stepPath } from '#components/export/export-paths.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';
import type { Reviewed } from './review-address.ts';
import type { RecordList } from './use-numbers.ts';

const PAGE = 100;
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

/** A row of the list by its place; undefined while it is being read. */
export type RowAt = (place: number) => ReviewRow | undefined;

/** The rows from one place to another, and a page ahead in both directions. */
export function useRows({ upload, job, records, personal }: RowsWanted, first: number, last: number): RowAt {
  const { list, key } = records;
  const from = Math.max(0, Math.floor(first / PAGE) - 1);
  const to = Math.min(Math.floor((list.length - 1) / PAGE), Math.floor(last / PAGE) + 1);
  const pages = Array.from({ length: to - from + 1 }, (_, index) => from + index);
  const combine = useCallback(
    (results: { data: readonly ReviewRow[] | undefined }[]) => results.map((r) => r.data),
    [],
  );
  const rows = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...rowsKey({ upload, job, personal }), key, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        askRows(upload, { records: list.slice(page * PAGE, (page + 1) * PAGE), personal, job }, signal),
      staleTime: Number.POSITIVE_INFINITY,
      gcTime: KEPT_MS,
      refetchOnWindowFocus: false,
    })),
    combine,
  });
  return useMemo(() => {
    const placed = new Map(rows.map((page, index) => [from + index, page]));
    return (place) => placed.get(Math.floor(place / PAGE))?.[place % PAGE];
  }, [rows, from]);
}

interface Asked {
  readonly records: readonly number[];
  readonly personal: boolean;
  readonly job?: number | undefined;
}

export async function askRows(upload: number, asked: Asked, signal?: AbortSignal): Promise<readonly ReviewRow[]> {
  const response = await fetch(`${stepPath(upload, 'review')}/rows`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(asked),
    ...(signal && { signal }),
  });
  if (!response.ok) throw new Error(`rows answered ${response.status}`);
  return ((await response.json()) as { rows: readonly ReviewRow[] }).rows;
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
