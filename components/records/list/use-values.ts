'use client';

import { useQuery } from '@tanstack/react-query';
import { personalQuery } from '#components/http/personal-values.ts';
import { getJson } from '#components/http/request-json.ts';
import { masked } from '#lib/core/record/personal.ts';
import { type RecordQuery, recordQueryString } from '#lib/core/view/record-query.ts';
import type { RecordValues, RecordWithHistory } from '#lib/core/view/record-view.ts';

/** Only these requests return values, and hidden values never reach the browser. Responses are not cached. */
const NO_CACHE = { gcTime: 0, staleTime: Number.POSITIVE_INFINITY } as const;

export function usePageValues(
  job: number,
  { record: _, ...query }: RecordQuery,
  recordsKey: string,
  isPersonalShown: boolean,
) {
  const search = recordQueryString(query);
  const path = `/api/jobs/${job}/records${personalQuery(isPersonalShown, search)}`;
  return useQuery({
    ...NO_CACHE,
    queryKey: ['values', path, recordsKey],
    queryFn: ({ signal }) => getJson<RecordValues>(path, signal),
  });
}

/** The details of a record. While it loads, the previous one stays visible, masked if values have been hidden since. */
export function useRecord(job: number, record: number, isPersonalShown: boolean) {
  const path = `/api/jobs/${job}/records/${record}${personalQuery(isPersonalShown)}`;
  return useQuery({
    ...NO_CACHE,
    queryKey: ['record', path, isPersonalShown],
    queryFn: ({ signal }) => getJson<RecordWithHistory>(path, signal),
    placeholderData: (previous, previousQuery) => {
      const wasPersonalShown = previousQuery?.queryKey.at(-1) === true;
      return previous && wasPersonalShown && !isPersonalShown ? withMaskedValues(previous) : previous;
    },
    retry: false,
  });
}

/** Masks every value until the server says which ones are personal. The controls stay, as one of them has the focus. */
function withMaskedValues(answer: RecordWithHistory): RecordWithHistory {
  if (!('cells' in answer)) return answer;
  const event = JSON.stringify(answer.event);
  return {
    ...answer,
    cells: answer.cells.map((cell) => ({ ...cell, value: masked(cell.value) })),
    event: JSON.parse(event, (_, value) => (typeof value === 'string' ? masked(value) : value)),
    isEventMasked: true,
  };
}
