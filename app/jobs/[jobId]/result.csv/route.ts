import { respondForJob } from '../../../api/jobs/answer.ts';
import { respondWithResult } from '../../../api/jobs/result-answer.ts';

/** A query's full result as CSV. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.csv'>): Promise<Response> {
  return respondForJob(params, (job, runtime) => respondWithResult(job, runtime, 'csv'));
}
