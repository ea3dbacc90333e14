import type { DuckDBConnection } from '@duckdb/node-api';
import type { EngineInspection, EngineLimits } from '../protocol.ts';
import type { InspectedTable } from './known-tables.ts';
import { fileName, openInspection, recordsOf } from './session.ts';

/** What is known of a file that holds no table: it is listed, so that a person can delete it. */
const UNREADABLE: InspectedTable = { columns: [], records: 0 };

/** Hands over the columns and the number of records of each table, in their order. */
export async function inspectTables(
  { tables }: EngineInspection,
  { limits, take }: { limits: EngineLimits; take: (table: InspectedTable) => void },
): Promise<void> {
  const { connection, readable } = await openInspection(tables, limits);
  for (const index of tables.keys()) {
    const file = fileName(index);
    take(readable.has(file) ? await inspected(connection, file) : UNREADABLE);
  }
}

async function inspected(connection: DuckDBConnection, file: string): Promise<InspectedTable> {
  const described = await connection.runAndReadAll(`DESCRIBE ${recordsOf(file)}`);
  const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
  const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${recordsOf(file)}`);
  return { columns, records: Number(counted.getRows()[0]?.[0] ?? 0) };
}
