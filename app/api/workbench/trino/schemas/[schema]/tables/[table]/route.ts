import { respond } from '../../../../../workbench-response.ts';

/** The columns of a table. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/trino/schemas/[schema]/tables/[table]'>,
): Promise<Response> {
  const { schema, table } = await params;
  return respond(request, (runtime) => runtime.trino().tableColumns(schema, table, request.signal));
}
