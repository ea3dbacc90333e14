export interface CalendarDay {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly day: number;
}

const DAY = /^(?<year>[12]\d{3})-(?<month>\d\d)-(?<day>\d\d)$/;

/**
 * The beginning of a day `YYYY-MM-DD` in UTC, in milliseconds since 1970; undefined if the calendar has no such day.
 */
export function readDay(text: string): number | undefined {
  const { year, month, day } = DAY.exec(text)?.groups ?? {};
  const isDay = isCalendarDay({ year: Number(year), month: Number(month), day: Number(day) });
  return isDay ? Date.parse(text) : undefined;
}

const DAYS_IN_MONTH = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** Whether the calendar has this day. Without `Date` objects, which would take most of the time of a cleaning rule. */
export function isCalendarDay({ year, month, day }: CalendarDay): boolean {
  const isLeapYear = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  const days = month === 2 && isLeapYear ? 29 : (DAYS_IN_MONTH[month - 1] ?? 0);
  return day >= 1 && day <= days;
}
