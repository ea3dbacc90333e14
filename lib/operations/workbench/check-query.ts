import type { Clock } from '../../core/clock.ts';
import type { Connector } from '../../core/connector/connector.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import type { JobQuery, QueryColumn, QueryEngine, QueryRequest } from '../../core/job/query.ts';
import type { CheckedColumn, Compatibility, TypeHint } from '../../core/matching/compatibility.ts';
import { sqlInput } from '../../core/query/saved-query.ts';
import type { FieldSpec } from '../../core/record/field.ts';
import { compilePlan, type Matching } from '../../core/record/plan.ts';

export interface CheckOptions {
  readonly engineFor: (engine: QueryEngine) => {
    columns(query: QueryRequest, signal?: AbortSignal): Promise<readonly QueryColumn[]>;
  };
  readonly clock: Clock;
}

/**
 * Checks how a query's columns fit an export, without running the query. Throws UserErrors of the query, and if the mapping
 * does not fit.
 */
export async function checkQuery(
  { database, sql, engine }: Pick<JobQuery, 'database' | 'sql' | 'engine'>,
  { connector, matching, signal }: { connector: Connector; matching?: Matching; signal?: AbortSignal },
  { engineFor, clock }: CheckOptions,
): Promise<Compatibility> {
  parseInput(sqlInput, { sql });
  const plannedAt = Math.floor(clock.now() / 1000);
  const columns = await engineFor(engine).columns({ database, sql, plannedAt }, signal);
  const plan = compilePlan(
    connector.fields,
    columns.map(({ name }) => name),
    matching,
  );
  const fieldAt = new Map(plan.columns.map(({ index, field }) => [index, field]));
  const fed = new Set(plan.columns.map(({ field }) => field.name));
  const sets = connector.identifierSets;
  return {
    columns: columns.map((column, index) => checked(column, fieldAt.get(index))),
    missing: plan.missing.map(({ name }) => name),
    identifiers: { found: sets.some((set) => set.every((name) => fed.has(name))), sets },
  };
}

function checked(column: QueryColumn, field: FieldSpec | undefined): CheckedColumn {
  return { ...column, field: field?.name ?? null, hint: field ? hintOf(column.type, field) : null };
}

/** For type names of either engine. */
function hintOf(engineType: string, { type: wanted, shape }: FieldSpec): TypeHint | null {
  const type = engineType.toUpperCase();
  if (/^TIMESTAMP.* WITH TIME ZONE$/.test(type)) return 'converted';
  if (type.startsWith('TIMESTAMP') || type === 'DATE') return 'taken_as_utc';
  if (type.endsWith('[]') || type.startsWith('ARRAY')) return shape === 'list' ? 'list' : 'nested';
  if (/^(?:STRUCT|MAP|UNION|JSON|ROW)/.test(type)) return 'nested';
  if (type === 'BLOB' || type === 'VARBINARY') return 'bytes';
  return /^(?:DOUBLE|FLOAT|REAL)$/.test(type) && wanted === 'integer' ? 'fraction' : null;
}
