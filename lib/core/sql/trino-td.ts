import { UserError } from '../errors.ts';
import { applyEdits, positionAt, type SqlEdit } from './sql-edits.ts';
import { type SqlCall, type SqlToken, sqlCalls } from './sql-tokens.ts';
import { secondsOfSpan, unixOfText } from './td-time.ts';

/** A query with calls of TD's functions, to be translated for Trino. */
interface TdQuery {
  readonly sql: string;
  readonly tokens: readonly SqlToken[];
  /** The planned time of the run, in Unix seconds. */
  readonly plannedAt: number;
}

interface CallContext extends TdQuery {
  /** The edits of nested calls, in order. */
  readonly within: readonly SqlEdit[];
}

type Translate = (call: SqlCall, context: CallContext) => string;

/** TD's functions that can be translated; all others are refused. */
const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  td_scheduled_time: (_, { plannedAt }) => bigintSeconds(plannedAt),
  td_time_range: timeRange,
  td_time_add: timeAdd,
  td_time_parse: timeParse,
};

/**
 * The maximum length that calls may add to a query: TD_TIME_RANGE repeats its first argument, so the length doubles
 * with each call around another one.
 */
const MAX_ADDED_LENGTH = 1_000_000;

/**
 * The edits that translate TD's functions for Trino. Throws UserError `query_td_function`, `query_td_argument` and
 * `query_td_too_long`.
 */
export function tdEdits(query: TdQuery): SqlEdit[] {
  const calls = sqlCalls(query.tokens).filter(({ word }) => /^td_/i.test(word.text));
  const translated = calls.map((call) => ({ call, translate: translationOf(call.word, query.sql) }));
  const edits: SqlEdit[] = [];
  let added = 0;
  for (const { call, translate } of translated.toSorted((a, b) => a.call.close.at - b.call.close.at)) {
    const { at, text: name } = call.word;
    const within = edits.splice(edits.findLastIndex((edit) => edit.at < at) + 1);
    const edit = { at, length: call.close.at + 1 - at, text: translate(call, { ...query, within }) };
    // The growth by nested edits is already counted. A call that becomes shorter does not reduce the count.
    added += Math.max(0, growthOf([edit]) - growthOf(within));
    if (added > MAX_ADDED_LENGTH)
      throw new UserError('query_td_too_long', { name, most: MAX_ADDED_LENGTH, ...positionAt(query.sql, at) });
    edits.push(edit);
  }
  return edits;
}

function growthOf(edits: readonly SqlEdit[]): number {
  return edits.reduce((growth, { text, length }) => growth + text.length - length, 0);
}

function translationOf({ text, at }: SqlToken, sql: string): Translate {
  const translate = TRANSLATIONS[text.toLowerCase()];
  if (!translate) throw new UserError('query_td_function', { name: text, ...positionAt(sql, at) });
  return translate;
}

function timeRange({ word, args: [time, from, to, zone] }: SqlCall, context: CallContext): string {
  const value = translatedText(word, time, context);
  const bounds = [
    from && !isNull(from) ? `${value} >= ${timeOf(word, from, zone, context)}` : undefined,
    to && !isNull(to) ? `${value} < ${timeOf(word, to, zone, context)}` : undefined,
  ].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? 'true' : `(${bounds.join(' AND ')})`;
}

function timeAdd({ word, args: [time, span, zone] }: SqlCall, context: CallContext): string {
  const added = secondsOfSpan(literalOf(span) ?? '');
  if (added === undefined) throw argumentError(word, context);
  return `(${timeOf(word, time, zone, context)} + ${bigintSeconds(added)})`;
}

/** Translates only literals: a column would be sent unchanged, without the zone in which to read its text. */
function timeParse({ word, args: [time, zone] }: SqlCall, context: CallContext): string {
  if (literalOf(time) === undefined) throw argumentError(word, context);
  return timeOf(word, time, zone, context);
}

/** The seconds of a time literal; any other expression is used as seconds unchanged. */
function timeOf(
  word: SqlToken,
  time: readonly SqlToken[] | undefined,
  zone: readonly SqlToken[] | undefined,
  context: CallContext,
): string {
  const literal = literalOf(time);
  if (literal === undefined) return `(${translatedText(word, time, context)})`;
  const zoneName = zone === undefined ? 'UTC' : literalOf(zone);
  const unix = zoneName === undefined ? undefined : unixOfText(literal, zoneName);
  if (unix === undefined) throw argumentError(word, context);
  return bigintSeconds(unix);
}

/** The text of an argument with nested functions translated. */
function translatedText(word: SqlToken, argument: readonly SqlToken[] | undefined, context: CallContext): string {
  const first = argument?.[0];
  const last = argument?.at(-1);
  if (!first || !last) throw argumentError(word, context);
  const { sql, within } = context;
  const begin = first.at;
  const end = last.at + last.text.length;
  const edits = within.flatMap((edit) => (edit.at >= begin && edit.at < end ? { ...edit, at: edit.at - begin } : []));
  return applyEdits(sql.slice(begin, end), edits).text;
}

function literalOf(argument: readonly SqlToken[] | undefined): string | undefined {
  const [token, ...otherTokens] = argument ?? [];
  return token?.kind === 'text' && otherTokens.length === 0 ? token.text.slice(1, -1).replaceAll("''", "'") : undefined;
}

function isNull(argument: readonly SqlToken[]): boolean {
  return argument.length === 1 && argument[0]?.text.toLowerCase() === 'null';
}

/** BIGINT, as TD's functions return: an INTEGER would overflow if a query converts it to milliseconds. */
function bigintSeconds(unix: number): string {
  return `BIGINT '${unix}'`;
}

function argumentError({ text, at }: SqlToken, { sql }: CallContext): UserError {
  return new UserError('query_td_argument', { name: text, ...positionAt(sql, at) });
}
