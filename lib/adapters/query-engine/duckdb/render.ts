import {
  type DuckDBListType,
  type DuckDBMapType,
  type DuckDBStructType,
  type DuckDBType,
  DuckDBTypeId,
} from '@duckdb/node-api';
import { quoted, textLiteral } from '../../../core/audience/rules/literals.ts';

/**
 * SQL that renders a value as text, for the result file and for previews. Strings and integers stay unchanged; a whole
 * real number is printed without a fraction; decimals, times and intervals are printed as by Presto, bytes in hex,
 * lists as JSON arrays of strings (with `\N` for a missing element, as in array columns), and rows and maps as JSON.
 */
export function renderValue(value: string, type: DuckDBType): string {
  switch (type.typeId) {
    case DuckDBTypeId.VARCHAR:
      // JSON is text under another type, with which the text of a cell cannot be compared.
      return type.alias === 'JSON' ? `CAST(${value} AS VARCHAR)` : value;
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.FLOAT:
      return `_double_cell(${value})`;
    case DuckDBTypeId.DECIMAL:
      return `_decimal_text(${value})`;
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
      return `CAST(to_json(${renderList(value, type as DuckDBListType, renderElement)}) AS VARCHAR)`;
    case DuckDBTypeId.STRUCT:
    case DuckDBTypeId.MAP:
    case DuckDBTypeId.UNION:
      return `CAST(${renderJson(value, type)} AS VARCHAR)`;
    default:
      return `CAST(${value} AS VARCHAR)`;
  }
}

/** An element of a list; JSON stays JSON. */
function renderElement(element: string, type: DuckDBType): string {
  if (type.alias === 'JSON') return `coalesce(${element}, to_json('\\N'))`;
  return `coalesce(${renderValue(element, type)}, '\\N')`;
}

function renderList(
  value: string,
  { valueType }: Pick<DuckDBListType, 'valueType'>,
  render: (element: string, type: DuckDBType) => string,
): string {
  return `list_transform(${value}, lambda e: ${render('e', valueType)})`;
}

/** Types whose values are valid JSON. */
const JSON_PRIMITIVES: readonly DuckDBTypeId[] = [
  DuckDBTypeId.BOOLEAN,
  DuckDBTypeId.TINYINT,
  DuckDBTypeId.SMALLINT,
  DuckDBTypeId.INTEGER,
  DuckDBTypeId.BIGINT,
  DuckDBTypeId.UTINYINT,
  DuckDBTypeId.USMALLINT,
  DuckDBTypeId.UINTEGER,
  DuckDBTypeId.UBIGINT,
  DuckDBTypeId.HUGEINT,
];

/** SQL for a value in a row or map as JSON. Decimals, and values without a JSON form, become strings. */
function renderJson(value: string, type: DuckDBType): string {
  const json = renderNonNullJson(value, type);
  return `CASE WHEN ${value} IS NOT NULL THEN ${json} END`;
}

function renderNonNullJson(value: string, type: DuckDBType): string {
  if (JSON_PRIMITIVES.includes(type.typeId)) return `to_json(${value})`;
  switch (type.typeId) {
    case DuckDBTypeId.DOUBLE:
    case DuckDBTypeId.FLOAT:
      return `CASE WHEN isfinite(${value}) THEN to_json(${value}) ELSE to_json(_double_cell(${value})) END`;
    case DuckDBTypeId.STRUCT:
      return renderRowJson(value, type as DuckDBStructType);
    case DuckDBTypeId.LIST:
    case DuckDBTypeId.ARRAY:
      return `to_json(${renderList(value, type as DuckDBListType, renderJson)})`;
    case DuckDBTypeId.MAP:
      return renderMapJson(value, type as DuckDBMapType);
    case DuckDBTypeId.UNION:
      return `to_json(${value})`;
    default:
      return type.alias === 'JSON' ? `CAST(${value} AS JSON)` : `to_json(${renderValue(value, type)})`;
  }
}

function renderRowJson(value: string, { entryNames, entryTypes }: DuckDBStructType): string {
  const members = entryTypes.map((type, index) => {
    const key = entryNames[index] ?? '';
    const member = key === '' ? `${value}[${index + 1}]` : `${value}[${textLiteral(key)}]`;
    return `${quoted(key || `field${index}`)}: ${renderJson(member, type)}`;
  });
  return `to_json({${members.join(', ')}})`;
}

/** Keys are strings in JSON. */
function renderMapJson(value: string, { keyType, valueType }: DuckDBMapType): string {
  const entry = `{'k': ${renderValue("e['key']", keyType)}, 'v': ${renderJson("e['value']", valueType)}}`;
  return `to_json(map_from_entries(list_transform(map_entries(${value}), lambda e: ${entry})))`;
}

/** SQL for a CSV cell. A row's only cell is quoted if it is empty, because a blank line is not a row. */
export function renderCsvCell(value: string, isOnlyCell: boolean): string {
  const inQuotes = `'"' || system.main.replace(${value}, '"', '""') || '"'`;
  const empty = isOnlyCell ? `'""'` : `''`;
  const hasSpecial = `regexp_matches(${value}, '[",\\r\\n]')`;
  const needsQuotes = isOnlyCell ? `${value} = '' OR ${hasSpecial}` : hasSpecial;
  return `CASE WHEN ${value} IS NULL THEN ${empty} WHEN ${needsQuotes} THEN ${inQuotes} ELSE ${value} END`;
}
