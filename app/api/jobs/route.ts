import { numberOf } from '#lib/core/view/record-query.ts';
import { summariseJob } from '#lib/operations/jobs/view-job.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { uncachedJson } from './job-response.ts';

const MAX_IDS = 100;

/** The current state of jobs by ID, polled by lists. */
export async function GET(request: Request): Promise<Response> {
  const runtime = await webRuntime();
  const ids = (new URL(request.url).searchParams.get('ids') ?? '').split(',').slice(0, MAX_IDS);
  const jobs = ids.flatMap((id) => runtime.jobs.find(numberOf(id) ?? 0) ?? []);
  return uncachedJson(jobs.map((job) => summariseJob(job, runtime)));
}
