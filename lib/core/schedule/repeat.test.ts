import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { REPEAT_UNITS, type Repeat, type RepeatUnit } from './repeat.ts';
import { isAfterGap, lastPlanned, nextPlanned, plannedTimes, type Timetable } from './timetable.ts';

const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16));
const repeated = (unit: RepeatUnit, every = 1, weekdays: readonly number[] = []): Repeat => ({ unit, every, weekdays });

interface Case {
  readonly repeat: Repeat;
  readonly startAt?: string;
  readonly endOn?: string;
  readonly timeZone?: string;
  /** UTC; the start of 2026 if it is not given. */
  readonly after?: string;
}

const NEW_YORK = 'America/New_York';

test.each<[string, Case, string[]]>([
  ['once', { repeat: repeated('once'), startAt: '2026-12-01T09:00:00' }, ['2026-12-01T09:00']],
  [
    'every second day, from a start in the past',
    { repeat: repeated('day', 2), startAt: '2025-12-31T05:30:00' },
    ['2026-01-02T05:30', '2026-01-04T05:30'],
  ],
  [
    'every fifth hour, over midnight',
    { repeat: repeated('hour', 5), startAt: '2026-02-01T20:00:00' },
    ['2026-02-01T20:00', '2026-02-02T01:00', '2026-02-02T06:00'],
  ],
  [
    'every second week on some days, of which one of the first week is before the start',
    { repeat: repeated('week', 2, [1, 4]), startAt: '2026-11-25T05:00:00' },
    ['2026-11-26T05:00', '2026-12-07T05:00', '2026-12-10T05:00', '2026-12-21T05:00'],
  ],
  [
    'every week on the weekday of the start',
    { repeat: repeated('week'), startAt: '2026-11-29T23:59:30' },
    ['2026-11-29T23:59', '2026-12-06T23:59'],
  ],
  [
    'every month: the last day of months that are shorter',
    { repeat: repeated('month'), startAt: '2026-01-31T08:00:00' },
    ['2026-01-31T08:00', '2026-02-28T08:00', '2026-03-31T08:00', '2026-04-30T08:00'],
  ],
  [
    'every twelfth month, from a leap day',
    { repeat: repeated('month', 12), startAt: '2028-02-29T08:00:00' },
    ['2028-02-29T08:00', '2029-02-28T08:00', '2030-02-28T08:00', '2031-02-28T08:00', '2032-02-29T08:00'],
  ],
  [
    'every month, from a start before 1970',
    { repeat: repeated('month'), startAt: '1969-01-31T05:00:00' },
    ['2026-01-31T05:00', '2026-02-28T05:00', '2026-03-31T05:00'],
  ],
  [
    'every twelfth hour, to the end of the last day',
    { repeat: repeated('hour', 12), startAt: '2026-05-01T00:00:00', endOn: '2026-05-02' },
    ['2026-05-01T00:00', '2026-05-01T12:00', '2026-05-02T00:00', '2026-05-02T12:00'],
  ],
  ['without a start, weeks on Monday', { repeat: repeated('week') }, ['2026-01-05T00:00', '2026-01-12T00:00']],
  [
    'without a start, months on their first day',
    { repeat: repeated('month', 6) },
    ['2026-01-01T00:00', '2026-07-01T00:00'],
  ],
  [
    'a time that clocks skip: right after the gap, and at the time itself on the next day',
    { repeat: repeated('day'), startAt: '2026-03-07T02:30:00', timeZone: NEW_YORK },
    ['2026-03-07T07:30', '2026-03-08T07:00', '2026-03-09T06:30'],
  ],
  [
    'a gap that ends at midnight',
    { repeat: repeated('day'), startAt: '2026-03-27T23:30:00', timeZone: 'America/Nuuk' },
    ['2026-03-28T01:30', '2026-03-29T01:00', '2026-03-30T00:30'],
  ],
  [
    'a time that clocks show twice: its first occurrence',
    { repeat: repeated('day'), startAt: '2026-10-31T01:30:00', timeZone: NEW_YORK },
    ['2026-10-31T05:30', '2026-11-01T05:30', '2026-11-02T06:30'],
  ],
  [
    'hours as elapsed time, through the doubled hour',
    { repeat: repeated('hour'), startAt: '2026-11-01T00:00:00', timeZone: NEW_YORK },
    ['2026-11-01T04:00', '2026-11-01T05:00', '2026-11-01T06:00', '2026-11-01T07:00'],
  ],
])('plans runs: %s', (_, { timeZone = 'UTC', after = '2025-12-31T23:59', ...times }, expected) => {
  const planned = plannedTimes({ cron: null, timeZone, ...times }, Date.parse(`${after}Z`), expected.length);
  expect(iso(planned)).toEqual(expected);
});

test('a schedule is over after its end or its only run', () => {
  const once: Timetable = { cron: null, repeat: repeated('once'), startAt: '2026-12-01T09:00:00', timeZone: 'UTC' };
  const at = Date.UTC(2026, 11, 1, 9);
  expect(plannedTimes(once, 0, 5)).toEqual([at]);
  expect([nextPlanned(once, at), lastPlanned(once, at + 1), lastPlanned(once, at - 1)]).toEqual([null, at, null]);
  const ended: Timetable = {
    cron: '@daily',
    timeZone: 'Asia/Tokyo',
    startAt: '2026-12-01T12:00:00',
    endOn: '2026-12-03',
  };
  expect(iso(plannedTimes(ended, 0, 5))).toEqual(['2026-12-01T15:00', '2026-12-02T15:00']);
  expect(lastPlanned(ended, Date.UTC(2027, 0))).toBe(Date.UTC(2026, 11, 2, 15));
  expect(lastPlanned(ended, Date.UTC(2026, 11, 1, 14))).toBeNull();
});

test('detects a time shifted by a gap', () => {
  const daily: Timetable = { cron: null, repeat: repeated('day'), startAt: '2026-03-07T02:30:00', timeZone: NEW_YORK };
  expect(plannedTimes(daily, Date.UTC(2026, 2, 7), 3).map((time) => isAfterGap(daily, time))).toEqual([
    false,
    true,
    false,
  ]);
});

const ZONES = [
  NEW_YORK,
  'Europe/Berlin',
  'Australia/Lord_Howe',
  'America/Santiago',
  'America/Nuuk',
  'Asia/Tokyo',
  'UTC',
];
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const from = Date.UTC(2026, 0, 1);
const to = Date.UTC(2028, 0, 1);
const RUNS = Number(process.env['CRON_RUNS'] ?? 20);

/** What clocks show at each minute of two years: computed once, independently of the code under test. */
const clocks = new Map<string, (at: number) => number>();
function clockOf(timeZone: string): (at: number) => number {
  const cached = clocks.get(timeZone);
  if (cached) return cached;
  const step = 15 * MINUTE;
  const first = from - 3 * DAY;
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offsets = Array.from({ length: (to - from + 6 * DAY) / step }, (_, index) => {
    const at = first + index * step;
    return Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at;
  });
  const clock = (at: number) => at + (offsets[Math.floor((at - first) / step)] ?? 0);
  clocks.set(timeZone, clock);
  return clock;
}

/** The first minute at which clocks show a local time or a later one. */
function minuteOf(local: number, clock: (at: number) => number): number {
  let at = local - 15 * 60 * MINUTE;
  while (clock(at) < local) at += MINUTE;
  return at;
}

/** Looks at each day of the calendar from the start to the end, and at each hour or minute of elapsed time. */
function walk({ repeat, startAt, endOn }: WalkedRepeat, clock: (at: number) => number): readonly number[] {
  const start = Date.parse(`${startAt}Z`);
  const until = endOn === undefined ? to : minuteOf(Date.parse(`${endOn}T00:00Z`) + DAY, clock);
  const begin = minuteOf(start, clock);
  const times: number[] = [];
  if (repeat.unit === 'minute' || repeat.unit === 'hour') {
    const step = repeat.every * (repeat.unit === 'hour' ? 60 : 1) * MINUTE;
    for (let at = begin; at < Math.min(until, begin + 2000 * MINUTE); at += step) times.push(at);
    return times;
  }
  for (let day = start; day < Math.min(to - 3 * DAY, until + DAY); day += DAY)
    if (isRunDay(repeat, new Date(start), new Date(day))) times.push(minuteOf(day, clock));
  return [...new Set(times)].filter((at) => at < until);
}

interface WalkedRepeat {
  readonly repeat: Repeat;
  readonly startAt: string;
  readonly endOn: string | undefined;
}

function isRunDay({ unit, every, weekdays }: Repeat, start: Date, day: Date): boolean {
  const days = Math.round((day.getTime() - start.getTime()) / DAY);
  if (unit === 'once') return days === 0;
  if (unit === 'day') return days % every === 0;
  if (unit === 'month') {
    const months = (day.getUTCFullYear() - start.getUTCFullYear()) * 12 + day.getUTCMonth() - start.getUTCMonth();
    const isLast = new Date(day.getTime() + DAY).getUTCDate() === 1;
    const isDay = day.getUTCDate() === start.getUTCDate() || (isLast && day.getUTCDate() < start.getUTCDate());
    return isDay && months % every === 0;
  }
  const mondays = [start, day].map((date) => date.getTime() - ((date.getUTCDay() + 6) % 7) * DAY);
  const weeks = Math.round((Number(mondays[1]) - Number(mondays[0])) / (7 * DAY));
  const wanted = weekdays.length > 0 ? weekdays : [start.getUTCDay() || 7];
  return weeks % every === 0 && wanted.includes(day.getUTCDay() || 7);
}

const anyRepeat = fc.record({
  unit: fc.constantFrom(...REPEAT_UNITS),
  every: fc.integer({ min: 1, max: 13 }),
  weekdays: fc.subarray([1, 2, 3, 4, 5, 6, 7]),
});
/** Most clock changes are between 0 and 3 o'clock, or an hour before midnight. */
const anyMinute = fc.oneof(
  fc.integer({ min: 0, max: 3 * 60 }),
  fc.integer({ min: 0, max: 24 * 60 - 1 }),
  fc.constant(23 * 60 + 30),
);

/** The first times, each found from the one before it. */
function steppedTimes(timetable: Timetable, count: number): number[] {
  const times: number[] = [];
  for (let at: number | null = from; times.length < count && at !== null; ) {
    at = nextPlanned(timetable, at);
    if (at !== null) times.push(at);
  }
  return times;
}

describe.each(ZONES)('repeats in %s', (timeZone) => {
  test('match a walk over the calendar, from any instant on', () => {
    fc.assert(
      fc.property(
        anyRepeat,
        fc.integer({ min: 3, max: 500 }),
        anyMinute,
        fc.option(fc.integer({ min: 0, max: 400 }), { nil: undefined }),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (repeat, startDay, minute, endAfter, part) => {
          const clock = clockOf(timeZone);
          const startAt = new Date(from + startDay * DAY + minute * MINUTE).toISOString().slice(0, 19);
          const end = endAfter === undefined ? undefined : from + (startDay + endAfter) * DAY;
          const endOn = end === undefined || end > to - 10 * DAY ? undefined : new Date(end).toISOString().slice(0, 10);
          const expected = walk({ repeat, startAt, endOn }, clock).slice(0, 400);
          const timetable: Timetable = { cron: null, repeat, startAt, endOn, timeZone };
          const planned = plannedTimes(timetable, from, expected.length);
          expect(planned).toEqual(expected);
          expect(steppedTimes(timetable, expected.length)).toEqual(expected);
          const index = Math.floor(part * (expected.length - 1));
          const [one, next] = [expected[index], expected[index + 1]];
          fc.pre(one !== undefined && next !== undefined);
          const between = one + Math.floor(part * (next - one - 1));
          expect(plannedTimes(timetable, between, expected.length - index - 1)).toEqual(expected.slice(index + 1));
          expect(lastPlanned(timetable, between)).toBe(one);
        },
      ),
      { numRuns: RUNS },
    );
  });
});
