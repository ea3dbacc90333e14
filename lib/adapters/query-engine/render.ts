import { type DuckDBType, DuckDBTypeId } from '@duckdb/node-api';

/**
 * SQL that gives a value as the text that is frozen. Numbers, decimals and texts as they are; times in ISO 8601, with zone
 * where the type has one; bytes in hex; lists as JSON arrays of texts, as array columns take them; all else as JSON.
 */
export function rendered(column: string, type: DuckDBType): string {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      return column;
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.FLOAT:
      return `CASE WHEN ${column} = trunc(${column}) AND abs(${column}) < 1e15 THEN CAST(CAST(${column} AS BIGINT) AS VARCHAR) ELSE CAST(${column} AS VARCHAR) END`;
    case DuckDBTypeId.TIMESTAMP:
    case DuckDBTypeId.TIMESTAMP_S:
    case DuckDBTypeId.TIMESTAMP_MS:
    case DuckDBTypeId.TIMESTAMP_NS:
      return `system.main.replace(CAST(${column} AS VARCHAR), ' ', 'T')`;
    case DuckDBTypeId.TIMESTAMP_TZ:
      // The session's zone is UTC, so that every one ends in +00.
      return `system.main.regexp_replace(system.main.replace(CAST(${column} AS VARCHAR), ' ', 'T'), '\\+00$', 'Z')`;
    case DuckDBTypeId.BLOB:
      return `lower(system.main.hex(${column}))`;
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return `CAST(to_json(list_filter(list_transform(${column}, lambda e: ${element(type)}), lambda e: e IS NOT NULL)) AS VARCHAR)`;
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.UNION:
      return `CAST(to_json(${column}) AS VARCHAR)`;
    default:
      return `CAST(${column} AS VARCHAR)`;
  }
}

function element(type: DuckDBType): string {
  return 'valueType' in type ? rendered('e', type.valueType as DuckDBType) : 'CAST(e AS VARCHAR)';
}

/** SQL for a cell of CSV. A row's only cell is never left blank: a blank line would be no row. */
export function cell(value: string, isOnly: boolean): string {
  const quoted = `'"' || system.main.replace(${value}, '"', '""') || '"'`;
  return `CASE WHEN ${value} IS NULL THEN '${isOnly ? '""' : ''}' WHEN ${isOnly ? `${value} = '' OR ` : ''}regexp_matches(${value}, '[",\\r\\n]') THEN ${quoted} ELSE ${value} END`;
}
