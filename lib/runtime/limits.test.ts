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

test('a limit lowered by another process applies after one second, when the cached settings expire', async () => {
  vi.useFakeTimers({ toFake: ['performance'] });
  let now = 1_800_000_000_000;
  const limitReached = new Error('the limit is reached');
  const clock = { now: () => now, sleep: () => Promise.reject(limitReached) };
  const ceilings = { calls_per_minute: 5000, test_calls_per_second: 10 };
  const database = await databases.open();
  const otherDatabase = await databases.open();
  const settings = new SettingsStore({ database, clock, ceilings });
  const limiter = limiterOf({ database, counts: database, clock }, settings).for('account');
  const countPermitsOfNextSecond = async () => {
    now += 1000;
    for (let permits = 0; ; permits++) {
      const error = await limiter
        .acquire({ isTest: true, signal: new AbortController().signal })
        .catch((thrown: unknown) => thrown);
      if (error === limitReached) return permits;
    }
  };
  expect(await countPermitsOfNextSecond()).toBe(10);
  await new SettingsStore({ database: otherDatabase, clock, ceilings }).save({ test_calls_per_second: 2 });
  vi.advanceTimersByTime(999);
  expect(await countPermitsOfNextSecond()).toBe(10);
  vi.advanceTimersByTime(1);
  expect(await countPermitsOfNextSecond()).toBe(2);
});
