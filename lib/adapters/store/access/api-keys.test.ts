import { expect, onTestFinished, test } from 'vitest';
import { createDatabase } from '../../../../tests/kit/databases.ts';
import { ApiKeys } from './api-keys.ts';

const HOUR = 60 * 60 * 1000;
const NOW = Date.UTC(2026, 10, 26);

test.each([
  ['never expires', null],
  ['expires after some days', 30 * 24 * HOUR],
  ['expires after some hours', 36 * HOUR],
])('a key that %s can be rotated only once, and its successor has the same term', async (_, termMs) => {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  const keys = new ApiKeys(await databases.open(), { now: () => NOW });
  const { id } = await keys.create({ name: 'nightly', role: 'operator', termMs });
  const successor = await keys.rotate(id, NOW + 24 * HOUR);
  await expect(keys.rotate(id, NOW + 24 * HOUR)).rejects.toMatchObject({ code: 'api_key_rotated' });
  expect(await keys.list()).toMatchObject([
    { id: successor.id, expiresAt: termMs && NOW + termMs },
    { id, expiresAt: NOW + 24 * HOUR },
  ]);
});

test('the last use of a key is corrected after the clock was ahead', async () => {
  const databases = await createDatabase();
  onTestFinished(databases.close);
  let now = NOW + 365 * 24 * HOUR;
  const keys = new ApiKeys(await databases.open(), { now: () => now });
  const { key } = await keys.create({ name: 'nightly', role: 'operator' });
  await keys.authenticate(key);
  now = NOW;
  await keys.authenticate(key);
  expect(await keys.list()).toMatchObject([{ lastUsedAt: NOW }]);
});
