import { timeZones } from '#lib/core/schedule/timetable.ts';

/** The browser's IANA time zone; UTC if it is not supported. */
export function browserTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZones().includes(timeZone) ? timeZone : 'UTC';
}
