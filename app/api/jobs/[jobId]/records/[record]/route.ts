import { asksForPersonal } from '#components/http/personal-values.ts';
import { viewPersonalRecord, viewRecord } from '#lib/commands/console/job-records.ts';
import { respondWith } from '#lib/web/run-command.ts';

type Context = RouteContext<'/api/jobs/[jobId]/records/[record]'>;

/** The details of a record, or why there are none. `personal=shown` unmasks values. */
export async function GET(request: Request, { params }: Context): Promise<Response> {
  const { jobId: job, record } = await params;
  const command = asksForPersonal(request) ? viewPersonalRecord : viewRecord;
  return respondWith(request, command, { job, record });
}
