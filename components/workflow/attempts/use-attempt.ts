'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { useNewest } from '#components/http/use-newest.ts';
import { attemptChangesPath, attemptStatePath } from '#components/paths.ts';
import type { AttemptView, TaskChanges, TaskView } from '#lib/core/workflow/view/attempt-view.ts';

const POLL_MS = 1000;
/** An attempt that has ended also becomes stale: its project may get another revision, its session another attempt. */
const STALE_MS = 1000;

/** An attempt with all its tasks by their numbers. */
export interface AttemptWithTasks {
  readonly attempt: AttemptView;
  /** The version of the tasks, after which changes are fetched. */
  readonly version: number;
  readonly tasks: ReadonlyMap<number, TaskView>;
}

export function isUnfinished({ state }: Pick<AttemptView, 'state'>): boolean {
  return state === 'running' || state === 'queued';
}

function pollIntervalMs(attempt: AttemptView | undefined): number | false {
  return attempt !== undefined && isUnfinished(attempt) && POLL_MS;
}

/** The attempt, updated by polling until it ends, and whenever its page is shown again. */
export function useAttempt(initial: AttemptView): AttemptView {
  const { received, newest } = useNewest(initial, ({ at }) => at);
  const { data } = useQuery({
    queryKey: ['workflow-attempt', initial.id],
    queryFn: async ({ signal }) => received(await getJson<AttemptView>(attemptStatePath(initial.id), signal)),
    initialData: initial,
    initialDataUpdatedAt: initial.at,
    refetchInterval: ({ state: { data } }) => pollIntervalMs(data),
    staleTime: isUnfinished(initial) ? 0 : STALE_MS,
  });
  return newest(data);
}

/** The attempt with its tasks, updated like `useAttempt`. Only tasks that have changed are fetched again. */
export function useAttemptTasks(initial: TaskChanges): AttemptWithTasks {
  const queries = useQueryClient();
  const { id } = initial.attempt;
  const queryKey = ['workflow-attempt', id, 'tasks'];
  const { data } = useQuery({
    queryKey,
    queryFn: async ({ signal }) => {
      const cached = queries.getQueryData<AttemptWithTasks>(queryKey);
      return merged(cached, await getJson<TaskChanges>(attemptChangesPath(id, cached?.version ?? -1), signal));
    },
    initialData: () => merged(undefined, initial),
    initialDataUpdatedAt: initial.attempt.at,
    refetchInterval: ({ state: { data } }) => pollIntervalMs(data?.attempt),
    staleTime: isUnfinished(initial.attempt) ? 0 : STALE_MS,
    structuralSharing: false,
  });
  return data;
}

function merged(cached: AttemptWithTasks | undefined, { attempt, version, tasks }: TaskChanges): AttemptWithTasks {
  if (cached && tasks.length === 0) return { ...cached, attempt };
  const all = new Map(cached?.tasks);
  for (const task of tasks) all.set(task.id, task);
  return { attempt, version, tasks: all };
}
