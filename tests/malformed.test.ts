import { expect, test } from 'vitest';
import type { Job } from '../lib/core/job/job.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

/**
 * The receiving service refuses a whole call because of one malformed event, although the record is valid by our rules.
 * The product then sends parts of the batch as probes (test calls) to find the malformed event.
 */

/** With these, 25 records are sent in three batches. */
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '1' };
const ALL_ACCEPTED = { read: 25, accepted: 25, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const REFUSE_AS_MALFORMED = { status: 400 };
/** Events e12 and e14 are malformed. The first two probes with e14 pass, so that it is found after e12 was removed. */
const E14_AFTER_E12 = [
  { match: { eventId: 'e12' }, do: REFUSE_AS_MALFORMED },
  { match: { eventId: 'e14', test: true, times: 2 }, do: { status: 200 } },
  { match: { eventId: 'e14' }, do: REFUSE_AS_MALFORMED },
];

/** The batches named in the log lines with this code, in the order of the log. */
async function batchesOf({ runtime }: TestProduct, { id }: Job, code: string): Promise<unknown[]> {
  const lines = await runtime.log.page(id, { limit: 100 });
  return lines.filter((line) => line.code === code).map(({ params }) => params['batch']);
}

/** The received calls other than probes. */
async function callsWithoutProbes({ sandbox }: TestProduct) {
  return (await sandbox.received()).filter((call) => !call.test);
}

test('each malformed event is rejected with the message for it, and probes record nothing', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { eventId: 'e12' }, do: { ...REFUSE_AS_MALFORMED, message: 'Wrong time.' } },
    { match: { eventId: 'e19' }, do: { ...REFUSE_AS_MALFORMED, message: 'Wrong value.' } },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'success', records: { ...ALL_ACCEPTED, accepted: 23, rejected: 2 } });
  const rejected = await product.runtime.records.page(job.id, {}, 0, 50);
  expect(rejected.map(({ record, issues }) => [record, issues[0]?.params?.['message']])).toEqual([
    [12, expect.stringContaining('Wrong time.')],
    [19, expect.stringContaining('Wrong value.')],
  ]);
  // One call for each of the three batches, and one for the events of batch 2 that are not malformed.
  expect(await callsWithoutProbes(product)).toHaveLength(4);
  expect(await product.sandbox.received()).toHaveLength(job.calls);
  expect(await product.sandbox.unique()).toHaveLength(23);
  expect(await batchesOf(product, job, 'batch_accepted')).toEqual(['1', '2.1', '3']);
});

test('refusals whose malformed event is found do not count as refusals without a cause', async () => {
  const product = await startProduct(SETTINGS);
  const withoutCause = { match: { eventId: 'e17', test: false, times: 3 }, do: REFUSE_AS_MALFORMED };
  product.sandbox.setScript([...E14_AFTER_E12, withoutCause]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'success', records: { ...ALL_ACCEPTED, accepted: 23, rejected: 2 } });
  expect(await batchesOf(product, job, 'batch_narrowed')).toEqual(['2', '2.1', '2.2']);
  expect(await batchesOf(product, job, 'batch_accepted')).toEqual(['1', '2.3', '3']);
});

test('if probes find the malformed event only after the last retry of a call, only this event is rejected', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    // The probes after the first two calls find nothing: those with e13 pass.
    { match: { eventId: 'e13', test: true, times: 2 }, do: { status: 200 } },
    { match: { eventId: 'e13' }, do: REFUSE_AS_MALFORMED },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'success', records: { ...ALL_ACCEPTED, accepted: 24, rejected: 1 } });
});

test('when the probes for a batch are used up, the events that no probe sent alone are rejected, too', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_MAX_EVENTS_PER_CALL: '200' });
  product.sandbox.setScript([{ do: REFUSE_AS_MALFORMED }]);
  const job = await product.run(await product.export(validLines(200)));
  expect(job).toMatchObject({ state: 'success', calls: 1 + 256, records: { accepted: 0, rejected: 200 } });
});

test('a batch is retried later if a probe with its events fails', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { test: true, times: 1 }, do: { status: 500 } },
    { match: { eventId: 'e13' }, do: REFUSE_AS_MALFORMED },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({
    state: 'success',
    resentAfterUnknown: 0,
    records: { ...ALL_ACCEPTED, accepted: 24, rejected: 1 },
  });
  expect(await batchesOf(product, job, 'batch_busy')).toEqual(['2']);
});

test('a job that pauses during the probes retries the refused call when it is resumed', async () => {
  const product = await startProduct(SETTINGS);
  const refusal = { match: { eventId: 'e13' }, do: REFUSE_AS_MALFORMED };
  product.sandbox.setScript([{ match: { test: true, times: 1 }, do: { held: true } }, refusal]);
  const job = await product.export(validLines(25));
  const running = product.run(job, { onRequest: () => product.sandbox.setScript([refusal]) });
  await expect.poll(async () => (await product.sandbox.received()).some((call) => call.test)).toBe(true);
  await product.runtime.jobRequests.request(job.id, 'pause');
  expect(await running).toMatchObject({ state: 'paused', error: { code: 'user' }, records: { rejected: 0 } });
  expect(await product.run(job)).toMatchObject({
    state: 'success',
    resentAfterUnknown: 0,
    records: { ...ALL_ACCEPTED, accepted: 24, rejected: 1 },
  });
});

test('a job that is resumed resends the remaining events of a batch byte for byte', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([...E14_AFTER_E12, { match: { eventId: 'e11', test: false }, do: { status: 500 } }]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'error', error: { code: 'gave_up' }, records: { rejected: 2 } });
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({
    state: 'success',
    records: { ...ALL_ACCEPTED, accepted: 23, rejected: 2 },
  });
  const bodies = (await callsWithoutProbes(product)).map(({ body_sha256 }) => body_sha256);
  // Batches 1 and 3; batch 2 with all its events, then without e12, then without e12 and e14.
  expect(new Set(bodies).size).toBe(5);
});
