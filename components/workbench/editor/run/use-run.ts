'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, useTransition } from 'react';
import { getJson } from '#components/http/request-json.ts';
import { useActionResult } from '#components/http/use-reached.ts';
import { useVisibleJob } from '#components/notices/jobs-in-sight.ts';
import { isFinal } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import type { EditorActions, RunInput } from '../editor-actions.ts';

export interface Run {
  readonly job: JobView | undefined;
  /** The line of the editor that the text of the job began on. */
  readonly firstLine: number;
  readonly isStarting: boolean;
  readonly isUnderWay: boolean;
  readonly refusal: string | undefined;
  readonly start: (input: RunInput, firstLine: number) => void;
  readonly kill: () => void;
  readonly isKilling: boolean;
}

/** Runs queries, one at a time, and follows the job of the last one. */
export function useRun(initialJob: number | null, { run, kill }: Pick<EditorActions, 'run' | 'kill'>): Run {
  const reached = useActionResult();
  const queries = useQueryClient();
  const [followed, setFollowed] = useState({ id: initialJob, firstLine: 1 });
  const [refusal, setRefusal] = useState<string>();
  const [isStarting, begin] = useTransition();
  const [isKilling, beginKill] = useTransition();
  const { data: job } = useJobWithId(followed.id);
  useVisibleJob(followed.id);
  return {
    job,
    firstLine: followed.firstLine,
    isStarting,
    isUnderWay: job !== undefined && (job.state === 'queued' || job.state === 'running'),
    refusal,
    isKilling,
    start: (input, firstLine) =>
      begin(async () => {
        setRefusal(undefined);
        const result = await reached(run(input));
        if (result.ok) setFollowed({ id: result.value, firstLine });
        else setRefusal(result.message);
      }),
    kill: () =>
      beginKill(async () => {
        if (!job) return;
        const result = await reached(kill({ id: job.id }));
        if (!result.ok) setRefusal(result.message);
        await queries.invalidateQueries({ queryKey: ['job', job.id] });
      }),
  };
}

const SOON = 400;
const LATER = 4000;

function useJobWithId(id: number | null) {
  return useQuery({
    queryKey: ['job', id],
    queryFn: ({ signal }) => getJson<JobView>(`/api/jobs/${id}`, signal),
    enabled: id !== null,
    refetchInterval: ({ state: { data } }) => {
      if (data && isFinal(data.state)) return false;
      return data?.state === 'paused' ? LATER : SOON;
    },
  });
}
