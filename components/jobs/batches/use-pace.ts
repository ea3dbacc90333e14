'use client';

import { useEffect, useState } from 'react';
import { averagePace, type Pace, paceBetween } from '#components/job/pace.ts';
import type { JobSummary } from '#lib/core/view/job-view.ts';

/** Number of polls to average over: enough to be steady, few enough to be current. */
const MAX_SAMPLES = 6;

/** The pace of a running job over the last polls; its average pace before the first poll, and if it does not run. */
export function usePace(job: JobSummary): Pace | undefined {
  const [samples, setSamples] = useState<readonly JobSummary[]>([job]);
  useEffect(() => {
    // Pauses do not count.
    setSamples((previous) => {
      if (job.state !== 'running') return [job];
      return previous.at(-1)?.at === job.at ? previous : [...previous, job].slice(-MAX_SAMPLES);
    });
  }, [job]);
  const [earliest] = samples;
  const recent = job.state === 'running' && earliest ? paceBetween(earliest, job) : undefined;
  return recent ?? averagePace(job);
}
