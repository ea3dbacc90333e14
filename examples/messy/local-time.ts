import type { Random } from '../random.ts';

const MINUTE = 60;
const DAY = 24 * 60 * MINUTE;
/** Clocks do not change between these hours, so each local time there is one moment. */
const FIRST_HOUR = 6;
const LAST_HOUR = 22;

/** The parts of a moment on the clocks of a zone; numbers without leading zeros. */
export interface LocalTime {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();

export function localTime(seconds: number, timeZone: string): LocalTime {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-u-ca-gregory-hc-h23', { timeZone, ...PARTS });
  formats.set(timeZone, format);
  const parts = format.formatToParts(seconds * 1000);
  const part = (type: string) => Number(parts.find((each) => each.type === type)?.value);
  return {
    ...{ year: part('year'), month: part('month'), day: part('day') },
    ...{ hour: part('hour'), minute: part('minute') },
  };
}

const PARTS = { year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric' } as const;

/** A whole minute of the six days before the export, in the daytime of a zone. */
export function recentMinute(now: number, timeZone: string, random: Random): number {
  for (;;) {
    const seconds = Math.floor((now - random.integer(10 * MINUTE, 6 * DAY)) / MINUTE) * MINUTE;
    const { hour } = localTime(seconds, timeZone);
    if (hour >= FIRST_HOUR && hour < LAST_HOUR) return seconds;
  }
}

export function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
