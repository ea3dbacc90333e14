import { type Job, sendsRecords } from '#lib/core/job/job.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { failureResponse } from '#lib/web/failure-response.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** Responds with data of the job in the path; 404 if it does not exist. */
export async function respondForJob(
  params: Promise<{ jobId: string }>,
  answer: (job: Job, runtime: Runtime) => Promise<Response> | Response,
): Promise<Response> {
  try {
    const id = numberOf((await params).jobId);
    const runtime = await webRuntime();
    const job = id === undefined ? undefined : runtime.jobs.find(id);
    return job ? await answer(job, runtime) : uncachedJson({ code: 'job_unknown' }, 404);
  } catch (error) {
    return failureResponse(error);
  }
}

/** As respondForJob, for a job with records to send: 404 for queries without a result or an export. */
export function respondForJobRecords(...[params, answer]: Parameters<typeof respondForJob>): Promise<Response> {
  return respondForJob(params, (job, runtime) =>
    sendsRecords(job) ? answer(job, runtime) : uncachedJson({ code: 'job_without_result' }, 404),
  );
}

/** JSON that must not be cached, as it is volatile and may contain customers' values. */
export function uncachedJson(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
