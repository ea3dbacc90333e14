import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { UserError } from '../../../core/errors.ts';
import type { ImportedTable } from '../../../core/query/workbench.ts';
import type { EngineImport, EngineLimits } from '../protocol.ts';
import { COUNT_REJECTS, csvReader } from './csv-reader.ts';
import { jsonReader } from './json-reader.ts';
import { numberFrom, openConnection } from './session.ts';

/** Creates a table from a file. The connection can only read that file and write that table. */
export async function importTable(request: EngineImport, limits: EngineLimits): Promise<ImportedTable> {
  const connection = await openConnection(limits);
  const setupStatements = [
    "SET TimeZone = 'UTC'",
    `ATTACH ${textLiteral(request.target)} AS target`,
    `SET allowed_paths = [${textLiteral(request.source)}]`,
    'SET enable_external_access = false',
  ];
  for (const statement of setupStatements) await connection.run(statement);
  try {
    return await createTable(connection, request);
  } catch (cause) {
    throw new UserError('import_unreadable', {}, { cause });
  }
}

async function createTable(connection: DuckDBConnection, { source, format }: EngineImport): Promise<ImportedTable> {
  const reader = await readerOf(connection, source, format);
  const columns = format.type === 'text' ? await typedColumns(connection, reader, columnNames(format.header)) : '*';
  await connection.run(`CREATE TABLE target.main.records AS SELECT ${columns} FROM ${reader}`);
  const records = await numberFrom(connection, 'SELECT count(*) FROM target.main.records');
  const skipped = format.type === 'text' ? await numberFrom(connection, COUNT_REJECTS) : 0;
  await connection.run('CHECKPOINT target');
  await connection.run('DETACH target');
  return { records, skipped };
}

async function readerOf(connection: DuckDBConnection, source: string, format: EngineImport['format']): Promise<string> {
  if (format.type === 'text') {
    const { delimiter, header, startsWithHeader } = format;
    return csvReader(source, { delimiter, columns: columnNames(header), startsWithHeader });
  }
  return format.type === 'parquet' ? `read_parquet(${textLiteral(source)})` : jsonReader(connection, source);
}

/** Gives names to columns with blank names, so that none is lost. */
function columnNames(header: readonly string[]): string[] {
  const existingNames = new Set(header.map((column) => column.trim().toLowerCase()));
  return header.map((column, index) => column.trim() || freeName(`column_${index + 1}`, existingNames));
}

function freeName(wanted: string, existingNames: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; existingNames.has(name); number++) name = `${wanted}_${number}`;
  return name;
}

/**
 * Values stay text, so that a postal code keeps its zeros, and a price its digits. Only a column whose values are all
 * canonical integers becomes an integer column.
 */
async function typedColumns(connection: DuckDBConnection, reader: string, columns: readonly string[]): Promise<string> {
  const areIntegers = columns.map((column) => {
    const value = quoted(column);
    const isInteger = `TRY_CAST(TRY_CAST(${value} AS BIGINT) AS VARCHAR) IS NOT DISTINCT FROM ${value}`;
    return `coalesce(bool_and(${isInteger}) AND count(${value}) > 0, false)`;
  });
  const result = await connection.runAndReadAll(`SELECT ${areIntegers.join(', ')} FROM ${reader}`);
  const [flags = []] = result.getRows();
  return columns
    .map((column, index) => (flags[index] ? `CAST(${quoted(column)} AS BIGINT) AS ${quoted(column)}` : quoted(column)))
    .join(', ');
}
