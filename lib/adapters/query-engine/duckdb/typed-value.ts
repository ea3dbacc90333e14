import { textLiteral } from '../../../core/audience/rules/literals.ts';

/** Types of either engine whose rendered text can be cast to the type of the same name. */
const LITERAL =
  /^(?:U?(?:TINY|SMALL|BIG|HUGE)INT|U?INTEGER|BOOLEAN|DOUBLE|FLOAT|REAL|DATE|DECIMAL\(\d+,\s*\d+\)|TIMESTAMP(?:_S|_MS)?)$/i;
const TIMESTAMP = /^TIMESTAMP(?:_NS)?(?:\(\d+\))?$/i;
const MOMENT = /^TIMESTAMP(?:\(\d+\))? WITH TIME ZONE$/i;
const LIST = /^(?:array\(([\s\S]+)\)|([\s\S]+)\[\d*\])$/i;

/**
 * SQL that converts a value of a result, which was frozen as text (render.ts), to its type. Rows, maps, bytes and times
 * of day stay text, because no form of them is readable by both engines.
 */
export function typedValue(value: string, type: string, depth = 0): string {
  if (LITERAL.test(type)) return `CAST(${value} AS ${type})`;
  if (TIMESTAMP.test(type)) return `CAST(${value} AS TIMESTAMP)`;
  if (MOMENT.test(type)) return `CAST(${withoutSpace(value)} AS TIMESTAMPTZ)`;
  const list = LIST.exec(type);
  if (!list) return value;
  const [, trinoElement, element = trinoElement ?? ''] = list;
  const each = `e${depth}`;
  const converted = typedValue(each, element, depth + 1);
  return `list_transform(from_json(${value}, '["VARCHAR"]'), lambda ${each}: CASE WHEN ${each} <> ${textLiteral('\\N')} THEN ${converted} END)`;
}

/** Trino prints a space before an offset, which DuckDB would take for the name of a zone. */
function withoutSpace(moment: string): string {
  return `regexp_replace(${moment}, ${textLiteral(' ([+-]\\d\\d:\\d\\d)$')}, ${textLiteral('\\1')})`;
}
