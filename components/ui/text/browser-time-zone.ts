import { timeZones } from '#lib/core/schedule/timetable.ts';

/** The browser's time zone by its IANA name; UTC where the product does not know it. */
export function browserTimeZone(): string {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return timeZones().includes(timeZone) ? timeZone : 'UTC';
}
