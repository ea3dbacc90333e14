import { UserError } from './errors.ts';
import type { QueryPlace } from './query.ts';
import { type SqlCall, type SqlToken, sqlCalls, sqlTokens } from './sql-tokens.ts';
import { fromJavaPattern, fromMysqlPattern } from './time-patterns.ts';

/** A query in the words of the engine, and the way back from a place in it to the place in what was written. */
export interface EngineSql {
  readonly sql: string;
  /** `offset` counts bytes of UTF-8, as engines do. */
  placeOf(offset: number): QueryPlace;
}

interface Edit {
  readonly at: number;
  readonly length: number;
  readonly text: string;
}

/**
 * What of Presto's SQL cannot be had by macros: types such as ARRAY(VARCHAR), patterns that the engine wants as literals,
 * and the semicolon at the end. Throws UserError `query_one_statement`, `query_pattern_not_literal`, `query_pattern_unknown`.
 */
export function fromPresto(sql: string): EngineSql {
  const tokens = sqlTokens(sql);
  refuseWriting(sql, tokens);
  const edits = [...endEdits(sql, tokens), ...sqlCalls(tokens).flatMap((call) => callEdits(sql, call))];
  return rewritten(
    sql,
    edits.sort((a, b) => a.at - b.at),
  );
}

/** What begins a statement that changes something, or asks for other things than records. */
const NO_SELECT =
  /^(?:insert|update|delete|merge|create|drop|alter|truncate|copy|export|import|attach|detach|use|set|reset|pragma|call|load|install|explain|analyze|vacuum|checkpoint|prepare|execute|begin|commit|rollback)$/i;

function refuseWriting(sql: string, tokens: readonly SqlToken[]): void {
  const first = tokens.find(({ kind }) => kind !== 'space');
  if (first && NO_SELECT.test(first.text)) throw new UserError('query_only_select', { ...placeAt(sql, first.at) });
}

/** Semicolons at the end are no part of the query; behind one anywhere else stands a second query. */
function endEdits(sql: string, tokens: readonly SqlToken[]): Edit[] {
  const solid = tokens.filter(({ kind }) => kind !== 'space');
  const last = solid.findLastIndex(({ text }) => text !== ';');
  const inner = solid.findIndex(({ text }) => text === ';');
  if (inner !== -1 && inner < last)
    throw new UserError('query_one_statement', { ...placeAt(sql, solid[inner]?.at ?? 0) });
  return solid.slice(last + 1).map((token) => over(token, ' '));
}

function callEdits(sql: string, { word, open, args, close }: SqlCall): Edit[] {
  switch (word.text.toLowerCase()) {
    case 'array':
      return [over(word, ''), over(open, ''), over(close, '[]')];
    case 'transform':
      return [over(word, 'list_transform')];
    case 'if':
      return args.length === 2 ? [over(close, ', NULL)')] : [];
    case 'date_parse':
      return [over(word, 'strptime'), patternEdit(sql, word, args, fromMysqlPattern)];
    case 'parse_datetime':
      return [
        over(word, 'CAST(strptime'),
        patternEdit(sql, word, args, fromJavaPattern),
        over(close, ') AS TIMESTAMPTZ)'),
      ];
    default:
      return [];
  }
}

function patternEdit(
  sql: string,
  word: SqlToken,
  args: SqlCall['args'],
  convert: (pattern: string) => string | undefined,
): Edit {
  const [literal, ...more] = args[1] ?? [];
  const about = { name: word.text, ...placeAt(sql, word.at) };
  if (literal?.kind !== 'text' || more.length > 0 || args.length !== 2)
    throw new UserError('query_pattern_not_literal', about);
  const pattern = convert(literal.text.slice(1, -1).replaceAll("''", "'"));
  if (pattern === undefined) throw new UserError('query_pattern_unknown', about);
  return over(literal, `'${pattern.replaceAll("'", "''")}'`);
}

function over({ at, text: { length } }: SqlToken, text: string): Edit {
  return { at, length, text };
}

function rewritten(sql: string, edits: readonly Edit[]): EngineSql {
  let out = '';
  let done = 0;
  const shifts: { readonly from: number; readonly by: number; readonly at: number; readonly until: number }[] = [];
  for (const { at, length, text } of edits) {
    out += sql.slice(done, at);
    shifts.push({
      at,
      from: out.length,
      until: out.length + text.length,
      by: at + length - (out.length + text.length),
    });
    out += text;
    done = at + length;
  }
  out += sql.slice(done);
  return {
    sql: out,
    placeOf: (offset) => {
      const unit = unitAt(out, offset);
      const last = shifts.findLast(({ from }) => from <= unit);
      if (!last) return placeAt(sql, unit);
      return placeAt(sql, unit < last.until ? last.at : unit + last.by);
    },
  };
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

function placeAt(text: string, unit: number): QueryPlace {
  const before = text.slice(0, unit);
  const line = before.split('\n').length;
  return { line, column: unit - (before.lastIndexOf('\n') + 1) + 1 };
}
