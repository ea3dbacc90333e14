'use client';

import { useQuery } from '@tanstack/react-query';
import { personalQuery } from '#components/http/personal-values.ts';
import { requestJson } from '#components/http/request-json.ts';
import type { ResultPreview } from '#lib/core/query/workbench.ts';
import type { JobView } from '#lib/core/view/job-view.ts';

/** The first records of a job's result once it is frozen. They are not cached. */
export function useResult(job: Pick<JobView, 'id' | 'uploadId'> | undefined, isPersonalShown: boolean) {
  const path = `/api/jobs/${job?.id}/result${personalQuery(isPersonalShown)}`;
  return useQuery({
    queryKey: ['result', path],
    queryFn: ({ signal }) => requestJson<ResultPreview>(path, { signal }),
    enabled: job !== undefined && job.uploadId !== null,
    gcTime: 0,
    retry: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
