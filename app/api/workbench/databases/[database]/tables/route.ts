import { viewTables } from '#lib/commands/console/databases.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The tables of a database with their columns, for the schema browser and completion. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/databases/[database]/tables'>,
): Promise<Response> {
  return respondWith(request, viewTables, { ...(await params), signal: request.signal });
}
