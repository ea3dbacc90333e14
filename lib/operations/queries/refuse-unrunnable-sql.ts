import type { Clock } from '../../core/clock.ts';
import { UserError } from '../../core/errors.ts';
import type { QueryColumn, QueryRequest } from '../../core/job/query.ts';
import type { QueryChoice } from '../../core/query/saved-query.ts';
import { forTrino } from '../../core/sql/trino-sql.ts';

export interface SqlCheckOptions {
  readonly engineFor: (engine: 'duckdb') => { columns(query: QueryRequest): Promise<readonly QueryColumn[]> };
  readonly clock: Clock;
}

/**
 * Errors that importing a table later cannot fix. Queries with any other error are accepted, since a query may be saved
 * before its tables exist.
 */
const PERMANENT: ReadonlySet<string> = new Set([
  'query_syntax',
  'query_too_nested',
  'query_one_statement',
  'query_only_select',
  'query_parameters',
  'query_function_unknown',
  'query_function_unsupported',
  'query_type_unknown',
  'query_function_closed',
  'query_not_allowed',
  'query_pattern_not_literal',
  'query_pattern_unknown',
]);

/**
 * Refuses a query that can never run, before it is saved, with the position of the fault. For Trino, only checks what
 * is possible without the server. Throws a UserError about the query.
 */
export async function refuseUnrunnableSql(
  { database, sql, engine }: Pick<QueryChoice, 'database' | 'sql' | 'engine'>,
  { engineFor, clock }: SqlCheckOptions,
): Promise<void> {
  const plannedAt = Math.floor(clock.now() / 1000);
  if (engine === 'trino') {
    forTrino(sql, plannedAt);
    return;
  }
  try {
    await engineFor(engine).columns({ database, sql, plannedAt });
  } catch (error) {
    if (error instanceof UserError && !PERMANENT.has(error.code)) return;
    throw error;
  }
}
