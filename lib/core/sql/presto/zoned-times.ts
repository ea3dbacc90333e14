import { overwrite, type SqlEdit } from '../sql-edits.ts';
import { lower, type SqlCall, type SqlToken, sqlCalls } from '../sql-tokens.ts';

// The engine's timestamps have no zone. A time with a zone is therefore converted by macros: to the local time of its
// zone, or to a text that has the zone.

interface ZonedTimeMacros {
  /** Makes the local time. */
  readonly local: string;
  /** Formats the time in its zone. */
  readonly formatted: string;
}

/** The macros for each function that makes a time with zone. */
const MACROS: ReadonlyMap<string, ZonedTimeMacros> = new Map([
  ['from_unixtime', { local: '_local', formatted: '_format_unix' }],
  ['at_timezone', { local: '_local_at', formatted: '_format_at' }],
]);

/** Functions that use the local time of a time with zone. */
const READS_LOCAL_TIME: ReadonlySet<string> = new Set([
  'date_format',
  'date_trunc',
  'date',
  'year',
  'year_of_week',
  'yow',
  'quarter',
  'month',
  'week',
  'week_of_year',
  'day',
  'hour',
  'minute',
  'day_of_week',
  'dow',
  'day_of_month',
  'last_day_of_month',
  'day_of_year',
  'doy',
]);

/** Whether a function, by its name in lower case, uses the local time of a time with zone. */
export function readsLocalTime(name: string): boolean {
  return READS_LOCAL_TIME.has(name);
}

interface ZonedTime {
  readonly call: SqlCall;
  readonly macros: ZonedTimeMacros;
}

/** The call that makes a time with zone, if the tokens are this call and nothing else. */
function zonedTimeIn(tokens: readonly SqlToken[]): ZonedTime | undefined {
  const [word] = tokens;
  const macros = MACROS.get(lower(word));
  if (!macros) return undefined;
  const call = sqlCalls(tokens).find((inner) => inner.word === word && inner.close === tokens.at(-1));
  return call?.arity === 2 ? { call, macros } : undefined;
}

/** Replaces a time with zone by its local time, if it is a whole argument. */
export function localEdits(argument: readonly SqlToken[]): readonly SqlEdit[] {
  const zoned = zonedTimeIn(argument);
  return zoned ? [overwrite(zoned.call.word, zoned.macros.local)] : [];
}

/**
 * Passes the zone of the time to a macro, because patterns can print the zone:
 * `format_datetime(from_unixtime(t, zone), p)` becomes `_format_unix(t, zone, p)`, and
 * `format_datetime(t AT TIME ZONE zone, p)` becomes `_format_local(t AT TIME ZONE zone, zone, p)`.
 */
export function formatEdits({ word, arity, args: [time = []] }: SqlCall): readonly SqlEdit[] {
  if (arity !== 2) return [];
  const zoned = zonedTimeIn(time);
  if (zoned) {
    const { call, macros } = zoned;
    const removed = [call.word, call.open, call.close].map((token) => overwrite(token, ''));
    return [overwrite(word, macros.formatted), ...removed];
  }
  const zone = zoneAtEnd(time);
  if (!zone) return [];
  return [overwrite(word, '_format_local'), { at: zone.at + zone.text.length, length: 0, text: `, ${zone.text}` }];
}

/** The zone of `… AT TIME ZONE zone`. */
function zoneAtEnd(time: readonly SqlToken[]): SqlToken | undefined {
  const words = time.slice(-4, -1).map(lower).join(' ');
  return words === 'at time zone' ? time.at(-1) : undefined;
}

/** Fields of EXTRACT with another name in the engine. */
const FIELDS: ReadonlyMap<string, string> = new Map([
  ['dow', 'isodow'],
  ['day_of_week', 'isodow'],
  ['day_of_month', 'day'],
  ['day_of_year', 'doy'],
  ['yow', 'isoyear'],
  ['year_of_week', 'isoyear'],
]);

/** For `extract(field FROM time)`: renames the field, and replaces a time with zone by its local time. */
export function extractEdits({ args: [argument = []] }: SqlCall): readonly SqlEdit[] {
  const [field, _from, ...time] = argument;
  const engineField = FIELDS.get(lower(field));
  const timeEdits = localEdits(time);
  return field && engineField ? [overwrite(field, engineField), ...timeEdits] : timeEdits;
}
