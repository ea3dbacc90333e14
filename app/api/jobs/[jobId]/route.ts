import { viewJob } from '#lib/operations/jobs/view-job.ts';
import { answerAbout, fresh } from '../answer.ts';

/** The current state of a job. */
export function GET(_request: Request, { params }: RouteContext<'/api/jobs/[jobId]'>): Promise<Response> {
  return answerAbout(params, ({ id }, runtime) => fresh(viewJob(runtime, id)));
}
