import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { JobQuery, QueryColumn, QueryEngine, QueryRequest } from '../../core/job/query.ts';
import { type Compatibility, checkColumns } from '../../core/matching/compatibility.ts';
import { sqlInput } from '../../core/query/saved-query.ts';
import type { Matching } from '../../core/record/plan.ts';

export interface CheckOptions {
  readonly engineFor: (engine: QueryEngine) => {
    columns(query: QueryRequest, signal?: AbortSignal): Promise<readonly QueryColumn[]>;
  };
  readonly clock: Clock;
}

/**
 * Checks how a query's columns fit an export, without running the query. Throws a UserError about the query, or if the
 * mapping does not fit.
 */
export async function checkQuery(
  { database, sql, engine }: Pick<JobQuery, 'database' | 'sql' | 'engine'>,
  { connector, matching, signal }: { connector: Connector; matching?: Matching; signal?: AbortSignal },
  { engineFor, clock }: CheckOptions,
): Promise<Compatibility> {
  parseInput(sqlInput, { sql });
  const plannedAt = Math.floor(clock.now() / 1000);
  const columns = await engineFor(engine).columns({ database, sql, plannedAt }, signal);
  return checkColumns(connector, columns, matching);
}
