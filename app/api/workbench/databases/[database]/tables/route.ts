import { listTables } from '#lib/operations/workbench/list-tables.ts';
import { respond } from '../../../workbench-response.ts';

/** The tables of a database with their columns, for the schema browser and completion. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/databases/[database]/tables'>,
): Promise<Response> {
  const { database } = await params;
  return respond(request, (runtime) => listTables(database, runtime, request.signal));
}
