'use client';

import { useEffect, useState } from 'react';
import { averagePace, type Pace, paceBetween } from '#components/job/pace.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** Looks back this far: long enough to be calm, short enough to be true. */
const MOMENTS = 6;

/** How fast a job goes now: over the last few polls, or altogether while there are none or once it has ended. */
export function usePace(job: JobSummary): Pace | undefined {
  const [moments, setMoments] = useState<readonly JobSummary[]>([job]);
  useEffect(() => {
    // A rest says nothing about the pace.
    setMoments((known) => {
      if (job.state !== 'running') return [job];
      return known.at(-1)?.at === job.at ? known : [...known, job].slice(-MOMENTS);
    });
  }, [job]);
  const [earliest] = moments;
  const recent = job.state === 'running' && earliest ? paceBetween(earliest, job) : undefined;
  return recent ?? averagePace(job);
}
