'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { useNewest } from '#components/http/use-newest.ts';
import { sessionStatesPath } from '#components/paths.ts';
import type { SessionView } from '#lib/core/workflow/view/attempt-view.ts';
import { isUnfinished } from '../use-attempt.ts';

const POLL_MS = 1500;

/** The sessions of a list, updated by polling until all have ended. */
export function useSessions(initial: readonly SessionView[]): readonly SessionView[] {
  const ids = initial.map(({ id }) => id);
  const hasUnfinished = (sessions: readonly SessionView[]) => sessions.some(({ latest }) => isUnfinished(latest));
  const { received, newest } = useNewest(initial, (sessions) => sessions[0]?.at ?? 0);
  const { data } = useQuery({
    queryKey: ['workflow-sessions', ids.join()],
    queryFn: async ({ signal }) => received(await getJson<readonly SessionView[]>(sessionStatesPath(ids), signal)),
    initialData: initial,
    refetchInterval: ({ state: { data } }) => hasUnfinished(data ?? []) && POLL_MS,
    staleTime: hasUnfinished(initial) ? 0 : Number.POSITIVE_INFINITY,
  });
  return newest(data);
}
