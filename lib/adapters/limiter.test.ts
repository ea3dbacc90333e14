import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { CallLimiter, paceOf } from './limiter.ts';
import { openDatabase } from './store/database.ts';
import { prepareDatabase } from './store/migrations.ts';

const NEVER = new AbortController().signal;
let folder: string;
let path: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pintd-limiter-'));
  path = await prepareDatabase(folder);
});
afterEach(async () => {
  vi.useRealTimers();
  await rm(folder, { recursive: true });
});

/** The windows that a sliding minute can touch, each full: the most calls that can start in it. */
function mostInAMinute(callsPerMinute: number): number {
  const { calls, seconds } = paceOf(callsPerMinute);
  return calls * (Math.ceil(60 / seconds) + 1);
}

test('no sliding minute meets more calls than the limit, whatever the limit', () => {
  fc.assert(
    fc.property(fc.integer({ min: 2, max: 1_000_000 }), (limit) => {
      expect(mostInAMinute(limit)).toBeLessThanOrEqual(limit);
      expect(paceOf(limit).calls).toBeGreaterThan(0);
    }),
  );
  expect(paceOf(5000)).toEqual({ calls: 81, seconds: 1 });
});

test('two processes on one database share the places of a second; other accounts and other limits have their own', async () => {
  vi.useFakeTimers({ now: 1_790_000_000_250, toFake: ['Date'] });
  const first = new CallLimiter(openDatabase(path, { busyTimeoutMs: 1000 }), 'real', { calls: 3, seconds: 1 });
  const second = new CallLimiter(openDatabase(path, { busyTimeoutMs: 1000 }), 'real', { calls: 3, seconds: 1 });
  const tests = new CallLimiter(openDatabase(path, { busyTimeoutMs: 1000 }), 'test', { calls: 1, seconds: 1 });
  for (const limiter of [first, second, first]) {
    expect(await limiter.place('1', NEVER)).toEqual({ until: 1_790_000_001_000 });
  }
  const stop = new AbortController();
  const fourth = second.place('1', stop.signal);
  expect(await first.place('2', NEVER)).toBeDefined();
  expect(await tests.place('1', NEVER)).toBeDefined();
  stop.abort(new Error('stopped'));
  await expect(fourth).rejects.toThrow('stopped');
});
