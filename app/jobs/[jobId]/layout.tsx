import type { ReactNode } from 'react';
import { loadJob } from '../load-job.ts';

/** Loads the job before streaming starts: afterwards the response can no longer become a 404. */
export default async function JobLayout({
  params,
  children,
}: {
  params: Promise<{ jobId: string }>;
  children: ReactNode;
}) {
  await loadJob(params);
  return children;
}
