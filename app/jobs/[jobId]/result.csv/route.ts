import { respondWithResult } from '../../../api/jobs/result-response.ts';

/** A query's full result as CSV. */
export function GET(request: Request, { params }: RouteContext<'/jobs/[jobId]/result.csv'>): Promise<Response> {
  return respondWithResult(request, params, 'csv');
}
