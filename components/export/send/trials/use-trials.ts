'use client';

import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { SendValues } from '#components/export-settings/send-form.ts';
import { type ActionProblem, problemOf } from '#components/http/action-problem.ts';
import { getJson } from '#components/http/request-json.ts';
import { pollIntervalMs } from '#components/job/use-job.ts';
import { trialsPath } from '#components/paths.ts';
import type { Trial, TrialKind } from '#lib/core/export/trial.ts';
import type { JobState } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import { exportQueryClient } from '../../export-query-client.ts';

const UNDER_WAY: readonly JobState[] = ['queued', 'running'];

/** Whether a trial is still queued or running. */
export function isUnderWay({ state }: Pick<Trial, 'state'>): boolean {
  return UNDER_WAY.includes(state);
}

/** A server action that starts a job and returns its ID. */
export type StartTrial = (input: unknown) => Promise<ActionResult<number>>;

export interface Trials {
  readonly latest: (kind: TrialKind) => Trial | undefined;
  /** Why the last trial did not start, or may not have started. */
  readonly problem: ActionProblem | undefined;
  readonly start: (kind: TrialKind, input: SendValues & { readonly seen: number | undefined }) => Promise<void>;
}

/** The input of a rehearsal, which uses the sandbox's authentication. */
function withoutAuthentication({ authentication: _, ...input }: SendValues): Omit<SendValues, 'authentication'> {
  return input;
}

/** The last test and rehearsal of a file, polled until they end. Starting a trial does not change draft or page. */
export function useTrials(upload: number, actions: Readonly<Record<TrialKind, StartTrial>>): Trials {
  const [problem, setProblem] = useState<ActionProblem>();
  const { data, refetch } = useQuery(
    {
      queryKey: ['trials', upload],
      queryFn: ({ signal }) => getJson<readonly Trial[]>(trialsPath(upload), signal),
      gcTime: 0,
      refetchInterval: ({ state: { data } }) => pollIntervalMs(data ?? []),
    },
    exportQueryClient,
  );
  return {
    problem,
    latest: (kind) => data?.find((trial) => trial.kind === kind),
    async start(kind, input) {
      setProblem(undefined);
      const sent = kind === 'test' ? input : withoutAuthentication(input);
      const result = await actions[kind](sent).catch(() => undefined);
      if (!result?.ok) setProblem(problemOf(result));
      // Even without a response, the trial may have started.
      await refetch();
    },
  };
}
