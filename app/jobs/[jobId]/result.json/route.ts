import { respondWithResult } from '../../../api/jobs/result-response.ts';

/** The full result of a job's query as JSON: an array of objects, missing values as null. */
export function GET(request: Request, { params }: RouteContext<'/jobs/[jobId]/result.json'>): Promise<Response> {
  return respondWithResult(request, params, 'json');
}
