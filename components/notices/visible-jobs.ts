'use client';

import { useEffect } from 'react';

const jobs = new Set<number>();

/** Whether the page shows the job's progress itself, so that no notice is needed. */
export function isJobVisible(job: number): boolean {
  return jobs.has(job);
}

/** Registers a job as visible on the page while the component is mounted. */
export function useVisibleJob(job: number | null): void {
  useEffect(() => {
    if (job === null) return;
    jobs.add(job);
    return () => void jobs.delete(job);
  }, [job]);
}
