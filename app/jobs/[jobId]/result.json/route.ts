import { respondForJob } from '../../../api/jobs/job-response.ts';
import { respondWithResult } from '../../../api/jobs/result-response.ts';

/** A query's full result as JSON: an array of objects, missing values as null. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.json'>): Promise<Response> {
  return respondForJob(params, (job, runtime) => respondWithResult(job, runtime, 'json'));
}
