import { measureThroughput } from '#lib/operations/records/measure-throughput.ts';
import { respondForJob, uncachedJson } from '../../job-response.ts';

export function GET(_request: Request, { params }: RouteContext<'/api/jobs/[jobId]/throughput'>): Promise<Response> {
  return respondForJob(params, ({ id }, runtime) => uncachedJson(measureThroughput(runtime, id)));
}
