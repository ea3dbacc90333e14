import { once } from 'node:events';
import { expect, test } from 'vitest';
import type { Job } from '../lib/core/job/job.ts';
import { replaceToken } from '../lib/operations/authentications/replace-token.ts';
import { runLeased } from '../lib/operations/delivery/run-leased.ts';
import { BACK_TO_QUEUE, PAUSED_BY_INTERRUPT } from '../lib/operations/delivery/stops.ts';
import { followJob, stopJob } from '../lib/operations/jobs/control-job.ts';
import { requeueJob } from '../lib/operations/jobs/requeue-job.ts';
import { claimAndExecute, controlOf } from '../lib/runtime/execute.ts';
import { ACCOUNT, startProduct, type TestProduct, validLines } from './kit/product.ts';

const SETTINGS = { PINTD_MAX_EVENTS_PER_CALL: '10', PINTD_CALLS_IN_FLIGHT: '1' };
const OTHER_ACCOUNT = '549764609762';

async function stateOf({ runtime }: TestProduct, { id }: Job): Promise<[string, string | undefined]> {
  const job = (await runtime.jobs.find(id)) as Job;
  return [job.state, job.error?.code];
}

test.each([
  [401, 'unauthorized', ['paused', 'unauthorized']],
  [403, 'forbidden', ['queued', undefined]],
] as const)('%i pauses the affected queued jobs; a new token requeues them', async (status, code, otherState) => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status } }]);
  const lines = validLines(15);
  const first = await product.export(lines);
  const sameAccount = await product.export(lines);
  const otherAccount = await product.export(lines, { ad_account_id: OTHER_ACCOUNT });
  await product.run(first);
  expect(await stateOf(product, first)).toEqual(['paused', code]);
  expect(await stateOf(product, sameAccount)).toEqual(['paused', code]);
  expect(await stateOf(product, otherAccount)).toEqual(otherState);
  product.sandbox.setScript([]);
  await replaceToken(product.runtime, { id: Number(first.authenticationId), access_token: 'pina_another' });
  for (const job of [first, sameAccount, otherAccount])
    expect(await stateOf(product, job)).toEqual(['queued', undefined]);
  expect(await product.run(first)).toMatchObject({ state: 'success', resentAfterUnknown: 0 });
});

test('a job whose token is replaced while its last calls end is requeued, not paused as refused', async () => {
  const product = await startProduct({ ...SETTINGS, PINTD_CALLS_IN_FLIGHT: '2' });
  const { authentications } = product.runtime;
  // Held until the second call has its response, so that both are in flight.
  product.sandbox.setScript([{ match: { eventId: 'e1' }, do: { status: 401, held: true } }]);
  const job = await product.export(validLines(15));
  const id = Number(job.authenticationId);
  const ended = await product.run(job, {
    ledger: (ledger) => ({
      settle: async (...args) => {
        product.sandbox.setScript([]);
        await expect.poll(async () => (await authentications.get(id)).failedAt).not.toBeNull();
        await replaceToken(product.runtime, { id, access_token: 'pina_another' });
        await ledger.settle(...args);
      },
    }),
  });
  expect(ended).toMatchObject({ state: 'queued', error: null, records: { accepted: 5 } });
  expect(await product.run(job)).toMatchObject({ state: 'success', records: { accepted: 15 } });
});

test('a job whose token is replaced while its query is stopped is requeued, not paused as refused', async () => {
  const product = await startProduct(SETTINGS);
  const { runtime } = product;
  const [refused, querying] = [await product.export(validLines(5)), await product.export(validLines(5))];
  const ledger = await runtime.jobClaims.claim(querying.id, runtime.owner, ['queued']);
  if (!ledger) throw new Error('the job cannot be claimed');
  const interrupt = { signal: new AbortController().signal, stop: BACK_TO_QUEUE };
  await runLeased({ ledger, hasRoom: () => true, failureCode: 'query_failed' }, interrupt, async ({ signal }) => {
    const stopped = once(signal, 'abort');
    await runtime.jobRequests.pauseOthers(refused, 'unauthorized');
    await stopped;
    await replaceToken(runtime, { id: Number(refused.authenticationId), access_token: 'pina_another' });
    signal.throwIfAborted();
  });
  expect(await stateOf(product, querying)).toEqual(['queued', undefined]);
  expect(await product.run(querying)).toMatchObject({ state: 'success', records: { accepted: 5 } });
});

test('a job that a person pauses while its token is refused does not resume with the new token', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status: 401 } }]);
  const [kept, other] = [await product.export(validLines(5)), await product.export(validLines(5))];
  await product.run(kept);
  expect(await stopJob(controlOf(product.runtime), kept.id, 'pause')).toMatchObject({ error: { code: 'user' } });
  await replaceToken(product.runtime, { id: Number(kept.authenticationId), access_token: 'pina_another' });
  expect(await stateOf(product, kept)).toEqual(['paused', 'user']);
  expect(await stateOf(product, other)).toEqual(['queued', undefined]);
});

test('a job that is being killed is not put back in the queue', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ do: { status: 401 } }]);
  const { id } = await product.run(await product.export(validLines(5)));
  const { jobRequests, jobs } = product.runtime;
  await jobRequests.request(id, 'kill');
  const control = controlOf(product.runtime);
  await expect(requeueJob(control, id)).rejects.toMatchObject({ code: 'job_busy' });
  expect(await jobs.find(id)).toMatchObject({ state: 'paused', request: 'kill' });
  expect(await stopJob(control, id, 'kill')).toMatchObject({ state: 'killed' });
});

test('401 pauses a running job of the same authentication', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { account: OTHER_ACCOUNT }, do: { status: 401 } },
    { match: { call: 2 }, do: { held: true } },
  ]);
  const slow = await product.export(validLines(50));
  const running = product.run(slow, { onRequest: () => product.sandbox.setScript([]) });
  await expect.poll(async () => (await product.sandbox.received()).length).toBe(2);
  const refused = await product.run(await product.export(validLines(5), { ad_account_id: OTHER_ACCOUNT }));
  expect(refused.error?.code).toBe('unauthorized');
  const paused = await running;
  expect(paused).toMatchObject({
    state: 'paused',
    request: null,
    error: { code: 'unauthorized', params: { account: ACCOUNT } },
    records: { accepted: 20 },
  });
  expect(await product.run(slow)).toMatchObject({ state: 'success', records: { accepted: 50 } });
});

test('a refusal of a replaced token requeues the job, and pauses no other', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([{ match: { call: 1 }, do: { status: 401, held: true } }]);
  const [job, waiting] = [await product.export(validLines(25)), await product.export(validLines(5))];
  const running = product.run(job);
  await expect.poll(async () => (await product.sandbox.received()).length).toBeGreaterThan(0);
  await replaceToken(product.runtime, { id: Number(job.authenticationId), access_token: 'pina_another' });
  product.sandbox.setScript([]);
  expect(await running).toMatchObject({ state: 'queued', error: null });
  expect(await stateOf(product, waiting)).toEqual(['queued', undefined]);
  expect((await product.runtime.authentications.get(Number(job.authenticationId))).failedAt).toBeNull();
  expect(await product.run(job)).toMatchObject({ state: 'success', records: { accepted: 25 } });
});

test('a shell command interrupted before its job exists pauses the job, even if a worker executes it', async () => {
  const product = await startProduct(SETTINGS);
  const { runtime } = product;
  const { id } = await product.export(validLines(25));
  // On a clock that does not wait, the lease of a worker would expire while the shell polls.
  const besideWorker = { ...controlOf(runtime), isWorkerAlive: async () => true };
  const following = followJob(besideWorker, id, AbortSignal.abort(), AbortSignal.timeout(20_000));
  await expect.poll(async () => (await runtime.jobs.find(id))?.request, { timeout: 10_000 }).toBe('pause');
  await claimAndExecute(runtime, id, ['queued'], { signal: new AbortController().signal, stop: BACK_TO_QUEUE });
  expect(await following).toMatchObject({ state: 'paused', error: { code: 'user' }, calls: 0 });
});

test('a job pauses while free disk space is below the reserve', async () => {
  const product = await startProduct(SETTINGS);
  const { id } = await product.export(validLines(25));
  const withoutRoom = { ...product.runtime, hasRoom: () => false };
  const interrupt = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };
  await claimAndExecute(withoutRoom, id, ['queued'], interrupt);
  const job = (await product.runtime.jobs.find(id)) as Job;
  expect(job).toMatchObject({ state: 'paused', error: { code: 'disk_full' }, calls: 0 });
  await product.runtime.jobRequests.requeueAfterDiskFull();
  expect(await stateOf(product, job)).toEqual(['queued', undefined]);
});

test('a rate-limited account blocks calls of its own jobs, not those of other accounts', async () => {
  const product = await startProduct(SETTINGS);
  product.sandbox.setScript([
    { match: { account: ACCOUNT, times: 1 }, do: { status: 429, headers: { 'retry-after': '600' } } },
  ]);
  const { clock } = product.runtime;
  const startedAt = clock.now();
  const limited = product.run(await product.export(validLines(25)));
  const other = await product.run(await product.export(validLines(25), { ad_account_id: OTHER_ACCOUNT }));
  expect(other.state).toBe('success');
  expect(await limited).toMatchObject({ state: 'success', records: { accepted: 25 }, calls: 4 });
  expect(clock.now() - startedAt).toBeGreaterThan(599_000);
});

test('a warning that is given once per file is not given again when its job continues after a pause', async () => {
  const product = await startProduct(SETTINGS);
  const lines = validLines(25).map((line, i) => (i === 0 ? line : line.replace(/,\d{10},/, ',2026-11-01 10:00:00,')));
  product.sandbox.setScript([{ match: { eventId: 'e11' }, do: { status: 403 } }]);
  const job = await product.run(await product.export(lines));
  expect(job.state).toBe('paused');
  product.sandbox.setScript([]);
  await product.run(job);
  const counts = await product.runtime.records.issueCounts(job.id);
  expect(counts.filter(({ code }) => code === 'event_time_without_zone')).toMatchObject([{ records: 1 }]);
});
