'use client';

import { AutoRefresh, WORKING_REFRESH_MS } from '#components/layout/auto-refresh.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';

export interface JobRefreshProps {
  /** The job as of when the page was loaded. */
  initial: JobView;
  /** The job as it is now. */
  job: JobView;
}

/** Refreshes a page whose list is not polled: while jobs of the export run, and once more after they have ended. */
export function JobRefresh({ initial, job }: JobRefreshProps) {
  return <AutoRefresh everyMs={WORKING_REFRESH_MS} active={isWorking(initial) || isWorking(job)} />;
}

function isWorking({ state, story }: JobView): boolean {
  const states = [state, ...(story?.steps ?? []).map((step) => step.state)];
  return states.some((jobState) => jobState === 'queued' || jobState === 'running');
}
