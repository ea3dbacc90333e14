import { viewTrinoRecords } from '#lib/commands/console/databases.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The first records of a table, with personal values masked. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/trino/schemas/[schema]/tables/[table]/records'>,
): Promise<Response> {
  return respondWith(request, viewTrinoRecords, { ...(await params), signal: request.signal });
}
