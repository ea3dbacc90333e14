import { respondWithResult } from '../../../api/jobs/result-response.ts';

/** The full result of a job's query as CSV. */
export function GET(request: Request, { params }: RouteContext<'/jobs/[jobId]/result.csv'>): Promise<Response> {
  return respondWithResult(request, params, 'csv');
}
