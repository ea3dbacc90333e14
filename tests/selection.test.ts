import { expect, test } from 'vitest';
import { uploadOf } from '../lib/core/job/job.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

async function createJobOfSelection(product: TestProduct, lines: readonly string[]) {
  const parent = await product.export(lines);
  const { start, folder } = await product.runtime.uploads.get(uploadOf(parent));
  const selection = [
    [3, 4],
    [7, 7],
    [9, 20],
  ] as const;
  return product.runtime.newJobs.create({
    domainKey: null,
    ...parent,
    start,
    folder,
    parentId: parent.id,
    selection,
    uploadId: uploadOf(parent),
    authenticationId: Number(parent.authenticationId),
  });
}

async function receivedIds({ sandbox }: TestProduct): Promise<string[]> {
  return (await sandbox.events()).map(({ event }) => String(event['event_id'])).sort();
}

test('a job of selected records sends and counts only those', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const lines = validLines(12);
  lines[10] = 'nonsense,web,0,e10,';
  const job = await product.run(await createJobOfSelection(product, lines));
  expect(job).toMatchObject({ state: 'success', parentId: job.id - 1 });
  expect(job.records).toEqual({ read: 7, accepted: 6, rejected: 0, invalid: 1, not_sent: 0, uncertain: 0 });
  expect(await receivedIds(product)).toEqual(['e11', 'e12', 'e3', 'e4', 'e7', 'e9']);
});

test('rebuilds a batch of selected records byte for byte', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '3' });
  product.sandbox.setScript([{ match: { eventId: 'e7', times: 1 }, do: { acceptThenReset: true } }]);
  const job = await product.run(await createJobOfSelection(product, validLines(12)));
  expect(job.records).toMatchObject({ read: 7, accepted: 7 });
  expect(job.resentAfterUnknown).toBe(3);
  expect((await product.runtime.records.batches(job.id)).map(({ events }) => events)).toEqual([3, 3, 1]);
});
