import { notFound } from 'next/navigation';
import type { JobView } from '#lib/core/view/job-view.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import { viewJob } from '#lib/operations/jobs/view-job.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The job that an address names; ends in the page for unknown addresses where there is none. */
export async function jobOfPage(params: Promise<{ jobId: string }>): Promise<JobView> {
  const id = numberOf((await params).jobId);
  const runtime = await webRuntime();
  if (id === undefined || runtime.jobs.find(id) === undefined) notFound();
  return viewJob(runtime, id);
}
