import { type Job, sendsRecords } from '#lib/core/job/job.ts';
import { numberOf } from '#lib/core/view/record-query.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';
import { failureResponse } from '#lib/web/answer-failure.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** Answers about the job that an address names; 404 where there is none. */
export async function answerAbout(
  params: Promise<{ jobId: string }>,
  answer: (job: Job, runtime: Runtime) => Promise<Response> | Response,
): Promise<Response> {
  try {
    const id = numberOf((await params).jobId);
    const runtime = await webRuntime();
    const job = id === undefined ? undefined : runtime.jobs.find(id);
    return job ? await answer(job, runtime) : fresh({ code: 'job_unknown' }, 404);
  } catch (error) {
    return failureResponse(error);
  }
}

/** The same, about a job that has records to send: 404 for a query without a result, or whose result goes nowhere. */
export function answerAboutRecords(...[params, answer]: Parameters<typeof answerAbout>): Promise<Response> {
  return answerAbout(params, (job, runtime) =>
    sendsRecords(job) ? answer(job, runtime) : fresh({ code: 'job_without_result' }, 404),
  );
}

/** JSON that no one keeps: it is about this moment, and may hold a customer's values. */
export function fresh(body: unknown, status = 200): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store' } });
}
