import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { maskRecords } from '#lib/core/query/masked-records.ts';
import { previewQuery } from '#lib/core/sql/sql-name.ts';
import { respond } from '../../../../workbench-response.ts';

const MAX_RECORDS = 100;

/** The first records of a table. `personal=shown` unmasks personal values. */
export async function GET(
  request: Request,
  { params }: RouteContext<'/api/workbench/databases/[database]/[table]/records'>,
): Promise<Response> {
  const { database, table } = await params;
  const isShown = new URL(request.url).searchParams.get('personal') === 'shown';
  return respond(request, async ({ workbench, engine }) => {
    await workbench.table(database, table);
    const query = { database, sql: previewQuery(table), plannedAt: 0 };
    const found = await engine.records(query, MAX_RECORDS, request.signal);
    return isShown ? found : maskRecords(found, getFileConnector().fields);
  });
}
