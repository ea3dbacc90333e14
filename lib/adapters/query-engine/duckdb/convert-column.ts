import type { BuildColumn } from '../../../core/audience/build-plan.ts';
import { type DataType, dataTypeOf } from '../../../core/audience/data-type.ts';

type Typed = Pick<BuildColumn, 'sourceType' | 'type'>;

/**
 * The SQL that converts an expression of a source type to the type of its column; a value that cannot be converted
 * becomes NULL.
 */
export function convertedColumn(value: string, { sourceType, type }: Typed): string {
  return CONVERSIONS[type](value, dataTypeOf(sourceType), sourceType);
}

/** Whether a conversion may find values that it cannot read. */
export function mayBeUnreadable(column: Typed): boolean {
  return convertedColumn('value', column).includes('TRY_CAST');
}

const CONVERSIONS: Readonly<Record<DataType, (value: string, from: DataType, sourceType: string) => string>> = {
  string: (value, _, sourceType) => (sourceType === 'VARCHAR' ? value : `CAST(${value} AS VARCHAR)`),
  number: (value, from) => {
    if (from === 'boolean') return `CAST(${value} AS DOUBLE)`;
    return from === 'number' ? value : `TRY_CAST(${asText(value, from)} AS DOUBLE)`;
  },
  timestamp: unixSeconds,
  date: (value, from) => (from === 'date' ? value : `TRY_CAST(${asText(value, from)} AS DATE)`),
  boolean: (value, from) => {
    // DuckDB does not read the text of a fractional type, '1.0', as a boolean.
    if (from === 'number') return `TRY_CAST(CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END AS BOOLEAN)`;
    return from === 'boolean' ? value : `TRY_CAST(${asText(value, from)} AS BOOLEAN)`;
  },
  string_array: (value, from) =>
    from.endsWith('_array') ? `CAST(${value} AS VARCHAR[])` : `TRY_CAST(${asText(value, from)} AS VARCHAR[])`,
  number_array: (value, from) => (from === 'number_array' ? value : `TRY_CAST(${asText(value, from)} AS DOUBLE[])`),
};

/**
 * A number is read as Unix seconds, without its fraction. A text is read as Unix seconds, or as an ISO 8601 time, which
 * is in UTC unless it has a zone.
 */
function unixSeconds(value: string, from: DataType): string {
  if (from === 'number') return `TRY_CAST(floor(${value}) AS BIGINT)`;
  if (from === 'timestamp' || from === 'date') return `CAST(floor(epoch(${value})) AS BIGINT)`;
  const text = asText(value, from);
  // A direct cast to BIGINT would round a fraction.
  const whole = `TRY_CAST(floor(TRY_CAST(${text} AS DOUBLE)) AS BIGINT)`;
  return `COALESCE(${whole}, CAST(floor(epoch(TRY_CAST(${text} AS TIMESTAMPTZ))) AS BIGINT))`;
}

function asText(value: string, from: DataType): string {
  return from === 'string' ? value : `CAST(${value} AS VARCHAR)`;
}
