import { UserError } from '../../errors.ts';
import { overwrite, positionAt, type SqlEdit } from '../sql-edits.ts';
import type { SqlCall, SqlToken } from '../sql-tokens.ts';
import { fromMysqlPattern, partsOfPattern } from './time-patterns.ts';

/** How a function parses times. */
interface TimeParsing {
  /** Converts a pattern to one of strptime; undefined if it has a part that is not supported. */
  readonly convert: (pattern: string) => string | undefined;
  /** SQL for the first of the hundred years that a year of two digits can mean. */
  readonly firstYear: string;
  /** The type of the result, if the engine's function returns another type. */
  readonly type?: string;
}

/**
 * Replaces a call by one of strptime, inside calls that correct what strptime reads differently from Presto:
 * `date_parse(x, '%y')` becomes `_century(strptime(x, '%y'), 1970)`.
 */
export function parseEdits(sql: string, call: SqlCall, { convert, firstYear, type }: TimeParsing): readonly SqlEdit[] {
  const { literal, pattern } = convertedPattern(sql, call, convert);
  const { hasShortYear, lacksAmPm, hasFraction, defaultYear } = partsOfPattern(pattern);
  let before = 'strptime';
  let after = ')';
  const wrapIn = (start: string, end: string) => {
    before = start + before;
    after += end;
  };
  if (hasShortYear) wrapIn('_century(', `, ${firstYear})`);
  if (lacksAmPm) wrapIn('_morning(', ')');
  if (hasFraction) wrapIn("date_trunc('milliseconds', ", ')');
  if (type) wrapIn('CAST(', ` AS ${type})`);
  const escaped = pattern.replaceAll("'", "''");
  return [
    overwrite(call.word, before),
    overwrite(literal, defaultYear ? `'%Y ${escaped}'` : `'${escaped}'`),
    ...(defaultYear ? yearEdits(call, defaultYear) : []),
    overwrite(call.close, after),
  ];
}

/** Puts a year before the text, as `%Y` before the pattern requires: `strptime('2000 ' || (x), '%Y %m')`. */
function yearEdits({ open, args: [text = []] }: SqlCall, year: number): readonly SqlEdit[] {
  const last = text.at(-1);
  if (!last) return [];
  return [overwrite(open, `('${year} ' || (`), { at: last.at + last.text.length, length: 0, text: ')' }];
}

interface ConvertedPattern {
  readonly literal: SqlToken;
  readonly pattern: string;
}

/** Throws UserError `query_pattern_not_literal` and `query_pattern_unknown`. */
function convertedPattern(sql: string, call: SqlCall, convert: TimeParsing['convert']): ConvertedPattern {
  const literal = patternLiteralOf(call);
  if (!literal) throw patternError('query_pattern_not_literal', sql, call);
  const pattern = convert(literal.text.slice(1, -1).replaceAll("''", "'"));
  if (pattern === undefined) throw patternError('query_pattern_unknown', sql, call);
  return { literal, pattern };
}

/** The second of two arguments, if it is a literal. */
function patternLiteralOf({ args }: SqlCall): SqlToken | undefined {
  const [literal, ...otherTokens] = args[1] ?? [];
  const isLiteral = literal?.kind === 'text' && otherTokens.length === 0;
  return isLiteral && args.length === 2 ? literal : undefined;
}

function patternError(code: string, sql: string, { word }: SqlCall): UserError {
  return new UserError(code, { name: word.text, ...positionAt(sql, word.at) });
}

/** Throws UserError `query_pattern_unknown` for a literal pattern of date_format. A computed pattern is not checked. */
export function checkFormatPattern(sql: string, call: SqlCall): void {
  if (patternLiteralOf(call)) convertedPattern(sql, call, fromMysqlPattern);
}
