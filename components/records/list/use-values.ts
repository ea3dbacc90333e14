'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { masked } from '#lib/core/record/personal.ts';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';
import type { RecordValues, RecordWithHistory } from '#lib/core/view/record-view.ts';

/** Only these requests return values: values that are not shown never reach the browser. They are not cached. */
const NO_CACHE = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY } as const;

export function usePageValues(job: number, { record: _, ...query }: RecordQuery, numbers: string, shown: boolean) {
  const search = recordQueryString(query);
  const path = `/api/jobs/${job}/records${search}${shown ? `${search === '' ? '?' : '&'}personal=shown` : ''}`;
  return useQuery({
    ...NO_CACHE,
    queryKey: ['values', path, numbers],
    queryFn: ({ signal }) => getJson<RecordValues>(path, signal),
  });
}

/** The details of a record. The previous one stays visible while the next one loads, but no values that were hidden. */
export function useRecord(job: number, record: number, shown: boolean) {
  const path = `/api/jobs/${job}/records/${record}${shown ? '?personal=shown' : ''}`;
  return useQuery({
    ...NO_CACHE,
    queryKey: ['record', path, shown],
    queryFn: ({ signal }) => getJson<RecordWithHistory>(path, signal),
    placeholderData: (previous, query) =>
      query?.queryKey.at(-1) === true && !shown ? previous && withoutValues(previous) : previous,
    retry: false,
  });
}

/** Masks every value, until the server says which ones are personal. The controls stay, one of which has the focus. */
function withoutValues(answer: RecordWithHistory): RecordWithHistory {
  if (!('cells' in answer)) return answer;
  const event = JSON.stringify(answer.event);
  return {
    ...answer,
    cells: answer.cells.map((cell) => ({ ...cell, value: masked(cell.value) })),
    event: JSON.parse(event, (_, value) => (typeof value === 'string' ? masked(value) : value)),
    isEventMasked: true,
  };
}
