import { answerAbout } from '../../../api/jobs/answer.ts';
import { answerResult } from '../../../api/jobs/result-answer.ts';

/** A query's full result as JSON: an array of objects, missing values as null. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.json'>): Promise<Response> {
  return answerAbout(params, (job, runtime) => answerResult(job, runtime, 'json'));
}
