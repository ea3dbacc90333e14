import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDatabase, type TestDatabases } from '../../../../tests/kit/databases.ts';
import { paceOf } from '../../../core/delivery/pace.ts';
import { systemClock } from '../../system/clock.ts';
import { CallLimiter } from './call-limiter.ts';

const NEVER = new AbortController().signal;
let databases: TestDatabases;

beforeEach(async () => {
  databases = await createDatabase();
});
afterEach(async () => {
  vi.useRealTimers();
  await databases.close();
});

/** The maximum number of calls in a sliding minute, if all windows that it touches are full. */
function mostInAMinute(callsPerMinute: number): number {
  const { calls, seconds } = paceOf(callsPerMinute);
  return calls * (Math.ceil(60 / seconds) + 1);
}

test('no sliding minute has more calls than the limit, for any limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000_000 }), (limit) => {
      expect(mostInAMinute(limit)).toBeLessThanOrEqual(limit);
      expect(paceOf(limit).calls).toBeGreaterThan(0);
    }),
  );
  expect(paceOf(5000)).toEqual({ calls: 81, seconds: 1 });
});

const ONE_A_SECOND = { calls: 1, seconds: 1 };
const THREE_A_SECOND = { calls: 3, seconds: 1 };

/** The limiter of one process on the shared database. */
async function inProcess(clock = systemClock): Promise<CallLimiter> {
  const paces = { all: async () => THREE_A_SECOND, test: async () => ONE_A_SECOND };
  const database = await databases.open();
  return new CallLimiter({ database, counts: database, clock, paces });
}

test('two processes on one database share the limit; other accounts have their own', async () => {
  vi.useFakeTimers({ now: 1_790_000_000_250, toFake: ['Date'] });
  const [first, second] = [await inProcess(), await inProcess()];
  for (const process of [first, second, first]) {
    expect(await process.for('1').acquire({ isTest: false, signal: NEVER })).toEqual({ until: 1_790_000_001_000 });
  }
  const stop = new AbortController();
  const fourth = second.for('1').acquire({ isTest: false, signal: stop.signal });
  expect(await first.for('2').acquire({ isTest: false, signal: NEVER })).toBeDefined();
  stop.abort(new Error('stopped'));
  await expect(fourth).rejects.toThrow('stopped');
});

/** A clock that advances only during sleeps. */
function sleepOnlyClock() {
  let now = 1_790_000_000_000;
  return {
    now: () => now,
    sleep: async (milliseconds: number) => {
      now += milliseconds;
    },
  };
}

test.each<[what: string, areTests: boolean[], expected: number[]]>([
  [
    'have their own limit, and count toward the limit of all calls',
    [true, false, false, true, false],
    [0, 0, 0, 1000, 1000],
  ],
  ['count in the second in which they start', [false, false, false, true, true], [0, 0, 0, 1000, 2000]],
])('test calls %s', async (_, areTests, expected) => {
  const clock = sleepOnlyClock();
  const account = (await inProcess(clock)).for('1');
  const began: number[] = [];
  for (const isTest of areTests) {
    await account.acquire({ isTest: isTest, signal: NEVER });
    began.push(clock.now() - 1_790_000_000_000);
  }
  expect(began).toEqual(expected);
});

test('with a clock that may be wrong, no call starts near the edges of a window', async () => {
  const clock = { ...sleepOnlyClock(), toleranceMs: 40 };
  const account = (await inProcess(clock)).for('1');
  const permits = [];
  for (let call = 0; call < 4; call++)
    permits.push([await account.acquire({ isTest: false, signal: NEVER }), clock.now()]);
  const [first, next] = [1_790_000_000_000, 1_790_000_001_000];
  expect(permits).toEqual([
    ...[1, 2, 3].map(() => [{ until: first + 960 }, first + 40]),
    [{ until: next + 960 }, next + 40],
  ]);
});

test('a clock that was ahead does not block an account until the time that it showed', async () => {
  const clock = sleepOnlyClock();
  const ahead = { now: () => clock.now() + 365 * 24 * 60 * 60_000, sleep: clock.sleep };
  await (await inProcess(ahead)).for('1').slowDown(5000);
  const account = (await inProcess(clock)).for('1');
  await account.acquire({ isTest: false, signal: NEVER });
  expect(clock.now()).toBe(1_790_000_000_000);
  await account.slowDown(5000);
  await account.acquire({ isTest: false, signal: NEVER });
  expect(clock.now()).toBe(1_790_000_005_000);
});

test('a rate-limited account pauses in every process and then slows down; other accounts do not', async () => {
  const clock = sleepOnlyClock();
  const [first, second] = [await inProcess(clock), await inProcess(clock)];
  await first.for('1').slowDown(5000);
  await second.for('2').acquire({ isTest: false, signal: NEVER });
  expect(clock.now()).toBe(1_790_000_000_000);
  const began: number[] = [];
  for (let call = 0; call < 3; call++) {
    await second.for('1').acquire({ isTest: false, signal: NEVER });
    began.push(clock.now() - 1_790_000_000_000);
  }
  expect(began).toEqual([5000, 6000, 7000]); // one per second instead of three
  await clock.sleep(120_000);
  for (let call = 0; call < 3; call++) await second.for('1').acquire({ isTest: false, signal: NEVER });
  expect(clock.now()).toBe(1_790_000_127_000);
});
