import { expect, test } from 'vitest';
import { authenticationOf, type Job } from '../lib/core/job/job.ts';
import { MachineError } from '../lib/core/machine-fault.ts';
import { replaceToken } from '../lib/operations/authentications/replace-token.ts';
import type { Limiter } from '../lib/operations/delivery/run.ts';
import { decideUncertain } from '../lib/operations/jobs/decide-uncertain.ts';
import { decideOptions } from '../lib/runtime/operation-options.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';

/** What a job does when its calls fail or its execution ends early, and what its next execution does. */

/** Most tests send 25 valid records, in batches of 10. */
const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '1' };
const ALL_ACCEPTED = { read: 25, accepted: 25, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
const HOUR_MS = 3_600_000;

async function logOf({ runtime }: TestProduct, { id }: Job) {
  return runtime.log.page(id, { limit: 100 });
}

async function bodiesOf({ sandbox }: TestProduct): Promise<Set<string | null>> {
  return new Set((await sandbox.received()).map(({ body_sha256 }) => body_sha256));
}

test.each([
  [{ status: 401 }, 'unauthorized', { account: ACCOUNT }],
  [{ status: 403 }, 'forbidden', { account: ACCOUNT }],
  [{ status: 404, message: 'No such account.' }, 'refused', { status: 404, message: 'No such account.' }],
  [{ status: 500 }, 'gave_up', { tries: expect.any(Number) }],
])('a job that stops because of %o names the cause: %s', async (response, code, params) => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: response }]);
  const job = await product.run(await product.export(validLines(5)));
  expect(job.error).toEqual({ code, params });
});

test('each failed call is in the log, with the time to the next one', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { call: 1 }, do: { status: 429, headers: { 'retry-after': '7' } } },
    { match: { call: 2 }, do: { status: 500 } },
  ]);
  const job = await product.run(await product.export(validLines(5)));
  const failures = (await logOf(product, job)).filter(({ level }) => level === 'warn');
  expect(failures).toMatchObject([
    { code: 'batch_busy', params: { batch: '1', status: 429, milliseconds: 7000 } },
    { code: 'batch_unknown', params: { batch: '1', status: 500, milliseconds: expect.any(Number) } },
  ]);
});

test('calls that reach no server are in the log with the reason', async () => {
  const product = await startProduct({ ...SETTINGS, PINTEREST_API_BASE_URL: 'http://127.0.0.1:9' });
  const job = await product.run(await product.export(validLines(5)));
  const failures = (await logOf(product, job)).filter(({ level }) => level === 'warn');
  expect(failures[0]).toMatchObject({ code: 'batch_unreachable', params: { status: 0, reason: 'ECONNREFUSED' } });
  expect(job.error).toEqual({ code: 'unreachable', params: { reason: 'ECONNREFUSED' } });
});

test('only a rate limit slows down the account, by the requested time', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { call: 1 }, do: { status: 429, headers: { 'retry-after': '7' } } },
    { match: { call: 2 }, do: { status: 500 } },
  ]);
  const slowdowns: number[] = [];
  const limiter: Limiter = {
    acquire: async () => ({ until: Number.POSITIVE_INFINITY }),
    slowDown: async (milliseconds) => void slowdowns.push(milliseconds),
  };
  const job = await product.run(await product.export(validLines(5)), { limiter });
  expect(job).toMatchObject({ state: 'success', calls: 3 });
  expect(slowdowns).toEqual([7000]);
});

test('a permit that has expired is renewed before the call', async () => {
  const product = await startProduct(SETTINGS);
  const { clock } = product.runtime;
  const expiryTimes = [0, 0, Number.POSITIVE_INFINITY];
  const limiter: Limiter = {
    acquire: async () => ({ until: expiryTimes.shift() ?? clock.now() }),
    slowDown: async () => {},
  };
  const job = await product.run(await product.export(validLines(5)), { limiter });
  expect(job).toMatchObject({ state: 'success', calls: 1 });
  expect(expiryTimes).toEqual([]);
});

test('events that may have been accepted a day ago are uncertain, not sent again', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status: 500 } }]);
  const job = await product.run(await product.export(validLines(25)), {
    ledger: (ledger) => ({
      async log(...line) {
        await ledger.log(...line);
        if (line[1] === 'batch_unknown') await product.runtime.clock.sleep(25 * HOUR_MS, new AbortController().signal);
      },
    }),
  });
  expect(job).toMatchObject({ state: 'error', error: { code: 'uncertain' }, records: { accepted: 15, uncertain: 10 } });
  expect(await product.runtime.records.issueCounts(job.id)).toMatchObject([{ code: 'unknown_too_long' }]);
});

test('a job interrupted before it starts sends nothing, and sends everything when it is run again', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(25));
  const interrupted = await product.run(job, { signal: AbortSignal.abort() });
  expect(interrupted).toMatchObject({ state: 'paused', error: { code: 'interrupted' }, calls: 0, startedAt: null });
  expect((await logOf(product, job)).map(({ code }) => code)).not.toContain('job_started');
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
});

test('a job does not read on after the invalid record at which it stops, even if its last calls are retried', async () => {
  const product = await startProduct(SETTINGS);
  const lines = validLines(25);
  lines[15] = 'checkout,web,1700000000,e15,not-an-address';
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status: 401 } }]);
  const job = await product.run(await product.export(lines, { skip_invalid_record: false }));
  expect(job).toMatchObject({ state: 'paused', records: { read: 15, invalid: 1 } });
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({
    state: 'error',
    error: { code: 'invalid_record', params: { record: 15, line: 16 } },
    records: { read: 15, accepted: 14, invalid: 1 },
  });
});

test('a batch with invalid and repeated records between its events is resent byte for byte', async () => {
  const product = await startProduct(SETTINGS);
  const lines = validLines(25);
  lines[13] = 'checkout,web,1700000000,e13,not-an-address';
  lines[15] = String(lines[12]);
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status: 500 } }]);
  const job = await product.run(await product.export(lines, {}, { repeats: 'first' }));
  expect(job.error?.code).toBe('gave_up');
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({
    state: 'success',
    records: { ...ALL_ACCEPTED, accepted: 23, invalid: 1, not_sent: 1 },
  });
  expect((await bodiesOf(product)).size).toBe(3);
});

test('at most once: a batch that was refused is sent when the job continues', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status: 403 } }]);
  const job = await product.run(await product.export(validLines(25), {}, { delivery: 'at_most_once' }));
  expect(job.state).toBe('paused');
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED, resentAfterUnknown: 0 });
});

test('at most once: a person can decide that uncertain records are sent again', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e11', times: 1 }, do: { acceptThenReset: true } }]);
  const job = await product.run(await product.export(validLines(25), {}, { delivery: 'at_most_once' }));
  expect(job.error?.code).toBe('uncertain');
  await decideUncertain(decideOptions(product.runtime), { id: job.id, decision: 'resend' });
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED, resentAfterUnknown: 10 });
});

test('an uncertain record with a warning stays uncertain when the next batch is accepted', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { eventId: 'e1' }, do: { status: 204 } }]);
  const phones: Readonly<Record<number, string>> = { 0: 'ph', 10: '5550100' };
  const lines = validLines(25).map((line, index) => `${line},${phones[index] ?? ''}`);
  const job = await product.run(await product.export(lines));
  const records = await product.runtime.records.page(job.id, { status: 'uncertain' }, 0, 50);
  expect(records.map(({ record }) => record)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
});

test('an unexpected error stops the job at once, and is reported to the caller', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(25));
  const running = product.run(job, { ledger: () => ({ settle: () => Promise.reject(new Error('a defect')) }) });
  await expect(running).rejects.toThrow('a defect');
  expect(await product.runtime.jobs.find(job.id)).toMatchObject({ state: 'error', error: { code: 'internal_error' } });
  expect(await product.sandbox.received()).toHaveLength(1);
  // The outcome of the first call is not known, so the call is retried.
  expect(await product.run(job)).toMatchObject({ state: 'success', records: ALL_ACCEPTED, resentAfterUnknown: 10 });
});

test('an error in the file ends the job before anything is sent, and is in its log', async () => {
  const product = await startProduct(SETTINGS);
  const lines = validLines(2).map((line, index) => `${line},${['ge', 'H', 'M'][index]}`);
  const job = await product.run(await product.export(lines));
  const params = { column: 'ge', word: 'M', other: 'H' };
  expect(job).toMatchObject({ state: 'error', calls: 0, error: { code: 'words_doubtful', params } });
  const [created, refused] = await logOf(product, job);
  expect(created?.code).toBe('job_created');
  expect(refused).toMatchObject({ code: 'file_refused', level: 'error', params });
});

test('a database that cannot be reached for a moment does not stop the job', async () => {
  const product = await startProduct(SETTINGS);
  const failures = [new MachineError('database_lost', new Error('Connection terminated'))];
  const job = await product.run(await product.export(validLines(25)), {
    ledger: (ledger) => ({
      async heartbeat() {
        const failure = failures.pop();
        if (failure) throw failure;
        return ledger.heartbeat();
      },
    }),
  });
  expect(failures).toEqual([]);
  expect(job).toMatchObject({ state: 'success', records: ALL_ACCEPTED });
});

test('a job whose token is replaced while it ends is not put back in the queue', async () => {
  const product = await startProduct(SETTINGS);
  const job = await product.export(validLines(5));
  const ended = await product.run(job, {
    ledger: (ledger) => ({
      async settle(...args) {
        await ledger.settle(...args);
        await replaceToken(product.runtime, { id: authenticationOf(job), access_token: 'pina_another' });
      },
    }),
  });
  expect(ended).toMatchObject({ state: 'success', records: { accepted: 5 } });
});

test('a former owner cannot renew its lease', async () => {
  const { runtime, export: createJob } = await startProduct(SETTINGS);
  const job = await createJob(validLines(1));
  const former = await runtime.jobClaims.claim(job.id, 'first', ['queued']);
  await former?.finish('queued', null);
  await runtime.jobClaims.claim(job.id, 'second', ['queued']);
  await expect(former?.heartbeat()).rejects.toThrow('another owner');
});
