import { cache } from 'react';
import { viewJob } from '#lib/commands/console/jobs.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

/** Loads once per request, for the layout, the title and the page. */
const loadJobOnce = cache((job: string): Promise<JobView> => loadOrNotFound(viewJob, { job }));

/** The job in the path; a 404 page if it does not exist. */
export async function loadJob(params: Promise<{ jobId: string }>): Promise<JobView> {
  return loadJobOnce((await params).jobId);
}
