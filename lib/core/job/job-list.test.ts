import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFiltered, jobCursorText, parseJobCursor, readJobListQuery, startOfDay } from './job-list.ts';

test('a cursor can be written as text and read back', () => {
  const cursors = fc.record({
    value: fc.integer({ min: -1, max: 2_000_000_000 }),
    id: fc.integer({ min: 0, max: 1_000_000_000 }),
  });
  fc.assert(
    fc.property(cursors, (cursor) => {
      expect(parseJobCursor(jobCursorText(cursor))).toEqual(cursor);
    }),
    { seed: 18, numRuns: 300 },
  );
});

test.each([undefined, '', '-', '12-', 'x', '1-2-3', '1.5', '9'.repeat(16), '12;3'])('%j is not a cursor', (text) => {
  expect(parseJobCursor(text)).toBeUndefined();
});

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

test('reads the parameters that the page understands, and ignores the rest', () => {
  const search = {
    state: 'paused',
    type: 'query',
    authentication: '7',
    search: '  shop ',
    from: '2026-11-01',
    to: 'soon',
    sort: 'duration',
    before: '350-12',
    after: '9',
    color: 'red',
  };
  expect(readJobListQuery(search)).toEqual({
    state: 'paused',
    type: 'query',
    authentication: 7,
    search: 'shop',
    from: '2026-11-01',
    to: undefined,
    sort: 'duration',
    before: '350-12',
    after: undefined,
  });
  const nonsense = { state: 'x', type: ['query'], authentication: '1e3', search: ' ', sort: 'newest', before: '1-' };
  expect(Object.values(readJobListQuery(nonsense)).every((value) => value === undefined)).toBe(true);
});

test.each([
  [{}, false],
  [{ sort: 'read', before: '5-1' }, false],
  [{ search: 'a' }, true],
  [{ to: '2026-11-01' }, true],
] as const)('%j leaves out jobs: %j', (query, expected) => {
  expect(isFiltered(query)).toBe(expected);
});
