import { expect, test } from 'vitest';
import type { Job } from '../lib/core/job/job.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

/** Calls that are refused because single events are malformed. 25 valid records are sent in batches of 10. */
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '1' };
const ALL = { read: 25, accepted: 25, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const MALFORMED = { status: 400 };
/** Event e12 is malformed, and e14 is noticed only after e12 was removed. */
const ONE_AFTER_THE_OTHER = [
  { match: { eventId: 'e12' }, do: MALFORMED },
  { match: { eventId: 'e14', test: true, times: 2 }, do: { status: 200 } },
  { match: { eventId: 'e14' }, do: MALFORMED },
];

/** The batches named in the log lines with this code, in the order of the log. */
async function batchesOf({ runtime }: TestProduct, { id }: Job, code: string): Promise<unknown[]> {
  const lines = await runtime.log.page(id, { limit: 100 });
  return lines.filter((line) => line.code === code).map(({ params }) => params['batch']);
}

/** The calls that were not test calls. */
async function realCalls({ sandbox }: TestProduct) {
  return (await sandbox.received()).filter((call) => !call.test);
}

test('each malformed event is rejected with the message for it, and test calls record nothing', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { eventId: 'e12' }, do: { ...MALFORMED, message: 'Wrong time.' } },
    { match: { eventId: 'e19' }, do: { ...MALFORMED, message: 'Wrong value.' } },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'success', records: { ...ALL, accepted: 23, rejected: 2 } });
  const rejected = await product.runtime.records.page(job.id, {}, 0, 50);
  expect(rejected.map(({ record, issues }) => [record, issues[0]?.params?.['message']])).toEqual([
    [12, expect.stringContaining('Wrong time.')],
    [19, expect.stringContaining('Wrong value.')],
  ]);
  // One call for each batch, and one for the events of batch 2 that are not malformed.
  expect(await realCalls(product)).toHaveLength(4);
  expect(await product.sandbox.received()).toHaveLength(job.calls);
  expect(await product.sandbox.unique()).toHaveLength(23);
  expect(await batchesOf(product, job, 'batch_accepted')).toEqual(['1', '2.1', '3']);
});

test('malformed events that are found one after the other do not count as a call refused without a cause', async () => {
  const product = await startProduct(SETTINGS);
  const withoutCause = { match: { eventId: 'e17', test: false, times: 3 }, do: MALFORMED };
  product.sandbox.setScript([...ONE_AFTER_THE_OTHER, withoutCause]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'success', records: { ...ALL, accepted: 23, rejected: 2 } });
  expect(await batchesOf(product, job, 'batch_narrowed')).toEqual(['2', '2.1', '2.2']);
  expect(await batchesOf(product, job, 'batch_accepted')).toEqual(['1', '2.3', '3']);
});

test('if the last repeat of a call refused without a cause finds the malformed event, only this event is rejected', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    // The test calls of the first two attempts pass.
    { match: { eventId: 'e13', test: true, times: 2 }, do: { status: 200 } },
    { match: { eventId: 'e13' }, do: MALFORMED },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'success', records: { ...ALL, accepted: 24, rejected: 1 } });
});

test('when the test calls for a batch are used up, the events that were not tested alone are rejected, too', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_MAX_EVENTS_PER_CALL: '200' });
  product.sandbox.setScript([{ do: MALFORMED }]);
  const job = await product.run(await product.export(validLines(200)));
  expect(job).toMatchObject({ state: 'success', calls: 1 + 256, records: { accepted: 0, rejected: 200 } });
});

test('a batch is retried later if one of its test calls fails', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { test: true, times: 1 }, do: { status: 500 } },
    { match: { eventId: 'e13' }, do: MALFORMED },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({
    state: 'success',
    resentAfterUnknown: 0,
    records: { ...ALL, accepted: 24, rejected: 1 },
  });
  expect(await batchesOf(product, job, 'batch_busy')).toEqual(['2']);
});

test('a job that pauses during the test calls repeats the refused call when it is resumed', async () => {
  const product = await startProduct(SETTINGS);
  const malformed = { match: { eventId: 'e13' }, do: MALFORMED };
  product.sandbox.setScript([{ match: { test: true, times: 1 }, do: { held: true } }, malformed]);
  const job = await product.export(validLines(25));
  const running = product.run(job, { onRequest: () => product.sandbox.setScript([malformed]) });
  await expect.poll(async () => (await product.sandbox.received()).some((call) => call.test)).toBe(true);
  await product.runtime.jobRequests.request(job.id, 'pause');
  expect(await running).toMatchObject({ state: 'paused', error: { code: 'user' }, records: { rejected: 0 } });
  expect(await product.run(job)).toMatchObject({
    state: 'success',
    resentAfterUnknown: 0,
    records: { ...ALL, accepted: 24, rejected: 1 },
  });
});

test('a job that is resumed resends the remaining events of a batch byte for byte', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([...ONE_AFTER_THE_OTHER, { match: { eventId: 'e11', test: false }, do: { status: 500 } }]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'error', error: { code: 'gave_up' }, records: { rejected: 2 } });
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({ state: 'success', records: { ...ALL, accepted: 23, rejected: 2 } });
  const bodies = (await realCalls(product)).map(({ body_sha256 }) => body_sha256);
  // Batches 1 and 3, and batch 2 with all events, without e12, and without e14.
  expect(new Set(bodies).size).toBe(5);
});
