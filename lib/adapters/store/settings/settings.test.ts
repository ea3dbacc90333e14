import { expect, test } from 'vitest';
import { startProduct } from '../../../../tests/kit/product.ts';

test('a changed setting applies immediately, and the others stay unchanged', async () => {
  const { runtime } = await startProduct();
  const before = await runtime.settings.current();
  expect(await runtime.settings.save({ retention_days: 0 })).toEqual({ ...before, retention_days: 0 });
  await runtime.settings.save({ calls_per_minute: 300 });
  expect(await runtime.settings.current()).toEqual({ ...before, retention_days: 0, calls_per_minute: 300 });
});

test('a setting does not exceed its limit in the environment', async () => {
  const { runtime } = await startProduct({ PINTD_CALLS_PER_MINUTE: '200' });
  await runtime.settings.save({ calls_per_minute: 300 });
  expect((await runtime.settings.current()).calls_per_minute).toBe(200);
});
