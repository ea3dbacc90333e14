import type { TableOutline } from '#lib/core/query/workbench.ts';
import { respond } from '../../../../workbench-response.ts';

/** The tables of a schema, without columns: these are loaded on demand, as a schema can have thousands of tables. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/trino/schemas/[schema]/tables'>,
): Promise<Response> {
  const { schema } = await params;
  return respond(request, async (runtime): Promise<readonly TableOutline[]> => {
    const names = await runtime.trino().tables(schema, request.signal);
    return names.map((name) => ({ name, columns: null, records: null }));
  });
}
