import { notFound } from 'next/navigation';
import type { TableSummary } from '#lib/core/query/workbench.ts';
import { listTables } from '#lib/operations/workbench/list-tables.ts';
import { webRuntime } from '#lib/web/runtime.ts';

/** The tables of the database in the path; a 404 page if it does not exist. */
export async function loadTables(database: string): Promise<readonly TableSummary[]> {
  const runtime = await webRuntime();
  return runtime.workbench.hasDatabase(database) ? listTables(database, runtime) : notFound();
}

/** The table in the path. */
export async function loadTable(params: Promise<{ database: string; table: string }>) {
  const { database, table } = await params;
  const found = (await loadTables(database)).find(({ name }) => name === table);
  return { database, table: found ?? notFound() };
}
