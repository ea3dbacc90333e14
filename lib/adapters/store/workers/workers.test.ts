import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../../tests/kit/databases.ts';
import { WORKER_LEASE_MS, Workers } from './workers.ts';

const NO_ADDRESSES = { apiBaseUrls: {}, trino: null };

test('of several workers that start at the same time on one database, one is added', async () => {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  const clock = { now: () => 1_000_000 };
  const pids = [1, 2, 3];
  const workers = await Promise.all(pids.map(async () => new Workers(await databases.open(), clock, NO_ADDRESSES)));
  const others = await Promise.all(workers.map((each, index) => each.enter({ id: `${index}`, pid: pids[index] ?? 0 })));
  const added = pids.filter((_, index) => others[index] === undefined);
  expect(added).toHaveLength(1);
  expect(others.filter((other) => other !== undefined)).toEqual([added[0], added[0]]);
});

test('a worker is alive until its lease has ended by the clock of every process', async () => {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  const clock = { at: 1_000_000, now: () => clock.at, toleranceMs: 25 };
  const workers = new Workers(await databases.open(), clock, NO_ADDRESSES);
  await workers.heartbeat({ id: 'other', pid: 7 });
  clock.at += WORKER_LEASE_MS + 25;
  expect([await workers.isAnyAlive(), await workers.otherAlive('this')]).toEqual([true, 7]);
  clock.at += 1;
  expect([await workers.isAnyAlive(), await workers.otherAlive('this')]).toEqual([false, undefined]);
});
