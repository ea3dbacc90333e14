import { UserError } from '../../errors.ts';
import { unixOfText } from '../../sql/td-time.ts';
import type { ScalarType } from './build-schema.ts';
import {
  type ClosedSpan,
  calendarUnit,
  dayOf,
  firstDayFrom,
  MAX_SECONDS,
  MIN_SECONDS,
  opposite,
  type ReferenceTime,
  spanOfDay,
  type TimeSpan,
} from './calendar.ts';
import { bounds, numberLiteral, textLiteral } from './literals.ts';
import type { Comparand } from './operands.ts';
import { durationOf, type Subject } from './operators.ts';
import { placeOf, type RulePath } from './rule-path.ts';

interface SubjectOptions {
  readonly sql: string;
  readonly type: ScalarType;
  /** The name in the rule, for errors. */
  readonly name: string;
  readonly time: ReferenceTime;
  readonly path: RulePath;
}

export function subjectOf({ sql, type, name, time, path }: SubjectOptions): Subject {
  const required = <T>(value: T | undefined): T => {
    if (value === undefined) throw new UserError('segment_value_type', { name, type }, placeOf(path));
    return value;
  };
  return {
    sql,
    type,
    time,
    literal: (value) => required(literalOf(type, value)),
    spanOf: (value) => required(spanOf(type, value, time)),
    isWithin: (span) => (type === 'date' ? dateWithin(sql, span, time.timeZone) : timestampWithin(sql, span)),
  };
}

function literalOf(type: ScalarType, value: Comparand): string | undefined {
  if (typeof value === 'object') return undefined;
  if (type === 'string') return textLiteral(String(value));
  if (type === 'boolean') return /^(?:true|false)$/.test(String(value)) ? String(value) : undefined;
  return type === 'number' ? numberOf(value) : undefined;
}

/** Text that is a number counts as that number. A whole number that fits a BIGINT, such as an id, keeps every digit. */
function numberOf(value: string | number | boolean): string | undefined {
  const text = String(value).trim();
  if (typeof value === 'string' && /^[+-]?\d{1,19}$/.test(text)) {
    const whole = BigInt(text);
    if (whole >= -MAX_BIGINT && whole <= MAX_BIGINT) return String(whole);
  }
  if (!/^[+-]?\d+(?:\.\d+)?(?:e[+-]?\d+)?$/i.test(text)) return undefined;
  const number = Number(text);
  return Number.isFinite(number) ? numberLiteral(number) : undefined;
}

/** The greatest number that a BIGINT of any engine holds. */
const MAX_BIGINT = 2n ** 63n - 1n;

/**
 * The seconds that a value covers: all of a day or calendar unit, one second of any other time. In a column of dates,
 * a time covers its whole day.
 */
function spanOf(type: ScalarType, value: Comparand, time: ReferenceTime): ClosedSpan | undefined {
  const { timeZone } = time;
  if (typeof value === 'object' && value.last !== undefined && value.unit !== undefined)
    return calendarUnit(time, value.unit, opposite(durationOf(value.last, value.unit)));
  const seconds = secondsOf(value, timeZone);
  if (seconds === undefined) return undefined;
  if (type === 'date' || isDay(textOf(value))) return spanOfDay(dayOf(seconds, timeZone), timeZone);
  return { from: seconds, until: seconds + 1 };
}

function secondsOf(value: Comparand, timeZone: string): number | undefined {
  if (typeof value === 'boolean' || (typeof value === 'number' && !Number.isSafeInteger(value))) return undefined;
  if (COMPACT_DAY.test(textOf(value))) return undefined;
  const seconds = unixOfText(textOf(value), timeZone);
  return seconds !== undefined && seconds >= MIN_SECONDS && seconds <= MAX_SECONDS ? seconds : undefined;
}

/** A date without hyphens, such as 20261105. Read as Unix seconds, it would be a time in August 1970. */
const COMPACT_DAY = /^\s*(?:19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\s*$/;

function textOf(value: Comparand): string {
  return typeof value === 'object' ? (value.timestamp ?? '') : String(value);
}

function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text.trim());
}

function timestampWithin(sql: string, { from, until }: TimeSpan): string {
  if (from !== undefined && until === from + 1) return `${sql} = ${from}`;
  return bounds(
    from === undefined ? undefined : `${sql} >= ${from}`,
    until === undefined ? undefined : `${sql} < ${until}`,
  );
}

/** A day is in a span if the day begins in the span. */
function dateWithin(sql: string, { from, until }: TimeSpan, timeZone: string): string {
  const first = from === undefined ? undefined : firstDayFrom(from, timeZone);
  const last = until === undefined ? undefined : firstDayFrom(until, timeZone).subtract({ days: 1 });
  if (first && last?.equals(first)) return `${sql} = ${dateLiteral(first)}`;
  return bounds(first && `${sql} >= ${dateLiteral(first)}`, last && `${sql} <= ${dateLiteral(last)}`);
}

function dateLiteral(day: Temporal.PlainDate): string {
  if (day.year < 1) return `DATE '0001-01-01'`;
  return day.year > 9999 ? `DATE '9999-12-31'` : `DATE '${day.toString()}'`;
}
