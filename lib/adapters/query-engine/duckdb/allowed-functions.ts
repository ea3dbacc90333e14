import type { DuckDBConnection } from '@duckdb/node-api';
import { UserError } from '../../../core/errors.ts';
import type { EngineSql } from '../../../core/sql/presto-sql.ts';
import type { ParseTree } from './parse-tree.ts';

/**
 * The table functions that queries may use, by their names in plans: those that scan tables or generate records, and
 * those that list what a query can use, such as tables, functions and time zones. Other table functions read files, or
 * reveal the engine's internals and file paths.
 */
const ALLOWED_TABLE_FUNCTIONS: ReadonlySet<string> = new Set([
  'RANGE',
  'GENERATE_SERIES',
  'UNNEST',
  'REPEAT',
  'REPEAT_ROW',
  'JSON_EACH',
  'JSON_TREE',
  'SUMMARY',
  'SEQ_SCAN',
  'DUCKDB_TABLES',
  'DUCKDB_COLUMNS',
  'DUCKDB_VIEWS',
  'DUCKDB_SCHEMAS',
  'DUCKDB_CONSTRAINTS',
  'DUCKDB_INDEXES',
  'DUCKDB_TYPES',
  'DUCKDB_FUNCTIONS',
  'DUCKDB_KEYWORDS',
  'DUCKDB_SEQUENCES',
  'PRAGMA_TABLE_INFO',
  'PRAGMA_SHOW',
  'PRAGMA_VERSION',
  'PRAGMA_COLLATIONS',
  'PG_TIMEZONE_NAMES',
  'ICU_CALENDAR_NAMES',
  'TEST_ALL_TYPES',
]);

/**
 * Functions that do not appear in plans: they are evaluated before planning, or they run or plan a string as a query.
 */
const FORBIDDEN: ReadonlySet<string> = new Set([
  'current_setting',
  'query',
  'json_execute_serialized_sql',
  'json_serialize_plan',
]);

/**
 * Throws UserError `query_function_closed` for a query that calls a forbidden function. Checks the engine's parse tree,
 * because another lexer could take a call for a part of a comment or a string.
 */
export function refuseForbiddenCalls(tree: ParseTree, originalPosition: EngineSql['originalPosition']): void {
  const call = tree.calls.find(({ name }) => FORBIDDEN.has(name));
  if (call) throw new UserError('query_function_closed', { name: call.name, ...originalPosition(call.at) });
}

/**
 * Throws UserError `query_function_closed` for a query whose plan uses a table function that is not allowed. Checks the
 * plan, not the SQL, in which views, macros and strings in FROM can name a function in many ways.
 */
export async function refuseUnlistedTableFunctions(connection: DuckDBConnection, sql: string): Promise<void> {
  const plan = await connection.runAndReadAll(`EXPLAIN (FORMAT JSON) ${sql}`);
  const json = String(plan.getRows()[0]?.[1]);
  for (const [, name = ''] of json.matchAll(/"Function":\s*"([^"]*)"/g)) {
    if (ALLOWED_TABLE_FUNCTIONS.has(name)) continue;
    throw new UserError('query_function_closed', { name: name.toLowerCase(), line: 0, column: 0 });
  }
}
