'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, useTransition } from 'react';
import { getJson } from '#components/http/request-json.ts';
import { useActionResult } from '#components/http/use-action-result.ts';
import { useCreateOnce } from '#components/http/use-create-once.ts';
import { useVisibleJob } from '#components/notices/visible-jobs.ts';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { EditorActions, RunInput } from '../editor-actions.ts';

export interface Run {
  readonly job: JobView | undefined;
  /** The editor line where the job's SQL starts. */
  readonly firstLine: number;
  /** Whether a run was requested, but its job is not loaded yet. */
  readonly isStarting: boolean;
  readonly isRunning: boolean;
  readonly refusal: string | undefined;
  readonly start: (input: RunInput, firstLine: number) => void;
  readonly kill: () => void;
  readonly isKilling: boolean;
}

/** Runs queries one at a time, and polls the job of the last one. */
export function useRun(initialJob: number | null, { run, kill }: Pick<EditorActions, 'run' | 'kill'>): Run {
  const resultOf = useActionResult();
  const createOnce = useCreateOnce();
  const queries = useQueryClient();
  const [latestRun, setLatestRun] = useState({ job: initialJob, firstLine: 1, isStartedHere: false });
  const [refusal, setRefusal] = useState<string>();
  const [isStarting, startTransition] = useTransition();
  const [isKilling, startKill] = useTransition();
  const { data: job, isLoading } = useJobWithId(latestRun.job);
  useVisibleJob(latestRun.job);
  return {
    job,
    firstLine: latestRun.firstLine,
    isStarting: isStarting || (latestRun.isStartedHere && isLoading),
    isRunning: job !== undefined && (job.state === 'queued' || job.state === 'running'),
    refusal,
    isKilling,
    start: (input, firstLine) => {
      // Outside the transition, whose changes are not shown before the server has responded.
      setRefusal(undefined);
      startTransition(async () => {
        const result = await resultOf(createOnce(run, input));
        if (result.ok) setLatestRun({ job: result.value, firstLine, isStartedHere: true });
        else setRefusal(result.message);
      });
    },
    kill: () =>
      startKill(async () => {
        if (!job) return;
        const result = await resultOf(kill({ job: job.id }));
        if (!result.ok) setRefusal(result.message);
        await queries.invalidateQueries({ queryKey: ['job', job.id] });
      }),
  };
}

const POLL_MS = 400;
const PAUSED_POLL_MS = 4000;

function useJobWithId(id: number | null) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => getJson<JobView>(`/api/jobs/${id}`, signal),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => {
      if (data && isFinal(data.state)) return false;
      return data?.state === 'paused' ? PAUSED_POLL_MS : POLL_MS;
    },
  });
}
