import {
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import { name, text } from './session.ts';

/**
 * SQL that gives a value as the text that is frozen. Numbers, decimals and texts as they are; times and spans of time as
 * Presto prints them; bytes in hex; lists as JSON arrays of texts, as array columns take them, `\N` for a missing element;
 * rows and maps as JSON.
 */
export function rendered(value: string, type: DuckDBType): string {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return value;
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.FLOAT:
      return `_double_cell(${value})`;
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
      return `_timestamp_text(CAST(${value} AS TIMESTAMP))`;
    case DuckDBTypeId.TIMESTAMP_TZ:
      return `_moment_text(${value})`;
    case DuckDBTypeId.TIME:
      return `_time_text(${value})`;
    case DuckDBTypeId.INTERVAL:
      return `_interval_text(${value})`;
    case DuckDBTypeId.BLOB:
      return `lower(system.main.hex(${value}))`;
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return `CAST(to_json(${listed(value, type as DuckDBListType, (element, of) => `coalesce(${rendered(element, of)}, '\\N')`)}) AS VARCHAR)`;
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.UNION:
      return `CAST(${asJson(value, type)} AS VARCHAR)`;
    default:
      return `CAST(${value} AS VARCHAR)`;
  }
}

function listed(
  value: string,
  { valueType }: Pick<DuckDBListType, 'valueType'>,
  each: (element: string, type: DuckDBType) => string,
): string {
  return `list_transform(${value}, lambda e: ${each('e', valueType)})`;
}

/** Types whose values are JSON's own. */
const PLAIN: readonly DuckDBTypeId[] = [
  ...[DuckDBTypeId.BOOLEAN, DuckDBTypeId.TINYINT, DuckDBTypeId.SMALLINT, DuckDBTypeId.INTEGER, DuckDBTypeId.BIGINT],
  ...[DuckDBTypeId.UTINYINT, DuckDBTypeId.USMALLINT, DuckDBTypeId.UINTEGER, DuckDBTypeId.UBIGINT, DuckDBTypeId.HUGEINT],
];

/** SQL for a value within a row or a map, as JSON: what JSON has no form for, and decimals, as texts. */
function asJson(value: string, type: DuckDBType): string {
  const json = notNullJson(value, type);
  return `CASE WHEN ${value} IS NOT NULL THEN ${json} END`;
}

function notNullJson(value: string, type: DuckDBType): string {
  if (PLAIN.includes(type.typeId)) return `to_json(${value})`;
  switch (type.typeId) {
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.FLOAT:
      return `CASE WHEN isfinite(${value}) THEN to_json(${value}) ELSE to_json(_double_cell(${value})) END`;
    case DuckDBTypeId.STRUCT:
      return rowJson(value, type as DuckDBStructType);
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return `to_json(${listed(value, type as DuckDBListType, asJson)})`;
    case DuckDBTypeId.MAP:
      return mapJson(value, type as DuckDBMapType);
    case DuckDBTypeId.UNION:
      return `to_json(${value})`;
    default:
      return type.alias === 'JSON' ? `CAST(${value} AS JSON)` : `to_json(${rendered(value, type)})`;
  }
}

function rowJson(value: string, { entryNames, entryTypes }: DuckDBStructType): string {
  const members = entryTypes.map((type, index) => {
    const key = entryNames[index] ?? '';
    const at = key === '' ? `${value}[${index + 1}]` : `${value}[${text(key)}]`;
    return `${name(key || `field${index}`)}: ${asJson(at, type)}`;
  });
  return `to_json({${members.join(', ')}})`;
}

/** Keys are texts in JSON. */
function mapJson(value: string, { keyType, valueType }: DuckDBMapType): string {
  const entry = `{'k': ${rendered("e['key']", keyType)}, 'v': ${asJson("e['value']", valueType)}}`;
  return `to_json(map_from_entries(list_transform(map_entries(${value}), lambda e: ${entry})))`;
}

/** SQL for a cell of CSV. A row's only cell is never left blank: a blank line would be no row. */
export function cell(value: string, isOnly: boolean): string {
  const quoted = `'"' || system.main.replace(${value}, '"', '""') || '"'`;
  return `CASE WHEN ${value} IS NULL THEN '${isOnly ? '""' : ''}' WHEN ${isOnly ? `${value} = '' OR ` : ''}regexp_matches(${value}, '[",\\r\\n]') THEN ${quoted} ELSE ${value} END`;
}
