import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createDatabase, type TestDatabases } from '../../tests/kit/databases.ts';
import { SettingsStore } from '../adapters/store/settings/settings.ts';
import { limiterOf } from './limits.ts';

let databases: TestDatabases;
beforeEach(async () => {
  databases = await createDatabase();
});
afterEach(async () => {
  vi.useRealTimers();
  await databases.close();
});

test('a limit lowered by another process applies after a second, for which settings are cached', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let now = 1_800_000_000_000;
  const full = new Error('the limit is reached');
  const clock = { now: () => now, sleep: () => Promise.reject(full) };
  const ceilings = { calls_per_minute: 5000, test_calls_per_second: 10 };
  const [database, other] = [await databases.open(), await databases.open()];
  const settings = new SettingsStore({ database, clock, ceilings });
  const limiter = limiterOf({ database, counts: database, clock }, settings).for('account');
  const permitsOfASecond = async () => {
    now += 1000;
    for (let permits = 0; ; permits++) {
      const ended = await limiter.acquire(true, new AbortController().signal).catch((error: unknown) => error);
      if (ended === full) return permits;
    }
  };
  expect(await permitsOfASecond()).toBe(10);
  await new SettingsStore({ database: other, clock, ceilings }).save({ test_calls_per_second: 2 });
  vi.advanceTimersByTime(999);
  expect(await permitsOfASecond()).toBe(10);
  vi.advanceTimersByTime(1);
  expect(await permitsOfASecond()).toBe(2);
});
