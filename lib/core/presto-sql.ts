import { UserError } from './errors.ts';
import type { QueryPlace } from './query.ts';
import { edited, endEdits, over, placeAt, refuseTooNested, type SqlEdit } from './sql-edits.ts';
import { type SqlCall, type SqlToken, sqlCalls, sqlTokens } from './sql-tokens.ts';
import { fromJavaPattern, fromMysqlPattern } from './time-patterns.ts';

/** A query in the words of the engine, and the way back from a place in it to the place in what was written. */
export interface EngineSql {
  readonly sql: string;
  /** `offset` counts bytes of UTF-8, as engines do. */
  placeOf(offset: number): QueryPlace;
}

/**
 * What of Presto's SQL cannot be had by macros: types such as ARRAY(VARCHAR), patterns that the engine wants as literals,
 * and the semicolon at the end. Throws UserError `query_one_statement`, `query_too_nested`,
 * `query_pattern_not_literal`, `query_pattern_unknown`.
 */
export function fromPresto(sql: string): EngineSql {
  const tokens = sqlTokens(sql);
  refuseWriting(sql, tokens);
  refuseTooNested(sql, tokens);
  const edits = [...endEdits(sql, tokens), ...sqlCalls(tokens).flatMap((call) => callEdits(sql, call))];
  const { text, originOf } = edited(sql, edits);
  return { sql: text, placeOf: (offset) => placeAt(sql, originOf(unitAt(text, offset))) };
}

/** What begins a statement that changes something, or asks for other things than records. */
const NO_SELECT =
  /^(?:insert|update|delete|merge|create|drop|alter|truncate|copy|export|import|attach|detach|use|set|reset|pragma|call|load|install|explain|analyze|vacuum|checkpoint|prepare|execute|begin|commit|rollback)$/i;

function refuseWriting(sql: string, tokens: readonly SqlToken[]): void {
  const first = tokens.find(({ kind }) => kind !== 'space');
  if (first && NO_SELECT.test(first.text)) throw new UserError('query_only_select', { ...placeAt(sql, first.at) });
}

function callEdits(sql: string, call: SqlCall): SqlEdit[] {
  const { word, open, arity, close } = call;
  switch (word.text.toLowerCase()) {
    case 'array':
      return [over(word, ''), over(open, ''), over(close, '[]')];
    case 'transform':
      return [over(word, 'list_transform')];
    case 'if':
      return arity === 2 ? [over(close, ', NULL)')] : [];
    case 'date_parse':
      return [over(word, 'strptime'), patternEdit(sql, call, fromMysqlPattern)];
    case 'parse_datetime':
      return [over(word, 'CAST(strptime'), patternEdit(sql, call, fromJavaPattern), over(close, ') AS TIMESTAMPTZ)')];
    default:
      return [];
  }
}

function patternEdit(
  sql: string,
  { word, arity, args }: SqlCall,
  convert: (pattern: string) => string | undefined,
): SqlEdit {
  const [literal, ...more] = args[1] ?? [];
  const refusal = (code: string) => new UserError(code, { name: word.text, ...placeAt(sql, word.at) });
  if (literal?.kind !== 'text' || more.length > 0 || arity !== 2) throw refusal('query_pattern_not_literal');
  const pattern = convert(literal.text.slice(1, -1).replaceAll("''", "'"));
  if (pattern === undefined) throw refusal('query_pattern_unknown');
  return over(literal, `'${pattern.replaceAll("'", "''")}'`);
}

/** Where in a string so many bytes of its UTF-8 end. */
function unitAt(text: string, bytes: number): number {
  let unit = 0;
  for (let left = bytes; left > 0 && unit < text.length; ) {
    const point = text.codePointAt(unit) ?? 0;
    left -= point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    unit += point < 0x10000 ? 1 : 2;
  }
  return unit;
}
