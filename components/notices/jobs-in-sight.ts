'use client';

import { useEffect } from 'react';

const jobs = new Set<number>();

/** Whether the page follows a job by itself: nobody needs to be told of it. */
export function isInSight(job: number): boolean {
  return jobs.has(job);
}

/** Says that the page follows a job, while it does. */
export function useJobInSight(job: number | null): void {
  useEffect(() => {
    if (job === null) return;
    jobs.add(job);
    return () => void jobs.delete(job);
  }, [job]);
}
