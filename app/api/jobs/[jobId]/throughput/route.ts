import { measureThroughput } from '#lib/operations/records/measure-throughput.ts';
import { answerAbout, fresh } from '../../answer.ts';

export function GET(_request: Request, { params }: RouteContext<'/api/jobs/[jobId]/throughput'>): Promise<Response> {
  return answerAbout(params, ({ id }, runtime) => fresh(measureThroughput(runtime, id)));
}
