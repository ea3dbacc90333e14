import { notFound } from 'next/navigation';
import type { JobView } from '#lib/core/view/job-view.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { viewJob } from '#lib/operations/jobs/view-job.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The job in the path; a 404 page if it does not exist. */
export async function loadJob(params: Promise<{ jobId: string }>): Promise<JobView> {
  const id = numberOf((await params).jobId);
  const runtime = await webRuntime();
  if (id === undefined || runtime.jobs.find(id) === undefined) notFound();
  return viewJob(runtime, id);
}
