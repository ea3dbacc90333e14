import { cache } from 'react';
import { viewTable, viewTables } from '#lib/commands/console/databases.ts';
import { loadOrNotFound } from '#lib/web/run-command.ts';

export type DatabaseParams = Promise<{ readonly database: string }>;

/** Each loads once per request, for the layout, the title and the page. */
const loadTablesOnce = cache((database: string) => loadOrNotFound(viewTables, { database }));
const loadTableOnce = cache((database: string, table: string) => loadOrNotFound(viewTable, { database, table }));

/** The tables of the database in the path; a 404 page if it does not exist. */
export async function loadTables(params: DatabaseParams) {
  const { database } = await params;
  return { database, tables: await loadTablesOnce(database) };
}

/** The table in the path; a 404 page if it does not exist. */
export async function loadTable(params: Promise<{ database: string; table: string }>) {
  const { database, table } = await params;
  return { database, table: await loadTableOnce(database, table) };
}
