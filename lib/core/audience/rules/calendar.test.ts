import { expect, test } from 'vitest';
import {
  type ClosedSpan,
  calendarUnit,
  opposite,
  type ReferenceTime,
  rollingNext,
  rollingPast,
  spanAt,
} from './calendar.ts';

const seconds = (local: string, zone: string) =>
  Temporal.ZonedDateTime.from(`${local}[${zone}]`).epochMilliseconds / 1000;
const at = (local: string, timeZone = 'UTC'): ReferenceTime => ({ now: seconds(local, timeZone), timeZone });

const sevenDays = (monthsAgo: number) =>
  ({ unit: 'month', shift: opposite({ month: monthsAgo }), duration: { day: 7 } }) as const;

/** A span, the local time at which it is computed, and its local start and end, the end excluded. */
const SPANS: readonly (readonly [
  what: string,
  span: (time: ReferenceTime) => ClosedSpan,
  time: ReferenceTime,
  from: string,
  until: string,
])[] = [
  [
    'the week on a Sunday',
    (time) => calendarUnit(time, 'week'),
    at('2024-03-17T23:59:59'),
    '2024-03-11T00:00',
    '2024-03-18T00:00',
  ],
  [
    'the week on a Monday',
    (time) => calendarUnit(time, 'week'),
    at('2024-03-18T00:00'),
    '2024-03-18T00:00',
    '2024-03-25T00:00',
  ],
  [
    'last month',
    (time) => calendarUnit(time, 'month', { month: -1 }),
    at('2024-03-31T12:00'),
    '2024-02-01T00:00',
    '2024-03-01T00:00',
  ],
  [
    'last quarter, in the previous year',
    (time) => calendarUnit(time, 'quarter', { quarter: -1 }),
    at('2024-02-15T12:00'),
    '2023-10-01T00:00',
    '2024-01-01T00:00',
  ],
  ['a year', (time) => calendarUnit(time, 'year'), at('2024-12-31T23:59:59'), '2024-01-01T00:00', '2025-01-01T00:00'],
  [
    'a day of 23 hours',
    (time) => calendarUnit(time, 'day'),
    at('2024-03-31T12:00', 'Europe/Berlin'),
    '2024-03-31T00:00',
    '2024-04-01T00:00',
  ],
  [
    'a day without midnight',
    (time) => calendarUnit(time, 'day'),
    at('2024-03-31T12:00', 'Asia/Beirut'),
    '2024-03-31T01:00',
    '2024-04-01T00:00',
  ],
  [
    'the day after a day without midnight',
    (time) => calendarUnit(time, 'day', { day: 1 }),
    at('2024-03-31T12:00', 'Asia/Beirut'),
    '2024-04-01T00:00',
    '2024-04-02T00:00',
  ],
  [
    'the last hour across a clock change',
    (time) => calendarUnit(time, 'hour', { hour: -1 }),
    at('2024-03-31T03:30', 'Europe/Berlin'),
    '2024-03-31T01:00',
    '2024-03-31T03:00',
  ],
  [
    '7 days from one month ago',
    (time) => spanAt(time, { ...sevenDays(1), isReverse: false }),
    at('2024-03-31T12:00'),
    '2024-02-01T00:00',
    '2024-02-08T00:00',
  ],
  [
    '7 days up to one month ago',
    (time) => spanAt(time, { ...sevenDays(1), isReverse: true }),
    at('2024-03-31T12:00'),
    '2024-01-25T00:00',
    '2024-02-01T00:00',
  ],
  [
    'the past month on the last day of a longer month',
    (time) => rollingPast(time, { month: 1 }),
    at('2024-03-31T12:00'),
    '2024-02-29T12:00',
    '2024-03-31T12:00:01',
  ],
  [
    'the past day across a clock change',
    (time) => rollingPast(time, { day: 1 }),
    at('2024-03-31T12:00', 'Europe/Berlin'),
    '2024-03-30T12:00',
    '2024-03-31T12:00:01',
  ],
  [
    'the past 24 hours across a clock change',
    (time) => rollingPast(time, { hour: 24 }),
    at('2024-03-31T12:00', 'Europe/Berlin'),
    '2024-03-30T11:00',
    '2024-03-31T12:00:01',
  ],
  [
    'the next year from a leap day',
    (time) => rollingNext(time, { year: 1 }),
    at('2024-02-29T12:00'),
    '2024-02-29T12:00',
    '2025-02-28T12:00:01',
  ],
];

test.each(SPANS)('computes %s', (_, span, time, from, until) => {
  const { timeZone } = time;
  expect(span(time)).toEqual({ from: seconds(from, timeZone), until: seconds(until, timeZone) });
});
