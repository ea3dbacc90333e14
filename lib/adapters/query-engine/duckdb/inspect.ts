import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineInspection, EngineLimits } from '../protocol.ts';
import type { InspectedTable } from './inspected-table-cache.ts';
import { numberFrom, openInspection, recordsOf, sourceName } from './session.ts';

/** The result for a file without a readable table. It is listed so that a person can delete it. */
const UNREADABLE: InspectedTable = { columns: [], records: 0 };

/** Reports the columns and the number of records of each table, in order. */
export async function inspectTables(
  { tables }: EngineInspection,
  { limits, onTable }: { limits: EngineLimits; onTable: (table: InspectedTable) => void },
): Promise<void> {
  const { connection, readable } = await openInspection(tables, limits);
  for (const index of tables.keys()) {
    const file = sourceName(index);
    onTable(readable.has(file) ? await inspectTable(connection, file) : UNREADABLE);
  }
}

async function inspectTable(connection: DuckDBConnection, file: string): Promise<InspectedTable> {
  const described = await connection.runAndReadAll(`DESCRIBE ${recordsOf(file)}`);
  const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
  return { columns, records: await numberFrom(connection, `SELECT count(*) FROM ${recordsOf(file)}`) };
}
