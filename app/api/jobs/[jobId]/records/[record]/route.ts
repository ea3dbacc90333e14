import { viewPersonalRecord, viewRecord } from '#lib/commands/console/job-records.ts';
import { respondWith } from '#lib/web/run-command.ts';

type Context = RouteContext<'/api/jobs/[jobId]/records/[record]'>;

/** The details of a record, or why there are none. `personal=shown` unmasks values. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { jobId: job, record } = await params;
  const isShown = new URL(request.url).searchParams.get('personal') === 'shown';
  return respondWith(request, isShown ? viewPersonalRecord : viewRecord, { job, record });
}
