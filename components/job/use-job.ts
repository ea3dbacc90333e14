'use client';

import { useQuery } from '@tanstack/react-query';
import { getJson } from '#components/http/request-json.ts';
import { useNewest } from '#components/http/use-newest.ts';
import { isFinal, type Job } from '#lib/core/job/job.ts';
import type { JobSummary, JobView } from '#lib/core/view/job-view.ts';

/**
 * A second if a job is queued or running, or is paused and counts down to resuming by itself; else four seconds if a
 * job is paused; false, for no polling, if all have ended.
 */
export function pollIntervalMs(
  jobs: readonly (Pick<Job, 'state'> & Partial<Pick<JobView, 'outage'>>)[],
): number | false {
  if (jobs.some(({ state, outage }) => state === 'queued' || state === 'running' || outage?.retriesAutomatically))
    return 1000;
  return jobs.some(({ state }) => !isFinal(state)) ? 4000 : false;
}

/** Whether all jobs of the export have ended, so that nothing changes until a person acts. */
function isOver({ state, story }: JobView): boolean {
  return isFinal(state) && (story?.steps ?? []).every((step) => isFinal(step.state));
}

/** The job, updated by polling until it and all jobs of its export have ended. */
export function useJob(initial: JobView): JobView {
  const { received, newest } = useNewest(initial, ({ at }) => at);
  const { data } = useQuery({
    queryKey: ['job', initial.id],
    queryFn: async ({ signal }) => received(await getJson<JobView>(`/api/jobs/${initial.id}`, signal)),
    initialData: initial,
    initialDataUpdatedAt: initial.at,
    refetchInterval: ({ state: { data } }) => {
      const shown = newest(data);
      return pollIntervalMs([shown, ...(shown.story?.steps ?? [])]);
    },
    staleTime: isOver(initial) ? Number.POSITIVE_INFINITY : 0,
  });
  return newest(data);
}

/** The jobs of a list, updated by polling until all have ended. */
export function useJobs(initial: readonly JobSummary[]): readonly JobSummary[] {
  const ids = initial.map(({ id }) => id).join();
  const { received, newest } = useNewest(initial, (jobs) => jobs[0]?.at ?? 0);
  const { data } = useQuery({
    queryKey: ['jobs', ids],
    queryFn: async ({ signal }) => received(await getJson<readonly JobSummary[]>(`/api/jobs?ids=${ids}`, signal)),
    initialData: initial,
    refetchInterval: ({ state: { data } }) => pollIntervalMs(newest(data)),
    staleTime: initial.every(({ state }) => isFinal(state)) ? Number.POSITIVE_INFINITY : 0,
  });
  return newest(data);
}
