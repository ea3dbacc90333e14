import { asksForPersonal } from '#components/http/personal-values.ts';
import { viewCells, viewPersonalCells } from '#lib/commands/console/job-records.ts';
import { readRecordQuery } from '#lib/core/view/record-query.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The cells of a job's records that the records page lists for the same query. `personal=shown` unmasks values. */
export async function GET(request: Request, { params }: RouteContext<'/api/jobs/[jobId]/records'>): Promise<Response> {
  const search = Object.fromEntries(new URL(request.url).searchParams);
  const { record: _, ...page } = readRecordQuery(search);
  const command = asksForPersonal(request) ? viewPersonalCells : viewCells;
  return respondWith(request, command, { job: (await params).jobId, ...page });
}
