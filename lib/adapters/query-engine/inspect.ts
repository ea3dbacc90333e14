import type { InspectedTable } from './known-tables.ts';
import type { EngineInspection, EngineLimits } from './protocol.ts';
import { name, openConnection, text } from './session.ts';

/** Columns and number of records of tables. */
export async function inspectTables(
  { tables }: EngineInspection,
  limits: EngineLimits,
): Promise<readonly InspectedTable[]> {
  const connection = await openConnection(limits);
  const found: InspectedTable[] = [];
  for (const [index, { path }] of tables.entries()) {
    const file = name(`table ${index}`);
    await connection.run(`ATTACH ${text(path)} AS ${file} (READ_ONLY)`);
    const described = await connection.runAndReadAll(`DESCRIBE ${file}.main.records`);
    const columns = described.getRows().map(([column, type]) => ({ name: String(column), type: String(type) }));
    const counted = await connection.runAndReadAll(`SELECT count(*) FROM ${file}.main.records`);
    found.push({ columns, records: Number(counted.getRows()[0]?.[0] ?? 0) });
    await connection.run(`DETACH ${file}`);
  }
  return found;
}
