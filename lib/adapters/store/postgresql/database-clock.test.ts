import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { DatabaseClock } from './database-clock.ts';

/** A server whose clock can drift, and the connection to it. */
interface Server {
  driftMs: number;
  isReachable: boolean;
  /** The round trips of the next samples. */
  slowRoundTripsMs: number[];
  /** The round trip of all samples after them. */
  roundTripMs: number;
}

let server: Server;
/** The monotonic clock of this process. */
let monotonicMs: number;

beforeEach(() => {
  server = { driftMs: 0, isReachable: true, slowRoundTripsMs: [], roundTripMs: 2 };
  monotonicMs = 5000;
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  vi.spyOn(performance, 'now').mockImplementation(() => monotonicMs);
});

afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

const serverNow = () => 1_790_000_000_000 + monotonicMs + server.driftMs;

async function value<T>(): Promise<T | undefined> {
  if (!server.isReachable) throw new Error('unreachable');
  const roundTripMs = server.slowRoundTripsMs.shift() ?? server.roundTripMs;
  monotonicMs += roundTripMs / 2;
  const now = serverNow();
  monotonicMs += roundTripMs / 2;
  return now as T;
}

const start = () => DatabaseClock.start({ value }, async () => {});

/** Takes the next sample after a time. */
async function sampleAfter(milliseconds: number): Promise<void> {
  monotonicMs += milliseconds;
  await vi.advanceTimersToNextTimerAsync();
}

test('the sample with the smallest error is used for half a minute', async () => {
  const clock = await start();
  server.roundTripMs = 40;
  const tolerances: number[] = [];
  for (const seconds of [1, 28, 2]) {
    await sampleAfter(seconds * 1000);
    tolerances.push(clock.toleranceMs);
  }
  expect(tolerances).toEqual([6, 6, 25]);
});

test('after an outage in which the clocks drifted, the clock is as accurate as it claims', async () => {
  const clock = await start();
  server.isReachable = false;
  await sampleAfter(10 * 60 * 1000);
  expect(clock.toleranceMs).toBe(6);
  Object.assign(server, { isReachable: true, driftMs: 60, roundTripMs: 120 });
  await sampleAfter(1000);
  expect(Math.abs(clock.now() - serverNow())).toBeLessThanOrEqual(clock.toleranceMs);
});

test('a sample that waited for the end of an outage is taken again', async () => {
  const clock = await start();
  server.slowRoundTripsMs = [50_000];
  await sampleAfter(1000);
  expect([clock.toleranceMs, clock.now()]).toEqual([6, Math.floor(serverNow())]);
});

test('a clock does not start without the time of the server', async () => {
  await expect(DatabaseClock.start({ value: async () => undefined }, async () => {})).rejects.toThrow('no time');
});
