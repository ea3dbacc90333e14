import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Decision } from '../lib/core/delivery/decision.ts';
import type { Job } from '../lib/core/job/job.ts';
import { uploadOf } from '../lib/core/job/job.ts';
import { decideUncertain } from '../lib/operations/jobs/decide-uncertain.ts';
import { decideOptions } from '../lib/runtime/operation-options.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10' };
const ALL = { read: 25, accepted: 25, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const DOUBTFUL = { ...ALL, accepted: 15, uncertain: 10 };
/** Its second batch gets a complete answer that contradicts itself. */
const CONTRADICTION = [{ match: { eventId: 'e11' }, do: { status: 204 } }];

function decide(
  { runtime }: TestProduct,
  { id }: Job,
  decision: Decision,
  batch?: string,
  seen?: number,
): Promise<Job> {
  return decideUncertain(decideOptions(runtime), { id, decision, batch, seen });
}

async function doubtfulJob(product: TestProduct): Promise<Job> {
  product.sandbox.setScript(CONTRADICTION);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'error', error: { code: 'uncertain', params: { count: 10 } }, records: DOUBTFUL });
  product.sandbox.setScript([]);
  return job;
}

test('uncertain records that a person counts as accepted are accepted, and recognised when the file comes again', async () => {
  const product = await startProduct(SETTINGS);
  const job = await doubtfulJob(product);
  const { records } = product.runtime;
  expect(records.count(job.id, { status: 'uncertain' })).toBe(10);
  const decided = await decide(product, job, 'accept');
  expect(decided).toMatchObject({ state: 'success', error: null, records: ALL, calls: 3, endedAt: job.endedAt });
  expect(records.count(job.id, { status: 'uncertain' })).toBe(0);
  expect(records.issueCounts(job.id)).toEqual([]);
  const again = await product.run(await product.export(validLines(25)));
  expect(again.records).toEqual({ ...ALL, accepted: 0, not_sent: 25 });
});

test('uncertain records that a person sends again go out the same to the byte, and count once', async () => {
  const product = await startProduct(SETTINGS);
  const job = await doubtfulJob(product);
  expect(await decide(product, job, 'resend')).toMatchObject({ state: 'queued', error: null });
  const done = await product.run(job);
  expect(done).toMatchObject({ state: 'success', records: ALL, calls: 4, resentAfterUnknown: 10 });
  const bodies = (await product.sandbox.received()).map(({ body_sha256 }) => body_sha256);
  expect(new Set(bodies).size).toBe(3);
  await expect(decide(product, job, 'accept')).rejects.toMatchObject({ code: 'nothing_uncertain' });
});

test('what is decided of other uncertain records than a person saw is refused', async () => {
  const product = await startProduct(SETTINGS);
  const job = await doubtfulJob(product);
  await expect(decide(product, job, 'accept', undefined, 20)).rejects.toMatchObject({ code: 'uncertain_changed' });
  expect(product.runtime.jobs.find(job.id)?.records).toEqual(DOUBTFUL);
  expect((await decide(product, job, 'accept', undefined, 10)).records).toEqual(ALL);
});

test('warnings of a record outlive its being uncertain', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript(CONTRADICTION);
  const lines = validLines(25).map((line, record) => `${line},${record === 0 ? 'ph' : record === 12 ? '5550100' : ''}`);
  const job = await product.run(await product.export(lines));
  await decide(product, job, 'accept');
  const { records } = product.runtime;
  expect(records.page(job.id, {}, 0, 10).map(({ record, status, issues }) => [record, status, issues.length])).toEqual([
    [12, 'accepted', 1],
  ]);
  expect(records.issueCounts(job.id)).toMatchObject([{ severity: 'warning', records: 1 }]);
});

test('batches are decided one by one where a person knows more of one', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status: 204 } }]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job.records.uncertain).toBe(25);
  const first = await decide(product, job, 'accept', '1');
  expect(first).toMatchObject({ state: 'error', error: { code: 'uncertain', params: { count: 15 } } });
  product.sandbox.setScript([]);
  await decide(product, job, 'resend', '2');
  const then = await product.run(job);
  expect(then).toMatchObject({ state: 'error', records: { accepted: 20, uncertain: 5, not_sent: 0 } });
  expect(await decide(product, job, 'accept')).toMatchObject({ state: 'success', records: ALL });
});

test('at most once: what may have been taken is never sent again by itself', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11', times: 1 }, do: { acceptThenReset: true } }]);
  const job = await product.run(await product.export(validLines(25), {}, { delivery: 'at_most_once' }));
  expect(job).toMatchObject({ state: 'error', error: { code: 'uncertain' }, records: DOUBTFUL, calls: 3 });
  expect(job.resentAfterUnknown).toBe(0);
  const [noted] = product.runtime.records.page(job.id, { status: 'uncertain' }, 0, 1);
  expect(noted?.issues).toMatchObject([{ code: 'not_sent_again' }]);
});

test('at most once: calls that took nothing are made again', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11', times: 3 }, do: { status: 429 } }]);
  const job = await product.run(await product.export(validLines(25), {}, { delivery: 'at_most_once' }));
  expect(job).toMatchObject({ state: 'success', records: ALL, calls: 6 });
});

test('a stopped job sends nothing more, but its uncertain records can be counted as accepted', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  product.sandbox.setScript([
    { match: { eventId: 'e1' }, do: { status: 204 } },
    { match: { eventId: 'e11' }, do: { status: 401 } },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'paused', records: { uncertain: 10 } });
  product.runtime.jobRequests.request(job.id, 'kill');
  await product.run(job);
  await expect(decide(product, job, 'resend')).rejects.toMatchObject({ code: 'job_killed_no_resend' });
  expect(await decide(product, job, 'accept')).toMatchObject({
    state: 'killed',
    records: { accepted: 10, uncertain: 0 },
  });
});

test('a job that waits for something else keeps waiting after a decision, and sends then', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  product.sandbox.setScript([
    { match: { eventId: 'e1' }, do: { status: 204 } },
    { match: { eventId: 'e11' }, do: { status: 401 } },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(await decide(product, job, 'resend')).toMatchObject({ state: 'paused', error: { code: 'unauthorized' } });
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL, resentAfterUnknown: 10 });
});

test.each([
  ['may have been taken', 500, DOUBTFUL, ['rebuilt_differently']],
  ['was not taken', 503, ALL, []],
] as const)('a body that %s and cannot be built the same again', async (_, status, records, codes) => {
  const product = await startProduct(SETTINGS);
  const refusal = { do: { status, body: { code: status === 503 ? 4197 : 1, message: '' } } };
  product.sandbox.setScript([{ match: { eventId: 'e11' }, ...refusal }]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'error', error: { code: 'gave_up' } });
  await changeSpool(product, job, 'user11@mail.example', 'user99@mail.example');
  product.sandbox.setScript([]);
  expect((await product.run(job)).records).toEqual(records);
  expect(product.runtime.records.issueCounts(job.id).map(({ code }) => code)).toEqual(codes);
});

/** As another version of the product would see the file, with other rules. */
async function changeSpool({ runtime }: TestProduct, job: Job, before: string, after: string): Promise<void> {
  const path = join(runtime.env.dataDir, 'uploads', runtime.uploads.get(uploadOf(job)).folder, 'spool.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace(before, after));
}
