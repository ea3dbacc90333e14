import type { Connector } from '../connector/connector.ts';
import type { QueryColumn } from '../job/query.ts';
import type { FieldSpec } from '../record/field.ts';
import { columnsByIndex, compilePlan, type Matching } from '../record/plan.ts';
import { hasIdentifier } from './mapping.ts';

/** A column of a query's result, checked against the fields of an export. */
export interface CheckedColumn extends QueryColumn {
  /** The field that the column is mapped to; null if the column is ignored. */
  readonly field: string | null;
  /** A message code: how the column's type is converted, or why it does not fit. */
  readonly hint: TypeHint | null;
}

/**
 * converted: a time with a zone becomes Unix seconds. taken_as_utc: a time without a zone is read as UTC, and becomes
 * Unix seconds. list: each element of an array becomes a value. nested: the field needs a plain value. bytes: binary
 * values become hexadecimal digits. fraction: values may have a fraction, and the field needs integers.
 */
export const TYPE_HINTS = ['converted', 'taken_as_utc', 'list', 'nested', 'bytes', 'fraction'] as const;
export type TypeHint = (typeof TYPE_HINTS)[number];

/** How the columns of a query fit an export. */
export interface Compatibility {
  readonly columns: readonly CheckedColumn[];
  /** Required fields without a column: the job would not start. */
  readonly missing: readonly string[];
  /** `found`: whether events can identify a person, that is, all fields of one of the sets are mapped. */
  readonly identifiers: { readonly found: boolean; readonly sets: readonly (readonly string[])[] };
}

/**
 * How columns fit the fields of a connector. Throws a UserError if the mapping does not fit, or two columns feed one
 * field.
 */
export function checkColumns(
  { fields, identifierSets: sets }: Pick<Connector, 'fields' | 'identifierSets'>,
  columns: readonly QueryColumn[],
  matching?: Matching,
): Compatibility {
  const plan = compilePlan(
    fields,
    columns.map(({ name }) => name),
    matching,
  );
  const plannedByIndex = columnsByIndex(plan);
  return {
    columns: columns.map((column, index) => checkColumn(column, plannedByIndex.get(index)?.[0]?.field)),
    missing: plan.missing.map(({ name }) => name),
    identifiers: { found: hasIdentifier(sets, plan), sets },
  };
}

function checkColumn(column: QueryColumn, field: FieldSpec | undefined): CheckedColumn {
  return { ...column, field: field?.name ?? null, hint: field ? hintOf(column.type, field) : null };
}

/** Types whose values may have a fraction. */
const HAS_FRACTION = /^(?:DOUBLE|FLOAT|REAL|DECIMAL\(\d+, ?[1-9]\d*\))$/;

/**
 * The hint about the type of a column. `engineType` is a type name of DuckDB, such as `INTEGER[]`, or of Trino, such as
 * `array(integer)`.
 */
function hintOf(engineType: string, { type: fieldType, shape, isEventTime = false }: FieldSpec): TypeHint | null {
  const type = engineType.toUpperCase();
  if (isEventTime && /^TIMESTAMP.* WITH TIME ZONE$/.test(type)) return 'converted';
  if (isEventTime && (type.startsWith('TIMESTAMP') || type === 'DATE')) return 'taken_as_utc';
  if (/\[\d*\]$/.test(type) || type.startsWith('ARRAY')) return shape === 'list' ? 'list' : 'nested';
  if (/^(?:STRUCT|MAP|UNION|JSON|ROW)/.test(type)) return 'nested';
  if (type === 'BLOB' || type === 'VARBINARY') return 'bytes';
  return HAS_FRACTION.test(type) && fieldType === 'integer' ? 'fraction' : null;
}
