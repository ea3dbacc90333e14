'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';
import type { RecordAnswer, RecordValues } from '#lib/core/view/record-view.ts';

/** Values are asked for here and nowhere else: what is not shown never reaches the browser. Nothing of them is kept. */
const FORGET = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY } as const;

/** The values of the records on a page. */
export function usePageValues(job: number, { record: _, ...query }: RecordQuery, numbers: string, shown: boolean) {
  const asked = recordQueryString(query);
  const path = `/api/jobs/${job}/records${asked}${shown ? `${asked === '' ? '?' : '&'}personal=shown` : ''}`;
  return useQuery({
    ...FORGET,
    queryKey: ['values', path, numbers],
    queryFn: ({ signal }) => getJson<RecordValues>(path, signal),
  });
}

/** A record in full. While the next one is read, the one before stays in sight. */
export function useRecord(job: number, record: number, shown: boolean) {
  const path = `/api/jobs/${job}/records/${record}${shown ? '?personal=shown' : ''}`;
  return useQuery({
    ...FORGET,
    queryKey: ['record', path],
    queryFn: ({ signal }) => getJson<RecordAnswer>(path, signal),
    placeholderData: keepPreviousData,
    retry: false,
  });
}
