import { asksForPersonal } from '#components/http/personal-values.ts';
import { showTableRecords, viewTableRecords } from '#lib/commands/console/databases.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The first records of a table. `personal=shown` unmasks personal values. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/databases/[database]/[table]/records'>,
): Promise<Response> {
  const command = asksForPersonal(request) ? showTableRecords : viewTableRecords;
  return respondWith(request, command, { ...(await params), signal: request.signal });
}
