import { viewTrinoTables } from '#lib/commands/console/databases.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The tables of a schema, without columns. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/trino/schemas/[schema]/tables'>,
): Promise<Response> {
  return respondWith(request, viewTrinoTables, { ...(await params), signal: request.signal });
}
