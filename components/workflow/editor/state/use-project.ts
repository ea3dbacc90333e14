'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import type { WorkflowProjectView } from '#lib/core/workflow/view/project-view.ts';

const POLL_MS = 5000;

/** A project with its schedules and recent sessions, which change by themselves. */
export function useProject(initial: WorkflowProjectView | null) {
  const { data, refetch } = useQuery({
    queryKey: ['workflow-project', initial?.id ?? 0],
    queryFn: ({ signal }) => getJson<WorkflowProjectView>(`/api/workbench/workflows/${initial?.id}`, signal),
    enabled: initial !== null,
    initialData: initial ?? undefined,
    refetchInterval: POLL_MS,
    staleTime: 0,
    retry: false,
  });
  return { project: data ?? null, refresh: () => void (initial && refetch()) };
}
