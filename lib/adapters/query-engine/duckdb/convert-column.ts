import type { BuildColumn } from '../../../core/audience/build-plan.ts';
import { type DataType, dataTypeOf } from '../../../core/audience/data-type.ts';

type ColumnTypes = Pick<BuildColumn, 'sourceType' | 'type'>;

/**
 * The SQL that converts an expression of a source type to the type of its column; a value that cannot be converted
 * becomes NULL.
 */
export function convertedColumn(value: string, { sourceType, type }: ColumnTypes): string {
  return CONVERSIONS[type](value, dataTypeOf(sourceType), sourceType);
}

/** Whether a conversion may find values that it cannot read. */
export function mayBeUnreadable(column: ColumnTypes): boolean {
  return /TRY_CAST|isfinite/.test(convertedColumn('value', column));
}

const CONVERSIONS: Readonly<Record<DataType, (value: string, from: DataType, sourceType: string) => string>> = {
  string: (value, _, sourceType) => (sourceType === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`),
  number: (value, from, sourceType) => {
    if (from === 'boolean') return `CAST(${value} AS DOUBLE)`;
    if (from === 'number') return isFloating(sourceType) ? finite(value) : value;
    return finite(`TRY_CAST(${asText(value, from)} AS DOUBLE)`);
  },
  timestamp: unixSeconds,
  date: (value, from) => finite(from === 'date' ? value : `TRY_CAST(${asText(value, from)} AS DATE)`),
  boolean: (value, from) => {
    // DuckDB does not read the text of a fractional type, '1.0', as a boolean.
    if (from === 'number') return `TRY_CAST(CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END AS BOOLEAN)`;
    return from === 'boolean' ? value : `TRY_CAST(${asText(value, from)} AS BOOLEAN)`;
  },
  string_array: (value, from) =>
    from.endsWith('_array') ? `CAST(${value} AS VARCHAR[])` : `TRY_CAST(${asText(value, from)} AS VARCHAR[])`,
  number_array: (value, from, sourceType) => {
    if (from === 'number_array') return isFloating(sourceType) ? finiteElements(value) : value;
    return finiteElements(`TRY_CAST(${asText(value, from)} AS DOUBLE[])`);
  },
};

/**
 * SQL that converts a value to Unix seconds. A number is read as Unix seconds, without its fraction. A text is read as
 * Unix seconds, or as an ISO 8601 time, which is in UTC unless it has a zone.
 */
function unixSeconds(value: string, from: DataType): string {
  if (from === 'number') return `TRY_CAST(floor(${value}) AS BIGINT)`;
  if (from === 'timestamp' || from === 'date') return `CAST(floor(epoch(${finite(value)})) AS BIGINT)`;
  const text = asText(value, from);
  // A direct cast to BIGINT would round a fraction.
  const whole = `TRY_CAST(floor(TRY_CAST(${text} AS DOUBLE)) AS BIGINT)`;
  return `COALESCE(${whole}, CAST(floor(epoch(TRY_CAST(${text} AS TIMESTAMPTZ))) AS BIGINT))`;
}

/**
 * SQL that replaces NaN and infinity with NULL. DuckDB reads nan, inf and 1e400 as numbers, and infinity as a date, and
 * orders them after all others: a rule `Greater` would match them, and a sum would become one of them.
 */
function finite(value: string): string {
  return `CASE WHEN isfinite(${value}) THEN ${value} END`;
}

/** Elements that cannot be read become NULL. */
function finiteElements(list: string): string {
  return `list_transform(${list}, lambda element: ${finite('element')})`;
}

function isFloating(sourceType: string): boolean {
  return /^(?:FLOAT|REAL|DOUBLE)/i.test(sourceType);
}

function asText(value: string, from: DataType): string {
  return from === 'string' ? value : `CAST(${value} AS VARCHAR)`;
}
