import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isFiltered, jobCursorText, parseJobCursor, readJobListQuery } from './job-list.ts';

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
