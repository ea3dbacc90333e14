import { expect, test } from 'vitest';
import { startOfDay } from './local-time.ts';

test.each([
  ['2026-11-27', 'UTC', '2026-11-27T00:00:00Z'],
  ['2026-11-27', 'Asia/Tokyo', '2026-11-26T15:00:00Z'],
  ['2026-11-27', 'America/New_York', '2026-11-27T05:00:00Z'],
  ['2024-02-29', 'UTC', '2024-02-29T00:00:00Z'],
  ['2026-02-29', 'UTC', undefined],
  ['2026-13-01', 'UTC', undefined],
  ['2026-00-10', 'UTC', undefined],
  ['2026-11-31', 'UTC', undefined],
  ['27.11.2026', 'UTC', undefined],
  ['', 'UTC', undefined],
  [undefined, 'UTC', undefined],
])('the day %j begins in %s at %j', (day, timeZone, expected) => {
  expect(startOfDay(day, timeZone)).toBe(expected === undefined ? undefined : Date.parse(expected));
});

test('the day after the last day of a year is the first day of the next, and a day of a clock change has other hours', () => {
  expect(startOfDay('2026-12-31', 'UTC', 1)).toBe(Date.parse('2027-01-01T00:00:00Z'));
  expect(startOfDay('2026-03-29', 'Europe/Berlin', 1)).toBe(Date.parse('2026-03-29T22:00:00Z'));
});
