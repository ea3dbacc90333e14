import type { DuckDBConnection } from '@duckdb/node-api';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { UserError } from '../../../core/errors.ts';
import type { EngineLimits, EngineResult } from '../protocol.ts';
import { COUNT_REJECTS, csvReader } from './csv-reader.ts';
import { numberFrom, openConnection } from './session.ts';
import { typedValue } from './typed-value.ts';

/**
 * Writes the frozen result of a query into a new file, alone or after the records of a table. A table's file lists
 * the results it contains. Returns null, and writes nothing, if the table already contains this result. The connection
 * can only read the result and the table, and write the new file.
 */
export async function writeResult(request: EngineResult, limits: EngineLimits): Promise<number | null> {
  const { source, target } = request;
  const connection = await openConnection(limits);
  const setupStatements = [
    "SET TimeZone = 'UTC'",
    `ATTACH ${textLiteral(target)} AS target`,
    ...(source === null ? [] : [`SET allowed_paths = [${textLiteral(source)}]`]),
    'SET enable_external_access = false',
  ];
  await attachBase(connection, request);
  for (const statement of setupStatements) await connection.run(statement);
  try {
    return await write(connection, request);
  } catch (cause) {
    throw cause instanceof UserError ? cause : new UserError('result_unwritable', { name: request.table }, { cause });
  }
}

/** If the result replaces the table, the old file may be unreadable; then nothing is attached. */
async function attachBase(connection: DuckDBConnection, { base, how }: EngineResult): Promise<void> {
  if (base === null) return;
  try {
    await connection.run(`ATTACH ${textLiteral(base)} AS base (TYPE duckdb, READ_ONLY)`);
  } catch (error) {
    if (how === 'insert') throw error;
  }
}

async function write(connection: DuckDBConnection, request: EngineResult): Promise<number | null> {
  const baseTables = await baseTablesOf(connection);
  const keepsBase = request.how === 'insert' && request.base !== null;
  if (keepsBase && !baseTables.has('records')) throw new UserError('table_unreadable', { name: request.table });
  const results = baseTables.has('results') ? 'base.main.results' : `(SELECT '' AS "key" LIMIT 0)`;
  const key = textLiteral(request.key);
  if ((await numberFrom(connection, `SELECT count(*) FROM ${results} WHERE "key" = ${key}`)) > 0) return null;
  const newRecords = await addedRecords(connection, request, keepsBase);
  const allRecords = keepsBase ? `FROM base.main.records UNION ALL BY NAME (${newRecords})` : newRecords;
  await connection.run(`CREATE TABLE target.main.records AS ${allRecords}`);
  if (request.source !== null && (await numberFrom(connection, COUNT_REJECTS)) > 0)
    throw new UserError('result_unwritable', { name: request.table });
  const resultKeys = keepsBase ? `SELECT "key" FROM ${results} UNION ALL SELECT ${key}` : `SELECT ${key} AS "key"`;
  await connection.run(`CREATE TABLE target.main.results AS ${resultKeys}`);
  const records = await numberFrom(connection, 'SELECT count(*) FROM target.main.records');
  await connection.run('CHECKPOINT target');
  await connection.run('DETACH target');
  return records;
}

/** The names of the base tables in the table's current file. Views are left out, because a view could run any SQL. */
async function baseTablesOf(connection: DuckDBConnection): Promise<ReadonlySet<unknown>> {
  const reader = await connection.runAndReadAll(
    `SELECT table_name FROM duckdb_tables() WHERE database_name = 'base' AND schema_name = 'main'`,
  );
  return new Set(reader.getColumns()[0]);
}

/**
 * SQL that selects the records of the result. As in TD, they get a time, that of the request, if the table has a time
 * column and the result has none.
 */
async function addedRecords(
  connection: DuckDBConnection,
  { source, columns, time }: EngineResult,
  keepsBase: boolean,
): Promise<string> {
  const names = columns.map((column) => column.name);
  const values = columns.map((column) => `${typedValue(quoted(column.name), column.type)} AS ${quoted(column.name)}`);
  const nulls = `(SELECT ${names.map((name) => `CAST(NULL AS VARCHAR) AS ${quoted(name)}`).join(', ')} LIMIT 0)`;
  const from = source === null ? nulls : csvReader(source, { delimiter: ',', columns: names, startsWithHeader: true });
  const hasOwnTime = names.some((name) => name.toLowerCase() === 'time');
  const needsTime = keepsBase && !hasOwnTime && (await hasTimeColumn(connection));
  if (needsTime) values.push(`CAST(${time} AS BIGINT) AS "time"`);
  return `SELECT ${values.join(', ')} FROM ${from}`;
}

async function hasTimeColumn(connection: DuckDBConnection): Promise<boolean> {
  const sql = `SELECT count(*) FROM duckdb_columns()
    WHERE database_name = 'base' AND table_name = 'records' AND lower(column_name) = 'time'`;
  return (await numberFrom(connection, sql)) > 0;
}
