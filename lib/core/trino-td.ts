import { UserError } from './errors.ts';
import { edited, placeAt, type SqlEdit } from './sql-edits.ts';
import { type SqlCall, type SqlToken, sqlCalls, sqlTokens } from './sql-tokens.ts';
import { secondsOfSpan, unixOfText } from './td-time.ts';

/** Where a call of TD's stands, and what is known when it is put into a Trino's words. */
interface Surroundings {
  readonly sql: string;
  readonly plannedAt: number;
}

type Translate = (call: SqlCall, around: Surroundings) => string;

/** TD's functions that a query can hardly do without: all others have their like among Trino's own. */
const TRANSLATIONS: Readonly<Record<string, Translate>> = {
  td_scheduled_time: (_, { plannedAt }) => seconds(plannedAt),
  td_time_range: timeRange,
  td_time_add: timeAdd,
  td_time_parse: ({ word, args: [time, zone] }, around) => timeOf(word, time, zone, around),
};

/** What puts TD's functions into the words of a Trino. Throws UserError `query_td_function` and `query_td_argument`. */
export function tdEdits(sql: string, plannedAt: number): SqlEdit[] {
  let behind = 0;
  return sqlCalls(sqlTokens(sql)).flatMap((call) => {
    const { word, close } = call;
    if (word.at < behind || !/^td_/i.test(word.text)) return [];
    behind = close.at;
    const text = translationOf(word, sql)(call, { sql, plannedAt });
    return { at: word.at, length: close.at + 1 - word.at, text };
  });
}

function translationOf({ text, at }: SqlToken, sql: string): Translate {
  const translate = TRANSLATIONS[text.toLowerCase()];
  if (!translate) throw new UserError('query_td_function', { name: text, ...placeAt(sql, at) });
  return translate;
}

function timeRange({ word, args: [time, from, to, zone] }: SqlCall, around: Surroundings): string {
  const asked = written(word, time, around);
  const bounds = [
    from && !isNull(from) ? `${asked} >= ${timeOf(word, from, zone, around)}` : undefined,
    to && !isNull(to) ? `${asked} < ${timeOf(word, to, zone, around)}` : undefined,
  ].filter((bound) => bound !== undefined);
  return bounds.length === 0 ? 'true' : `(${bounds.join(' AND ')})`;
}

function timeAdd({ word, args: [time, span, zone] }: SqlCall, around: Surroundings): string {
  const added = secondsOfSpan(literalOf(span) ?? '');
  if (added === undefined) throw unreadable(word, around);
  return `(${timeOf(word, time, zone, around)} + ${seconds(added)})`;
}

/** A time that is written out, in seconds; anything else is taken for seconds, as it is written. */
function timeOf(
  word: SqlToken,
  time: readonly SqlToken[] | undefined,
  zone: readonly SqlToken[] | undefined,
  around: Surroundings,
): string {
  const literal = literalOf(time);
  if (literal === undefined) return `(${written(word, time, around)})`;
  const zoneName = zone === undefined ? 'UTC' : literalOf(zone);
  const unix = zoneName === undefined ? undefined : unixOfText(literal, zoneName);
  if (unix === undefined) throw unreadable(word, around);
  return seconds(unix);
}

/** An argument as it stands in the query, with TD's functions within it put into a Trino's words too. */
function written(word: SqlToken, argument: readonly SqlToken[] | undefined, around: Surroundings): string {
  const [first, last] = [argument?.[0], argument?.at(-1)];
  if (!first || !last) throw unreadable(word, around);
  const [begin, end] = [first.at, last.at + last.text.length];
  // Spaces stand for what is before it, so that an error within it has its own place.
  const alone = around.sql.slice(0, begin).replaceAll(/[^\n]/g, ' ') + around.sql.slice(begin, end);
  return edited(alone, tdEdits(alone, around.plannedAt)).text.trim();
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

function unreadable({ text, at }: SqlToken, { sql }: Surroundings): UserError {
  return new UserError('query_td_argument', { name: text, ...placeAt(sql, at) });
}
