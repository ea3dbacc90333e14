'use client';

import { useEffect } from 'react';

const visibleJobs = new Set<number>();

/** Whether the page shows the job's progress itself, so that no notice is needed. */
export function isJobVisible(job: number): boolean {
  return visibleJobs.has(job);
}

/** Registers a job as visible on the page while the component is mounted. */
export function useVisibleJob(job: number | null): void {
  useEffect(() => {
    if (job === null) return;
    visibleJobs.add(job);
    return () => void visibleJobs.delete(job);
  }, [job]);
}
