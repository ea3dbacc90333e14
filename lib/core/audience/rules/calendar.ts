export const UNITS = ['year', 'quarter', 'month', 'week', 'day', 'hour', 'minute', 'second'] as const;
export type Unit = (typeof UNITS)[number];

export type Duration = Readonly<Partial<Record<Unit, number | undefined>>>;

/** The seconds of the years 1 to 9999, which all engines support. Milliseconds taken for seconds are out of range. */
export const MIN_SECONDS = -62_135_596_800;
export const MAX_SECONDS = 253_402_300_799;

/** What relative times refer to. It stays the same during a job. */
export interface ReferenceTime {
  /** Unix seconds. */
  readonly now: number;
  readonly timeZone: string;
}

/** Unix seconds, `from` included and `until` excluded; a span without one of them has no bound on that side. */
export interface TimeSpan {
  readonly from?: number | undefined;
  readonly until?: number | undefined;
}

/** A span with both ends. */
export type ClosedSpan = Readonly<Required<{ [End in keyof TimeSpan]: number }>>;

/**
 * The calendar unit that is `shift` away from the current one: `calendarUnit(time, 'month', { month: -1 })` is last
 * month.
 */
export function calendarUnit(time: ReferenceTime, unit: Unit, shift: Duration = {}): ClosedSpan {
  const start = addDuration(startOf(localNow(time), unit), shift);
  return { from: secondsOf(start), until: secondsOf(addDuration(start, { [unit]: 1 })) };
}

/**
 * A span of this duration that starts, or ends if `isReverse`, at the start of the calendar unit that is `shift` away
 * from the current one.
 */
export function spanAt(
  time: ReferenceTime,
  { unit, shift, duration, isReverse }: { unit: Unit; shift: Duration; duration: Duration; isReverse: boolean },
): ClosedSpan {
  const start = addDuration(startOf(localNow(time), unit), shift);
  const otherEnd = secondsOf(addDuration(start, isReverse ? opposite(duration) : duration));
  return isReverse ? { from: otherEnd, until: secondsOf(start) } : { from: secondsOf(start), until: otherEnd };
}

/** From a time in the past up to now, both included. Days and longer units keep the time of day. */
export function rollingPast(time: ReferenceTime, duration: Duration): ClosedSpan {
  return { from: secondsOf(addDuration(localNow(time), opposite(duration))), until: time.now + 1 };
}

/** From now up to a time in the future, both included. */
export function rollingNext(time: ReferenceTime, duration: Duration): ClosedSpan {
  return { from: time.now, until: secondsOf(addDuration(localNow(time), duration)) + 1 };
}

export function opposite(duration: Duration): Duration {
  return Object.fromEntries(Object.entries(duration).map(([unit, count = 0]) => [unit, -count]));
}

/** The first local day that begins at this time or later. */
export function firstDayFrom(seconds: number, timeZone: string): Temporal.PlainDate {
  const moment = localTime(seconds, timeZone);
  const day = moment.toPlainDate();
  return moment.equals(moment.startOfDay()) ? day : day.add({ days: 1 });
}

/** The local day of a time. */
export function dayOf(seconds: number, timeZone: string): Temporal.PlainDate {
  return localTime(seconds, timeZone).toPlainDate();
}

export function spanOfDay(day: Temporal.PlainDate, timeZone: string): ClosedSpan {
  const startOfDay = (date: Temporal.PlainDate) => secondsOf(date.toZonedDateTime(timeZone));
  return { from: startOfDay(day), until: startOfDay(day.add({ days: 1 })) };
}

function localNow({ now, timeZone }: ReferenceTime): Temporal.ZonedDateTime {
  return localTime(now, timeZone);
}

function localTime(seconds: number, timeZone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(seconds * 1000).toZonedDateTimeISO(timeZone);
}

function secondsOf(moment: Temporal.ZonedDateTime): number {
  return Math.floor(moment.epochMilliseconds / 1000);
}

function startOf(moment: Temporal.ZonedDateTime, unit: Unit): Temporal.ZonedDateTime {
  if (unit === 'hour' || unit === 'minute' || unit === 'second')
    return moment.round({ smallestUnit: unit, roundingMode: 'floor' });
  return firstDayOf(moment.toPlainDate(), unit).toZonedDateTime(moment.timeZoneId);
}

/** Weeks start on Monday. */
function firstDayOf(day: Temporal.PlainDate, unit: Exclude<Unit, 'hour' | 'minute' | 'second'>): Temporal.PlainDate {
  switch (unit) {
    case 'year':
      return day.with({ month: 1, day: 1 });
    case 'quarter':
      return day.with({ month: day.month - ((day.month - 1) % 3), day: 1 });
    case 'month':
      return day.with({ day: 1 });
    case 'week':
      return day.subtract({ days: day.dayOfWeek - 1 });
    case 'day':
      return day;
  }
}

/** The start of a day stays the start of a day, even if clocks skip midnight. */
function addDuration(moment: Temporal.ZonedDateTime, duration: Duration): Temporal.ZonedDateTime {
  const { year = 0, quarter = 0, month = 0, week = 0, day = 0, hour = 0, minute = 0, second = 0 } = duration;
  const moved = moment.add({ years: year, months: 3 * quarter + month, weeks: week, days: day });
  const aligned = moment.equals(moment.startOfDay()) ? moved.startOfDay() : moved;
  return aligned.add({ hours: hour, minutes: minute, seconds: second });
}
