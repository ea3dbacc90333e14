import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { macroStatements } from './presto-macros.ts';
import { registerNatives } from './presto-natives.ts';
import type { EngineCatalog, EngineLimits, EngineQuery } from './protocol.ts';

/** Whoever writes SQL can neither read nor write a file, load code, nor change any of this. */
const LOCKED = [
  'SET autoinstall_known_extensions = false',
  'SET autoload_known_extensions = false',
  'SET allow_community_extensions = false',
  'SET enable_external_access = false',
  'SET lock_configuration = true',
];

/** How Presto understands what DuckDB understands otherwise. */
const PRESTO = ["SET TimeZone = 'UTC'", 'SET integer_division = true', "SET lambda_syntax = 'ENABLE_SINGLE_ARROW'"];

/** A connection with limits, and errors as JSON. */
export async function openConnection({ threads, memoryBytes, spillFolder }: EngineLimits): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryBytes}B`,
    temp_directory: spillFolder,
    errors_as_json: 'true',
  });
  return instance.connect();
}

/** A connection for a query: it sees its tables, knows Presto's functions, and is locked. */
export async function openSession({ catalog, database, plannedAt }: EngineQuery, limits: EngineLimits) {
  const connection = await openConnection(limits);
  await attach(connection, catalog);
  registerNatives(connection);
  const setUp = [...PRESTO, ...macroStatements(plannedAt), `USE ${name(database)}`, ...LOCKED];
  for (const statement of setUp) await connection.run(statement);
  return connection;
}

/** Each table lies in a file of its own, attached read-only; its database is a catalog of views on them. */
async function attach(connection: DuckDBConnection, { databases, tables }: EngineCatalog): Promise<void> {
  for (const database of databases) await connection.run(`ATTACH ':memory:' AS ${name(database)}`);
  for (const [index, { database, table, path }] of tables.entries()) {
    const file = name(`table ${index}`);
    await connection.run(`ATTACH ${text(path)} AS ${file} (READ_ONLY)`);
    await connection.run(`CREATE VIEW ${name(database)}.main.${name(table)} AS FROM ${file}.main.records`);
  }
}

export function name(identifier: string): string {
  return `"${identifier.replaceAll('"', '""')}"`;
}

export function text(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}
