'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import type { Throughput } from '#lib/core/delivery/throughput.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

const POLL_MS = 5000;

/** The throughput of a job, polled while it runs and fetched once more when it has stopped. */
export function useThroughput({ id, state }: JobView, initial: Throughput): Throughput {
  const { data } = useQuery({
    queryKey: ['job', id, 'throughput', state],
    queryFn: ({ signal }) => getJson<Throughput>(`/api/jobs/${id}/throughput`, signal),
    placeholderData: (last) => last ?? initial,
    refetchInterval: state === 'running' && POLL_MS,
    staleTime: POLL_MS,
  });
  return data ?? initial;
}
