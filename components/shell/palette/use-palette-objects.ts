'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { numberOf } from '#lib/core/network/query-string.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';
import type { PaletteObjects } from '#lib/core/view/palette-objects.ts';
import { normalize } from './palette-score.ts';

const NO_OBJECTS: PaletteObjects = {
  jobs: [],
  authentications: [],
  queries: [],
  parentSegments: [],
  segments: [],
  activations: [],
  workflowProjects: [],
  workflows: [],
};

/**
 * The objects that can be opened: the newest jobs, the job whose number was typed, and all authentications, queries,
 * objects of Audience Studio and workflows.
 */
export function usePaletteObjects(search: string): PaletteObjects {
  const { data = NO_OBJECTS } = useQuery({
    queryKey: ['palette-objects'],
    queryFn: ({ signal }) => getJson<PaletteObjects>('/api/palette-objects', signal),
    staleTime: 0,
  });
  // A number above the newest job's ID may be personal data and is not sent.
  const typedNumber = numberOf(normalize(search)) ?? 0;
  const newestId = data.jobs[0]?.id ?? 0;
  const id = typedNumber >= 1 && typedNumber <= newestId ? typedNumber : undefined;
  const isListed = data.jobs.some((job) => job.id === id);
  const { data: older = [] } = useQuery({
    queryKey: ['palette-objects', id],
    queryFn: ({ signal }) => getJson<readonly JobSummary[]>(`/api/jobs?ids=${id}`, signal),
    enabled: id !== undefined && !isListed,
  });
  return { ...data, jobs: isListed ? data.jobs : [...older, ...data.jobs] };
}
