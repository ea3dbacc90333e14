import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Decision } from '../lib/core/delivery/decision.ts';
import { authenticationOf, type Job, uploadOf } from '../lib/core/job/job.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { decideUncertain } from '../lib/operations/jobs/decide-uncertain.ts';
import { viewJob } from '../lib/operations/jobs/view-job.ts';
import { controlOf } from '../lib/runtime/execute.ts';
import { decideOptions } from '../lib/runtime/operation-options.ts';
import { startProduct, type TestProduct, validLines, withLedger } from './kit/product.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10' };
const ALL_ACCEPTED = { read: 25, accepted: 25, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const UNCERTAIN = { ...ALL_ACCEPTED, accepted: 15, uncertain: 10 };
/** The second batch gets a complete but contradictory response. */
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

async function runUncertainJob(product: TestProduct): Promise<Job> {
  product.sandbox.setScript(CONTRADICTION);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({
    state: 'error',
    error: { code: 'uncertain', params: { count: 10 } },
    records: UNCERTAIN,
  });
  product.sandbox.setScript([]);
  return job;
}

test('uncertain records can be counted as accepted, and are then recognized in later exports', async () => {
  const product = await startProduct(SETTINGS);
  const job = await runUncertainJob(product);
  const { records } = product.runtime;
  expect(await records.count(job.id, { status: 'uncertain' })).toBe(10);
  const decided = await decide(product, job, 'accept');
  expect(decided).toMatchObject({
    state: 'success',
    error: null,
    records: ALL_ACCEPTED,
    calls: 3,
    endedAt: job.endedAt,
  });
  expect(await records.count(job.id, { status: 'uncertain' })).toBe(0);
  expect(await records.issueCounts(job.id)).toEqual([]);
  const again = await product.run(await product.export(validLines(25)));
  expect(again).toMatchObject({ calls: 0, records: { ...ALL_ACCEPTED, accepted: 0, not_sent: 25 } });
});

test('uncertain records can be resent byte for byte, and count once', async () => {
  const product = await startProduct(SETTINGS);
  const job = await runUncertainJob(product);
  expect(await decide(product, job, 'resend')).toMatchObject({ state: 'queued', error: null });
  const done = await product.run(job);
  expect(done).toMatchObject({ state: 'success', records: ALL_ACCEPTED, calls: 4, resentAfterUnknown: 10 });
  const bodies = (await product.sandbox.received()).map(({ body_sha256 }) => body_sha256);
  expect(new Set(bodies).size).toBe(3);
  await expect(decide(product, job, 'accept')).rejects.toMatchObject({ code: 'nothing_uncertain' });
});

test('refuses a decision if the number of uncertain records differs from the number that the person saw', async () => {
  const product = await startProduct(SETTINGS);
  const job = await runUncertainJob(product);
  await expect(decide(product, job, 'accept', undefined, 20)).rejects.toMatchObject({ code: 'uncertain_changed' });
  expect((await product.runtime.jobs.find(job.id))?.records).toEqual(UNCERTAIN);
  expect((await decide(product, job, 'accept', undefined, 10)).records).toEqual(ALL_ACCEPTED);
});

test('of two simultaneous decisions about one job, the earlier one is refused as busy', async () => {
  const product = await startProduct(SETTINGS);
  const job = await runUncertainJob(product);
  let decided: Promise<Job> | undefined;
  const interrupted = withLedger(product.runtime, (ledger) => ({
    async write(work) {
      decided ??= decide(product, job, 'accept');
      await decided;
      return ledger.write(work);
    },
  }));
  const earlier = decideUncertain(decideOptions(interrupted), { id: job.id, decision: 'resend' });
  await expect(earlier).rejects.toMatchObject({ code: 'job_busy' });
  expect(await decided).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
});

test('keeps warnings of uncertain records', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript(CONTRADICTION);
  const lines = validLines(25).map((line, record) => `${line},${record === 0 ? 'ph' : record === 12 ? '5550100' : ''}`);
  const job = await product.run(await product.export(lines));
  await decide(product, job, 'accept');
  const { records } = product.runtime;
  expect(
    (await records.page(job.id, {}, 0, 10)).map(({ record, status, issues }) => [record, status, issues.length]),
  ).toEqual([[12, 'accepted', 1]]);
  expect(await records.issueCounts(job.id)).toMatchObject([{ severity: 'warning', records: 1 }]);
});

test('decides about single batches', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status: 204 } }]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job.records.uncertain).toBe(25);
  const afterAccept = await decide(product, job, 'accept', '1');
  expect(afterAccept).toMatchObject({ state: 'error', error: { code: 'uncertain', params: { count: 15 } } });
  product.sandbox.setScript([]);
  await decide(product, job, 'resend', '2');
  const afterResend = await product.run(job);
  expect(afterResend).toMatchObject({ state: 'error', records: { accepted: 20, uncertain: 5, not_sent: 0 } });
  expect(await decide(product, job, 'accept')).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
});

test.each([
  ['accept', { state: 'success', error: null, records: ALL_ACCEPTED }],
  ['resend', { state: 'queued', error: null }],
] as const)(
  'a decision to %s can be made again if the process died before the job was released',
  async (decision, end) => {
    const product = await startProduct(SETTINGS);
    const job = await runUncertainJob(product);
    const dying = withLedger(product.runtime, () => ({ finish: () => Promise.reject(new Error('the process died')) }));
    const died = decideUncertain(decideOptions(dying), { id: job.id, decision });
    await expect(died).rejects.toThrow('the process died');
    expect(await decide(product, job, decision)).toMatchObject(end);
  },
);

test('records that an interrupted decision marked to be resent are sent after the next decision', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status: 204 } }]);
  const job = await product.run(await product.export(validLines(25)));
  let decidedBatches = 0;
  const dying = withLedger(product.runtime, (ledger) => ({
    async resolveUncertain(...args) {
      if (++decidedBatches > 1) throw new Error('the process died');
      await ledger.resolveUncertain(...args);
    },
  }));
  const died = decideUncertain(decideOptions(dying), { id: job.id, decision: 'resend' });
  await expect(died).rejects.toThrow('the process died');
  product.sandbox.setScript([]);
  expect(await decide(product, job, 'accept')).toMatchObject({ state: 'queued', records: { uncertain: 0 } });
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
});

test('at most once: events that may have been accepted are never resent automatically', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11', times: 1 }, do: { acceptThenReset: true } }]);
  const job = await product.run(await product.export(validLines(25), {}, { delivery: 'at_most_once' }));
  expect(job).toMatchObject({ state: 'error', error: { code: 'uncertain' }, records: UNCERTAIN, calls: 3 });
  expect(job.resentAfterUnknown).toBe(0);
  const [noted] = await product.runtime.records.page(job.id, { status: 'uncertain' }, 0, 1);
  expect(noted?.issues).toMatchObject([{ code: 'not_sent_again' }]);
  const { story } = await viewJob(product.runtime, job.id);
  expect(story?.reasons).toMatchObject([{ result: 'uncertain', code: 'not_sent_again', records: 10 }]);
});

test('at most once: calls that accepted nothing are retried', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11', times: 3 }, do: { status: 429 } }]);
  const job = await product.run(await product.export(validLines(25), {}, { delivery: 'at_most_once' }));
  expect(job).toMatchObject({ state: 'success', records: ALL_ACCEPTED, calls: 6 });
});

test('a job is killed although its file was deleted by hand, and records that may have been accepted are uncertain', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status: 500 } }]);
  const { files, jobRequests, uploads } = product.runtime;
  const job = await product.export(validLines(25));
  const { folder } = await uploads.get(uploadOf(job));
  const killed = await product.run(job, {
    ledger: (ledger) => ({
      postpone: async (...args) => {
        await ledger.postpone(...args);
        await files.delete(folder);
        await jobRequests.request(job.id, 'kill');
      },
    }),
  });
  expect(killed).toMatchObject({ state: 'killed', error: null, records: { uncertain: 10 } });
  expect(await decide(product, job, 'accept')).toMatchObject({ state: 'killed', records: { uncertain: 0 } });
});

test('uncertain records of a killed job can be counted as accepted, but not resent', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  product.sandbox.setScript([
    { match: { eventId: 'e1' }, do: { status: 204 } },
    { match: { eventId: 'e11' }, do: { status: 401 } },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'paused', records: { uncertain: 10 } });
  await product.runtime.jobRequests.request(job.id, 'kill');
  await product.run(job);
  await product.runtime.authentications.archive(authenticationOf(job)); // restoring it would not help
  await expect(decide(product, job, 'resend')).rejects.toMatchObject({ code: 'job_killed_no_resend' });
  expect(await decide(product, job, 'accept')).toMatchObject({
    state: 'killed',
    records: { accepted: 10, uncertain: 0 },
  });
});

test.each([
  ['too many calls', { status: 429 }],
  ['a refused token', { status: 401 }],
  ['a short outage', { status: 503, body: { code: 4197, message: '' } }],
] as const)('records to resend are uncertain again if the job is killed after %s', async (_, response) => {
  const product = await startProduct(SETTINGS);
  const job = await runUncertainJob(product);
  await decide(product, job, 'resend');
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: response }]);
  const { jobRequests } = product.runtime;
  await product.run(job, {
    ledger: (ledger) => ({
      postpone: async (...args) => {
        await ledger.postpone(...args);
        await jobRequests.request(job.id, 'kill');
      },
    }),
  });
  expect(await stopJob(controlOf(product.runtime), job.id, 'kill')).toMatchObject({
    state: 'killed',
    records: UNCERTAIN,
  });
});

test('a job that stopped at an invalid record resends what was decided, and stops there again', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e1' }, do: { status: 204 } }]);
  const stopped = { state: 'error', error: { code: 'invalid_record', params: { record: 21 } } };
  const lines = [...validLines(20), 'nonsense,web,1,e21,user21@mail.example'];
  const job = await product.run(await product.export(lines, { skip_invalid_record: false }));
  expect(job).toMatchObject({ ...stopped, records: { accepted: 10, uncertain: 10 } });
  product.sandbox.setScript([]);
  expect(await decide(product, job, 'resend')).toMatchObject({ state: 'queued' });
  expect(await product.run(job)).toMatchObject({ ...stopped, records: { accepted: 20, uncertain: 0 } });
});

test('a job paused for another reason stays paused after a decision, and resends when resumed', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '1' });
  product.sandbox.setScript([
    { match: { eventId: 'e1' }, do: { status: 204 } },
    { match: { eventId: 'e11' }, do: { status: 401 } },
  ]);
  const job = await product.run(await product.export(validLines(25)));
  expect(await decide(product, job, 'resend')).toMatchObject({ state: 'paused', error: { code: 'unauthorized' } });
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED, resentAfterUnknown: 10 });
});

test.each([
  ['become uncertain if they may have been accepted', 500, UNCERTAIN, ['rebuilt_differently']],
  ['are sent if they were not accepted', 503, ALL_ACCEPTED, []],
] as const)('events whose batch is rebuilt differently %s', async (_, status, records, codes) => {
  const product = await startProduct(SETTINGS);
  const refusal = { do: { status, body: { code: status === 503 ? 4197 : 1, message: '' } } };
  product.sandbox.setScript([{ match: { eventId: 'e11' }, ...refusal }]);
  const job = await product.run(await product.export(validLines(25)));
  expect(job).toMatchObject({ state: 'error', error: { code: 'gave_up' } });
  await changeSpool(product, job, 'user11@mail.example', 'user99@mail.example');
  product.sandbox.setScript([]);
  expect((await product.run(job)).records).toEqual(records);
  expect((await product.runtime.records.issueCounts(job.id)).map(({ code }) => code)).toEqual(codes);
});

/** Changes the spool, so that a batch is rebuilt differently, as by a version of the product with other rules. */
async function changeSpool({ runtime }: TestProduct, job: Job, before: string, after: string): Promise<void> {
  const path = join(runtime.env.dataDir, 'uploads', (await runtime.uploads.get(uploadOf(job))).folder, 'spool.csv');
  await writeFile(path, (await readFile(path, 'utf8')).replace(before, after));
}
