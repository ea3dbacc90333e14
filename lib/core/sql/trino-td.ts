import { UserError } from '../errors.ts';
import { applyEdits, positionAt, type SqlEdit } from './sql-edits.ts';
import { type SqlCall, type SqlToken, sqlCalls } from './sql-tokens.ts';
import { secondsOfSpan, unixOfText } from './td-time.ts';

/** A query with calls of TD's functions, and what is known when they are put into a Trino's words. */
interface TdQuery {
  readonly sql: string;
  readonly tokens: readonly SqlToken[];
  readonly plannedAt: number;
}

/** Where a call of TD's stands. */
interface CallContext extends TdQuery {
  /** What the calls within it have become, in order. */
  readonly within: readonly SqlEdit[];
}

type Translate = (call: SqlCall, around: CallContext) => string;

/** TD's functions that a query can hardly do without: all others have their like among Trino's own. */
const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  td_scheduled_time: (_, { plannedAt }) => seconds(plannedAt),
  td_time_range: timeRange,
  td_time_add: timeAdd,
  td_time_parse: ({ word, args: [time, zone] }, around) => timeOf(word, time, zone, around),
};

/** The most text that calls may add to a query: TD_TIME_RANGE writes its time twice, which doubles with each call around it. */
const MAX_ADDED = 1_000_000;

/**
 * What puts TD's functions into the words of a Trino. Throws UserError `query_td_function`, `query_td_argument` and
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
    // What is within it has been counted already. Text that a call leaves out makes no room for more.
    added += Math.max(0, growthOf([edit]) - growthOf(within));
    if (added > MAX_ADDED)
      throw new UserError('query_td_too_long', { name, most: MAX_ADDED, ...positionAt(query.sql, at) });
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

function timeRange({ word, args: [time, from, to, zone] }: SqlCall, around: CallContext): string {
  const asked = written(word, time, around);
  const bounds = [
    from && !isNull(from) ? `${asked} >= ${timeOf(word, from, zone, around)}` : undefined,
    to && !isNull(to) ? `${asked} < ${timeOf(word, to, zone, around)}` : undefined,
  ].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? 'true' : `(${bounds.join(' AND ')})`;
}

function timeAdd({ word, args: [time, span, zone] }: SqlCall, around: CallContext): string {
  const added = secondsOfSpan(literalOf(span) ?? '');
  if (added === undefined) throw unreadable(word, around);
  return `(${timeOf(word, time, zone, around)} + ${seconds(added)})`;
}

/** A time that is written out, in seconds; anything else is taken for seconds, as it is written. */
function timeOf(
  word: SqlToken,
  time: readonly SqlToken[] | undefined,
  zone: readonly SqlToken[] | undefined,
  around: CallContext,
): string {
  const literal = literalOf(time);
  if (literal === undefined) return `(${written(word, time, around)})`;
  const zoneName = zone === undefined ? 'UTC' : literalOf(zone);
  const unix = zoneName === undefined ? undefined : unixOfText(literal, zoneName);
  if (unix === undefined) throw unreadable(word, around);
  return seconds(unix);
}

/** An argument as it stands in the query, with TD's functions within it put into a Trino's words too. */
function written(word: SqlToken, argument: readonly SqlToken[] | undefined, around: CallContext): string {
  const [first, last] = [argument?.[0], argument?.at(-1)];
  if (!first || !last) throw unreadable(word, around);
  const { sql, within } = around;
  const [begin, end] = [first.at, last.at + last.text.length];
  const edits = within.flatMap((edit) => (edit.at >= begin && edit.at < end ? { ...edit, at: edit.at - begin } : []));
  return applyEdits(sql.slice(begin, end), edits).text;
}

function literalOf(argument: readonly SqlToken[] | undefined): string | undefined {
  const [token, ...more] = argument ?? [];
  return token?.kind === 'text' && more.length === 0 ? token.text.slice(1, -1).replaceAll("''", "'") : undefined;
}

function isNull(argument: readonly SqlToken[]): boolean {
  return argument.length === 1 && argument[0]?.text.toLowerCase() === 'null';
}

/** As TD's functions give it: a plain number would be an INTEGER, which has no room for milliseconds. */
function seconds(unix: number): string {
  return `BIGINT '${unix}'`;
}

function unreadable({ text, at }: SqlToken, { sql }: CallContext): UserError {
  return new UserError('query_td_argument', { name: text, ...positionAt(sql, at) });
}
