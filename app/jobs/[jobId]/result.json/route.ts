import { respondForJob } from '../../../api/jobs/answer.ts';
import { respondWithResult } from '../../../api/jobs/result-answer.ts';

/** A query's full result as JSON: an array of objects, missing values as null. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.json'>): Promise<Response> {
  return respondForJob(params, (job, runtime) => respondWithResult(job, runtime, 'json'));
}
