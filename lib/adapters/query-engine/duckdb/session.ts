import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';
import { UserError } from '../../../core/errors.ts';
import type { EngineBuild, EngineCatalog, EngineLimits, EngineQuery, EngineTable } from '../protocol.ts';
import { macroStatements } from './presto-macros.ts';
import { registerNatives } from './presto-natives.ts';

/** With these settings, neither SQL nor a table file can access other files, load extensions, or change settings. */
const LOCKED = ['SET enable_external_access = false', 'SET lock_configuration = true'];

/** Settings that make DuckDB behave like Presto. */
const PRESTO = ["SET TimeZone = 'UTC'", 'SET integer_division = true', "SET lambda_syntax = 'ENABLE_SINGLE_ARROW'"];

/** The connections of the current request. Each has its own database, which ends with the connection. */
const openConnections: DuckDBConnection[] = [];

/** Opens a connection that keeps the limits and reports errors as JSON. `closeConnections` closes it. */
export async function openConnection({ threads, memoryBytes, spillFolder }: EngineLimits): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryBytes}B`,
    temp_directory: spillFolder,
    errors_as_json: 'true',
    // A file may request an extension; never download or load one.
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    allow_community_extensions: 'false',
  });
  const connection = await instance.connect();
  instance.closeSync(); // from here on, only the connection keeps the instance open
  openConnections.push(connection);
  return connection;
}

/** Closes the connections of a request, which frees its databases. */
export function closeConnections(): void {
  for (const connection of openConnections.splice(0)) connection.closeSync();
}

/** Opens a locked connection for a query whose SQL was translated to `sql`, with its tables and Presto's functions. */
export async function openSession({ catalog, database, plannedAt }: EngineQuery, sql: string, limits: EngineLimits) {
  const connection = await openConnection(limits);
  await attachDatabases(connection, catalog);
  registerNatives(connection);
  await runAll(connection, [...PRESTO, ...macroStatements(sql, plannedAt), `USE ${quoted(database)}`, ...LOCKED]);
  return connection;
}

/**
 * Opens a connection that inspects tables. It is locked, because a file from elsewhere may contain more than records.
 */
export async function openInspection(tables: readonly EngineTable[], limits: EngineLimits) {
  const connection = await openConnection(limits);
  const readable = await attachTables(connection, tables);
  await runAll(connection, LOCKED);
  return { connection, readable };
}

/**
 * Opens a locked connection that reads the sources of a build and writes its new files. Throws UserError
 * `table_unreadable`.
 */
export async function openBuild({ sources, targets }: EngineBuild, limits: EngineLimits): Promise<DuckDBConnection> {
  const connection = await openConnection(limits);
  const readable = await attachTables(connection, sources);
  for (const [index, { database, table }] of sources.entries()) {
    if (!readable.has(sourceName(index))) throw new UserError('table_unreadable', { name: `${database}.${table}` });
  }
  for (const [index, { path }] of targets.entries())
    await connection.run(`ATTACH ${textLiteral(path)} AS ${quoted(targetName(index))} (TYPE duckdb)`);
  await runAll(connection, ["SET TimeZone = 'UTC'", ...LOCKED]);
  return connection;
}

/** Attaches each database as a catalog of views of its tables. Throws UserError `table_unreadable`. */
async function attachDatabases(connection: DuckDBConnection, { databases, tables }: EngineCatalog): Promise<void> {
  await runAll(
    connection,
    databases.map((database) => `ATTACH ':memory:' AS ${quoted(database)}`),
  );
  const readable = await attachTables(connection, tables);
  for (const [index, { database, table }] of tables.entries()) {
    const file = sourceName(index);
    if (!readable.has(file)) throw new UserError('table_unreadable', { name: `${database}.${table}` });
    await connection.run(`CREATE VIEW ${quoted(database)}.main.${quoted(table)} AS FROM ${recordsOf(file)}`);
  }
}

/**
 * Attaches the file of each table read-only, under the name from `sourceName`. Returns the names of the files whose
 * `records` is a base table; a view could run any SQL.
 */
async function attachTables(
  connection: DuckDBConnection,
  tables: readonly EngineTable[],
): Promise<ReadonlySet<unknown>> {
  for (const [index, { path }] of tables.entries()) {
    const attach = `ATTACH ${textLiteral(path)} AS ${quoted(sourceName(index))} (TYPE duckdb, READ_ONLY)`;
    await connection.run(attach).catch(() => {}); // an unreadable file is missing from the result below
  }
  const reader = await connection.runAndReadAll(
    `SELECT database_name FROM duckdb_tables() WHERE schema_name = 'main' AND table_name = 'records'`,
  );
  return new Set(reader.getColumns()[0]);
}

async function runAll(connection: DuckDBConnection, statements: readonly string[]): Promise<void> {
  for (const statement of statements) await connection.run(statement);
}

/** The number that a query of one value returns. */
export async function numberFrom(connection: DuckDBConnection, sql: string): Promise<number> {
  const result = await connection.runAndReadAll(sql);
  return Number(result.getRows()[0]?.[0] ?? 0);
}

/** The name under which the file of the table with this index is attached. */
export function sourceName(index: number): string {
  return `table ${index}`;
}

/** The name under which the file of a build's table with this index is attached. */
export function targetName(index: number): string {
  return `target ${index}`;
}

/** The records in an attached file. */
export function recordsOf(file: string): string {
  return `${quoted(file)}.main.records`;
}
