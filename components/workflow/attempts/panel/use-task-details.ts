'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { taskDetailsPath, taskParametersPath } from '#components/paths.ts';
import type { TimelineRow } from '#lib/core/workflow/view/attempt-timeline.ts';
import type { AttemptView, TaskDetails, TaskParameters } from '#lib/core/workflow/view/attempt-view.ts';

/** The details of a task, fetched again when its state, the number of its tries or the attempt's state changes. */
export function useTaskDetails({ id, state }: AttemptView, { task }: TimelineRow) {
  return useQuery<TaskDetails>({
    queryKey: ['workflow-attempt', id, 'task', task.id, task.state, task.tries.length, state],
    queryFn: ({ signal }) => getJson<TaskDetails>(taskDetailsPath(id, task.id), signal),
    placeholderData: (previous) => previous,
    staleTime: Number.POSITIVE_INFINITY,
  });
}

/** The values of a task's parameters, fetched only when they are to be shown, and not kept afterwards. */
export function useTaskParameters({ id }: AttemptView, { task }: TimelineRow, isShown: boolean) {
  return useQuery({
    queryKey: ['workflow-attempt', id, 'task', task.id, 'parameters', task.state],
    queryFn: ({ signal }) => getJson<TaskParameters>(taskParametersPath(id, task.id), signal),
    enabled: isShown,
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
