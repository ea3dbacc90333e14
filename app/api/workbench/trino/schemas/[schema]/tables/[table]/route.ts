import { viewTrinoColumns } from '#lib/commands/console/databases.ts';
import { respondWith } from '#lib/web/run-command.ts';

/** The columns of a table. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/trino/schemas/[schema]/tables/[table]'>,
): Promise<Response> {
  return respondWith(request, viewTrinoColumns, { ...(await params), signal: request.signal });
}
