import type { BuildColumn } from '../../../core/audience/build-plan.ts';
import { type DataType, dataTypeOf } from '../../../core/audience/data-type.ts';
import { plainText } from '../../../core/audience/key-text.ts';
import { MAX_SECONDS, MIN_SECONDS } from '../../../core/audience/rules/calendar.ts';

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
  string: (value, _, sourceType) => shownText(value, sourceType),
  number: (value, from, sourceType) => {
    if (from === 'boolean') return `CAST(${value} AS DOUBLE)`;
    if (from === 'number') return isFloating(sourceType) ? finite(asDouble(value, sourceType)) : value;
    return finite(`TRY_CAST(${asText(value, from)} AS DOUBLE)`);
  },
  timestamp: unixSeconds,
  date: (value, from) => finite(from === 'date' ? value : `TRY_CAST(${asText(value, from)} AS DATE)`),
  boolean: (value, from) => {
    // DuckDB does not read the text of a fractional type, '1.0', as a boolean.
    if (from === 'number') return `TRY_CAST(CASE ${value} WHEN 1 THEN 'true' WHEN 0 THEN 'false' END AS BOOLEAN)`;
    return from === 'boolean' ? value : `TRY_CAST(${asText(value, from)} AS BOOLEAN)`;
  },
  string_array: (value, from, sourceType) => {
    if (!from.endsWith('_array')) return `TRY_CAST(${asText(value, from)} AS VARCHAR[])`;
    return shownElements(value, sourceType);
  },
  number_array: (value, from, sourceType) => {
    if (from !== 'number_array') return finiteElements(`TRY_CAST(${asText(value, from)} AS DOUBLE[])`);
    return isFloating(sourceType) ? finiteElements(value, (element) => asDouble(element, sourceType)) : value;
  },
};

/**
 * SQL that converts a value to Unix seconds. A number is read as Unix seconds, without its fraction. A text is read as
 * Unix seconds, or as an ISO 8601 time, which is in UTC unless it has a zone. Seconds outside the years 1 to 9999, as
 * milliseconds would be, cannot be read.
 */
function unixSeconds(value: string, from: DataType): string {
  if (from === 'number') return inYears(`TRY_CAST(floor(${value}) AS BIGINT)`);
  if (from === 'timestamp' || from === 'date') return `CAST(floor(epoch(${finite(value)})) AS BIGINT)`;
  const text = asText(value, from);
  // A direct cast to BIGINT would round a fraction.
  const whole = `TRY_CAST(floor(TRY_CAST(${text} AS DOUBLE)) AS BIGINT)`;
  return `COALESCE(${inYears(whole)}, CAST(floor(epoch(TRY_CAST(${text} AS TIMESTAMPTZ))) AS BIGINT))`;
}

function inYears(seconds: string): string {
  return `CASE WHEN ${seconds} BETWEEN ${MIN_SECONDS} AND ${MAX_SECONDS} THEN ${seconds} END`;
}

/**
 * SQL that replaces NaN and infinity with NULL. DuckDB reads nan, inf and 1e400 as numbers, and infinity as a date, and
 * orders them after all others: a rule `Greater` would match them, and a sum would become one of them.
 */
function finite(value: string): string {
  return `CASE WHEN isfinite(${value}) THEN ${value} END`;
}

/** Elements that cannot be read become NULL. */
function finiteElements(list: string, convert = (element: string) => element): string {
  return `list_transform(${list}, lambda element: ${finite(convert('element'))})`;
}

/**
 * SQL that converts a floating-point number to the double with the same text. A direct cast makes 1.10000002 of a
 * single-precision 1.1, which a rule that compares with 1.1 would miss.
 */
function asDouble(value: string, sourceType: string): string {
  return /^DOUBLE/i.test(sourceType) ? value : `CAST(CAST(${value} AS VARCHAR) AS DOUBLE)`;
}

function isFloating(sourceType: string): boolean {
  return /^(?:FLOAT|REAL|DOUBLE)/i.test(sourceType);
}

/** SQL for the text of a value as the result of a query shows it: 1, not 1.0; lists, rows and maps as JSON. */
function shownText(value: string, sourceType: string): string {
  if (sourceType === 'VARCHAR') return value;
  if (LIST.test(sourceType)) {
    const elements = shownElements(value, sourceType);
    return jsonText(`list_transform(${elements}, lambda element: coalesce(element, '\\N'))`);
  }
  if (ROW_OR_MAP.test(sourceType)) return jsonText(value);
  return isFloating(sourceType) ? plainText(value) : `CAST(${value} AS VARCHAR)`;
}

const LIST = /\[\d*\]$/;
const ROW_OR_MAP = /^(?:STRUCT|MAP|UNION)\(/i;

/** SQL for the elements of a list as texts. */
function shownElements(list: string, sourceType: string): string {
  if (sourceType === 'VARCHAR[]') return list;
  return `list_transform(${list}, lambda element: ${shownText('element', sourceType.replace(LIST, ''))})`;
}

function jsonText(value: string): string {
  return `CASE WHEN ${value} IS NOT NULL THEN CAST(to_json(${value}) AS VARCHAR) END`;
}

function asText(value: string, from: DataType): string {
  return from === 'string' ? value : `CAST(${value} AS VARCHAR)`;
}
