import { expect, test } from 'vitest';
import { measureThroughput } from '../lib/operations/records/measure-throughput.ts';
import { startProduct, validLines } from './kit/product.ts';

test('counts each call of a job once, in buckets of whole seconds', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '10' });
  const job = await product.run(await product.export(validLines(95)));
  const { width, buckets, busiestMinute } = await measureThroughput(product.runtime, job);
  expect(buckets.map(({ at }) => at % width)).toEqual(buckets.map(() => 0));
  expect(buckets.reduce((sum, { events }) => sum + events, 0)).toBe(95);
  expect(buckets.reduce((sum, { calls }) => sum + calls, 0)).toBe(10);
  expect(busiestMinute).toBe(10);
});

test('a job is compared with the limit in force when it ran, or with none if another limit was set since', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const earlier = await product.run(await product.export(validLines(2)));
  expect((await measureThroughput(runtime, earlier)).limit).toBe((await runtime.settings.current()).calls_per_minute);
  await runtime.clock.sleep(1000, new AbortController().signal);
  await runtime.settings.save({ calls_per_minute: 1234 });
  expect((await measureThroughput(runtime, earlier)).limit).toBeNull();
  const later = await product.run(await product.export(validLines(3)));
  expect((await measureThroughput(runtime, later)).limit).toBe(1234);
});
