import { answerAbout } from '../../../api/jobs/answer.ts';
import { answerResult } from '../../../api/jobs/result-answer.ts';

/** A query's full result as CSV. */
export function GET(_request: Request, { params }: RouteContext<'/jobs/[jobId]/result.csv'>): Promise<Response> {
  return answerAbout(params, (job, runtime) => answerResult(job, runtime, 'csv'));
}
