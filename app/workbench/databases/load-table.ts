import { viewTable } from '#lib/commands/console/databases.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

/** The table in the path; a 404 page if it does not exist. */
export async function loadTable(params: Promise<{ database: string; table: string }>) {
  const { database, table } = await params;
  return { database, table: await loadOrNotFound(viewTable, { database, table }) };
}
