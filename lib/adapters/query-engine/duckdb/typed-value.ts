import { textLiteral } from '../../../core/audience/rules/literals.ts';

/** Types of either engine whose rendered text can be cast to the type of the same name. */
const CASTABLE =
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BOOLEAN|DOUBLE|FLOAT|REAL|DATE|DECIMAL\(\d+,\s*\d+\)|TIMESTAMP(?:_S|_MS)?)$/i;
const TIMESTAMP = /^TIMESTAMP(?:_NS)?(?:\(\d+\))?$/i;
const MOMENT = /^TIMESTAMP(?:\(\d+\))? WITH TIME ZONE$/i;
/** A list in Trino's notation, `array(varchar)`, and in DuckDB's, `VARCHAR[]`. */
const LIST = /^(?:array\((?<trino>[\s\S]+)\)|(?<duckdb>[\s\S]+)\[\d*\])$/i;

/**
 * SQL that converts a value of a result, which was frozen as text (render.ts), to its type. Rows, maps, bytes and times
 * of day stay text, because no form of them is readable by both engines.
 */
export function typedValue(value: string, type: string, depth = 0): string {
  if (CASTABLE.test(type)) return `CAST(${value} AS ${type})`;
  if (TIMESTAMP.test(type)) return `CAST(${value} AS TIMESTAMP)`;
  if (MOMENT.test(type)) return `CAST(${withoutSpace(value)} AS TIMESTAMPTZ)`;
  const list = LIST.exec(type)?.groups;
  if (!list) return value;
  const elementType = list['trino'] ?? list['duckdb'] ?? '';
  const element = `e${depth}`;
  const converted = `CASE WHEN ${element} <> ${textLiteral('\\N')} THEN ${typedValue(element, elementType, depth + 1)} END`;
  return `list_transform(from_json(${value}, '["VARCHAR"]'), lambda ${element}: ${converted})`;
}

/** Trino prints a space before an offset, which DuckDB would take for the name of a zone. */
function withoutSpace(moment: string): string {
  return `regexp_replace(${moment}, ${textLiteral(' ([+-]\\d\\d:\\d\\d)$')}, ${textLiteral('\\1')})`;
}
