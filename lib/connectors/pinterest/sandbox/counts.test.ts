import { expect, test } from 'vitest';
import { DEDUPLICATION_MS } from '../request.ts';
import { maxInWindow, uniqueEvents } from './counts.ts';
import type { AcceptedEvent, JournalEntry } from './journal.ts';

const HOUR = 3_600_000;

async function* journal(...entries: Partial<JournalEntry>[]): AsyncGenerator<JournalEntry> {
  let n = 0;
  for (const entry of entries) yield { account: '1', at: 0, test: false, n: ++n, ...entry } as JournalEntry;
}

const web: AcceptedEvent = ['a', 'checkout', 'web'];
const offline: AcceptedEvent = ['a', 'checkout', 'offline'];

test.each<[string, number, Partial<JournalEntry>[], [received: number, counted: number][]]>([
  ['a repeat', DEDUPLICATION_MS, [{ accepted: [web, web] }], [[2, 1]]],
  ['a repeat within 48 hours', DEDUPLICATION_MS, [{ accepted: [web] }, { accepted: [web], at: 47 * HOUR }], [[2, 1]]],
  ['a repeat after 48 hours', DEDUPLICATION_MS, [{ accepted: [web] }, { accepted: [web], at: 48 * HOUR }], [[2, 2]]],
  [
    'a repeat at any time, without a window',
    Number.POSITIVE_INFINITY,
    [{ accepted: [web] }, { accepted: [web], at: 999 * HOUR }],
    [[2, 1]],
  ],
  ['a repeat of an offline event', DEDUPLICATION_MS, [{ accepted: [offline, offline] }], [[2, 2]]],
  [
    'one ID with two event names',
    DEDUPLICATION_MS,
    [{ accepted: [web, ['a', 'signup', 'web']] }],
    [
      [1, 1],
      [1, 1],
    ],
  ],
  [
    'one event in two accounts',
    DEDUPLICATION_MS,
    [{ accepted: [web] }, { accepted: [web], account: '2' }],
    [
      [1, 1],
      [1, 1],
    ],
  ],
  ['a test event', DEDUPLICATION_MS, [{ accepted: [web], test: true }], []],
])('counts unique events: %s', async (_, window, entries, expected) => {
  const { events } = await uniqueEvents(journal(...entries), window);
  expect(events.map(({ received, counted }) => [received, counted])).toEqual(expected);
});

test('reports whether older entries were dropped', async () => {
  expect((await uniqueEvents(journal(), 1)).complete).toBe(true);
  expect((await uniqueEvents(journal({ accepted: [] }), 1)).complete).toBe(true);
  expect((await uniqueEvents(journal({ accepted: [], n: 7 }), 1)).complete).toBe(false);
});

test.each([
  [[], 0],
  [[5], 1],
  [[0, 59_999], 2],
  [[0, 60_000], 1],
  [[60_000, 0, 30_000, 90_000, 89_999], 3],
])('of calls at the times %j, at most %i are in one minute', (times, most) => {
  expect(maxInWindow(times)).toBe(most);
});
