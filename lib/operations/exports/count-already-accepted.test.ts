import { expect, test } from 'vitest';
import { startProduct, type TestProduct, validLines } from '../../../tests/kit/product.ts';
import { connectors } from '../../connectors/registry.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { BY_NAME } from '../../core/record/plan.ts';
import { countOptions } from '../../runtime/operation-options.ts';
import { type CountOptions, countAlreadyAccepted } from './count-already-accepted.ts';

const ACCOUNT = '549764609761';
const INVALID = 'checkout,web,soon,e99,no-address';

/** Counts for an export of these lines without creating it. */
async function count(
  { runtime, upload }: TestProduct,
  lines: readonly string[],
  { parameters = {}, target = 'live', ...rest }: Partial<CountOptions> & { parameters?: object; target?: string } = {},
) {
  const [connector] = connectors;
  const [authentication] = await runtime.authentications.list();
  const options = await countOptions(runtime, {
    connector: connector!,
    upload: await upload(lines),
    authentication: { ...authentication!, target: target as 'live' },
    matching: BY_NAME,
    parameters: parseInput(connector!.parameters, { ad_account_id: ACCOUNT, ...parameters }),
  });
  return countAlreadyAccepted({ ...options, signal: new AbortController().signal, ...rest });
}

test('counts accepted records by job, with the time of the last one', async () => {
  const product = await startProduct();
  const lines = validLines(30);
  expect(await count(product, lines)).toMatchObject({ alreadyAccepted: 0, byJob: [] });
  const small = await product.run(await product.export(lines.slice(0, 6)));
  const large = await product.run(await product.export(lines.slice(0, 26)));
  const counted = await count(product, [...lines, INVALID]);
  expect(counted).toMatchObject({ read: 31, valid: 30, alreadyAccepted: 25, whole: true });
  expect(counted.byJob.map(({ job, count }) => [job, count])).toEqual([
    [large.id, 20],
    [small.id, 5],
  ]);
  const acceptedAt = counted.byJob[0]?.acceptedAt;
  expect(acceptedAt).toBeGreaterThanOrEqual(large.startedAt!);
  expect(acceptedAt).toBeLessThanOrEqual(large.endedAt!);
});

test('stops at the limit and when aborted', async () => {
  const product = await startProduct();
  await product.run(await product.export(validLines(25)));
  expect(await count(product, validLines(25), { limit: 10 })).toMatchObject({
    read: 10,
    alreadyAccepted: 10,
    whole: false,
  });
  await expect(count(product, validLines(25), { signal: AbortSignal.abort() })).rejects.toThrow('aborted');
});

test.each([
  ['a test', { parameters: { test_event: true } }],
  ['the sandbox', { target: 'sandbox' }],
  ['another account', { parameters: { ad_account_id: '1' } }],
])('counts nothing as already accepted for %s', async (_, options) => {
  const product = await startProduct();
  await product.run(await product.export(validLines(5)));
  expect(await count(product, validLines(5))).toMatchObject({ alreadyAccepted: 5 });
  expect(await count(product, validLines(5), options)).toMatchObject({ alreadyAccepted: 0 });
});

test('does not count events accepted before the duplicate window', async () => {
  const product = await startProduct();
  await product.run(await product.export(validLines(5)));
  await product.runtime.clock.sleep(48 * 60 * 60 * 1000, new AbortController().signal);
  expect(await count(product, validLines(5))).toMatchObject({ alreadyAccepted: 0 });
});

test('refuses a file without a required column', async () => {
  const product = await startProduct();
  await product.run(await product.export(validLines(5)));
  await expect(count(product, ['event_name,em', 'checkout,a@b.test'])).rejects.toMatchObject({
    code: 'columns_missing',
  });
});
