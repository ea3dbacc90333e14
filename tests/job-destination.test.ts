import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createProcessName } from '../lib/adapters/system/process-name.ts';
import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { connectorOf } from '../lib/connectors/registry.ts';
import type { Job } from '../lib/core/job/job.ts';
import { readEnv } from '../lib/env.ts';
import { KILLED, PAUSED_BY_INTERRUPT, PAUSED_BY_PERSON } from '../lib/operations/delivery/stops.ts';
import { requeueJob } from '../lib/operations/jobs/requeue-job.ts';
import { rerunJob } from '../lib/operations/jobs/rerun-job.ts';
import { resendRecords } from '../lib/operations/jobs/resend-records.ts';
import { createQueryJob } from '../lib/operations/queries/create-query-job.ts';
import { reportStatus } from '../lib/operations/settings/report-status.ts';
import { claimAndExecute, controlOf } from '../lib/runtime/execute.ts';
import { statusOptions } from '../lib/runtime/operation-options.ts';
import { SYSTEM_PLATFORM } from '../lib/runtime/platform.ts';
import { openRuntime, type Runtime } from '../lib/runtime/runtime.ts';
import { settingsOf } from './kit/elsewhere.ts';
import { ACCOUNT, skippingClock, startProduct, type TestProduct, validLines } from './kit/product.ts';
import { type TrinoScript, TrinoStandIn, trinoColumn } from './kit/trino-server.ts';

/** A job is sent to the destination that it was created for, or stays in the queue. */

const LIMITS = { perAccount: 2, maxQueries: 2 };
const INTERRUPT = { signal: new AbortController().signal, stop: PAUSED_BY_INTERRUPT };

let product: TestProduct;
let otherSandbox: Awaited<ReturnType<typeof startSandbox>>;
/** A process on the same data folder, whose base URL is that of `otherSandbox`. */
let otherProcess: Runtime;

beforeEach(async () => {
  product = await startProduct();
  otherSandbox = await startSandbox({});
  onTestFinished(() => otherSandbox.close());
  otherProcess = await openProcess({ PINTEREST_API_BASE_URL: otherSandbox.url });
});

async function openProcess(settings: Record<string, string>): Promise<Runtime> {
  const env = readEnv({ ...settingsOf(product.runtime), PINTD_LOG_LEVEL: 'silent', ...settings });
  const runtime = await openRuntime(env, 'test', { ...SYSTEM_PLATFORM, clock: skippingClock() });
  onTestFinished(() => runtime.close());
  return runtime;
}

const nextJob = ({ jobClaims }: Runtime) => jobClaims.nextClaimable([], LIMITS);
const findJob = ({ id }: Pick<Job, 'id'>) => product.runtime.jobs.find(id);
const codesOf = async ({ id }: Pick<Job, 'id'>) =>
  (await product.runtime.log.page(id, { limit: 99 })).map(({ code }) => code);
const countCalls = async () => [(await product.sandbox.received()).length, (await otherSandbox.received()).length];
const refusedState = () => ({
  state: 'queued',
  error: {
    code: 'other_destination',
    params: { kind: 'events', destination: product.sandbox.url, executor: otherSandbox.url },
  },
});

test("an executor with another destination refuses a job and claims others; an executor with the job's destination claims it", async () => {
  const job = await product.export(validLines(2));
  expect(job.destination).toBe(product.sandbox.url);
  expect(await nextJob(otherProcess)).toBeUndefined();
  for (let round = 0; round < 3; round++) await otherProcess.jobClaims.updateRefusals();
  expect(await claimAndExecute(otherProcess, job.id, ['queued', 'running'], INTERRUPT)).toBe(false);
  expect(await findJob(job)).toMatchObject(refusedState());
  expect(await codesOf(job)).toEqual(['job_created', 'job_refused']);
  const status = await reportStatus(await statusOptions(otherProcess));
  expect(status).toMatchObject({ elsewhere: [job.id], oldestQueuedAt: null, jobs: { queued: 1 } });

  const rehearsal = await product.export(validLines(1), {}, { authentication: await sandboxAuthentication() });
  expect(rehearsal.destination).toBe('sandbox');
  expect(await nextJob(otherProcess)).toBe(rehearsal.id);
  expect(await nextJob(product.runtime)).toBe(job.id);
  expect(await product.run(job)).toMatchObject({ state: 'success', error: null, records: { accepted: 2 } });
  expect(await countCalls()).toEqual([1, 0]);
});

async function sandboxAuthentication() {
  const { authentications } = product.runtime;
  return authentications.create({
    name: 'Sandbox',
    connector: 'pinterest_conversion',
    target: 'sandbox',
    token: 'any',
  });
}

test("an executor with the job's destination clears a refusal, even if it claims no job", async () => {
  const job = await product.export(validLines(1));
  await otherProcess.jobClaims.updateRefusals();
  expect(await findJob(job)).toMatchObject(refusedState());
  await product.runtime.jobClaims.updateRefusals();
  expect(await findJob(job)).toMatchObject({ state: 'queued', error: null });
});

test('executors with different destinations that check the queue in turn log each refusal of a job once', async () => {
  const job = await product.export(validLines(1));
  const third = await openProcess({ PINTEREST_API_BASE_URL: 'http://127.0.0.1:9' });
  for (let round = 0; round < 3; round++)
    for (const { jobClaims } of [otherProcess, product.runtime, third]) await jobClaims.updateRefusals();
  expect(await codesOf(job)).toEqual(['job_created', 'job_refused', 'job_refused']);
  await otherProcess.jobRequests.requeue(job.id);
  expect(await product.run(job)).toMatchObject({ state: 'success' });
});

test('the reason why a job waits does not alternate between workers with different destinations', async () => {
  const third = await openProcess({ PINTEREST_API_BASE_URL: 'http://127.0.0.1:9' });
  const job = await product.export(validLines(1));
  const seen: unknown[] = [];
  const check = async (workers: readonly Runtime[]) => {
    for (const { workers: workerStore, jobClaims, owner } of workers) {
      await workerStore.heartbeat({ id: owner, pid: process.pid });
      await jobClaims.updateRefusals();
      seen.push((await findJob(job))?.error);
    }
  };
  for (let round = 0; round < 3; round++) await check([otherProcess, third]);
  expect(seen).toEqual(Array.from({ length: 6 }, () => refusedState().error));
  await check([product.runtime]);
  seen.length = 0;
  for (let round = 0; round < 3; round++) await check([otherProcess, third, product.runtime]);
  expect(seen).toEqual(Array.from({ length: 9 }, () => null));
});

test("a job of a dead process is refused by executors with another destination, and continues on one with the job's", async () => {
  const job = await product.export(validLines(1));
  const dead = spawn(process.execPath, ['-e', '']);
  await once(dead, 'exit');
  const owner = createProcessName('worker').replace(`:${process.pid}:`, `:${dead.pid}:`);
  const ledger = await product.runtime.jobClaims.claim(job.id, owner, ['queued']);
  await product.runtime.jobClaims.nextClaimable([], LIMITS); // releases the lease of the dead process
  await otherProcess.jobClaims.updateRefusals();
  expect(await findJob(job)).toMatchObject(refusedState());
  await expect(ledger?.log('info', 'job_started')).rejects.toThrow();
  expect(await product.run(job)).toMatchObject({ state: 'success', error: null });
  expect(await countCalls()).toEqual([1, 0]);
});

test('an executor with another destination refuses to resume a job, but can pause and kill it', async () => {
  const job = await product.export(validLines(1));
  product.sandbox.setScript([{ match: {}, do: { status: 401 } }]);
  expect(await product.run(job)).toMatchObject({ state: 'paused' });
  await requeueJob(controlOf(otherProcess), job.id);
  await otherProcess.jobClaims.updateRefusals();
  expect(await findJob(job)).toMatchObject(refusedState());
  expect(await requeueJob(controlOf(otherProcess), job.id)).toMatchObject({ state: 'queued', error: null });
  const immediately = { signal: AbortSignal.abort(), stop: PAUSED_BY_PERSON };
  expect(await claimAndExecute(otherProcess, job.id, ['queued'], immediately)).toBe(true);
  expect(await findJob(job)).toMatchObject({ state: 'paused', error: { code: 'user' } });
  await claimAndExecute(otherProcess, job.id, ['paused'], { signal: AbortSignal.abort(), stop: KILLED });
  expect(await findJob(job)).toMatchObject({ state: 'killed', error: null });
  expect(await countCalls()).toEqual([1, 0]);
});

test('resends and re-runs go to the destination of the job; if none is recorded, to that of the process', async () => {
  product.sandbox.setScript([{ match: {}, do: { failEventIds: ['e1'] } }]);
  const job = await product.run(await product.export(validLines(2)));
  expect(job.records).toMatchObject({ accepted: 1, rejected: 1 });
  const resend = () => resendRecords(otherProcess, { id: job.id, statuses: ['rejected'] });
  const { id, destination } = await resend();
  expect(destination).toBe(product.sandbox.url);
  await claimAndExecute(otherProcess, id, ['queued'], { signal: AbortSignal.abort(), stop: KILLED });
  expect((await rerunJob(otherProcess, job.id)).destination).toBe(product.sandbox.url);
  removeDestination(job);
  expect((await resend()).destination).toBe(otherSandbox.url);
  expect((await rerunJob(otherProcess, job.id)).destination).toBe(otherSandbox.url);
});

/** Makes a job look like one that was created before destinations were recorded. */
function removeDestination(job: Job): void {
  const find = otherProcess.jobs.find.bind(otherProcess.jobs);
  otherProcess.jobs.find = async (id) => {
    const found = await find(id);
    return found && id === job.id ? { ...found, destination: 'unrecorded' } : found;
  };
}

test('events accepted by one destination are not left out for another', async () => {
  const first = await product.run(await product.export(validLines(3)));
  expect(first.records.accepted).toBe(3);
  expect((await product.run(await product.export(validLines(3)))).records).toMatchObject({ accepted: 0, not_sent: 3 });
  const second = await product.export(validLines(3), {}, { destination: otherSandbox.url });
  await claimAndExecute(otherProcess, second.id, ['queued'], INTERRUPT);
  expect(await findJob(second)).toMatchObject({ state: 'success', records: { accepted: 3, not_sent: 0 } });
  expect(await otherSandbox.unique()).toHaveLength(3);
});

test('a query runs with the Trino server, catalog and user that it was created for; once its result is frozen, only the destination counts', async () => {
  const trino = await TrinoStandIn.start(() => RESULT);
  onTestFinished(() => trino.close());
  const settings = { PINTD_TRINO_URL: trino.url, PINTD_TRINO_USER: 'reader', PINTD_TRINO_CATALOG: 'lake' };
  const same = { PINTEREST_API_BASE_URL: product.sandbox.url };
  const home = await openProcess({ ...same, ...settings });
  const [authentication] = await home.authentications.list();
  if (!authentication) throw new Error('no authentication');
  const parameters = { ad_account_id: ACCOUNT, skip_invalid_record: true };
  const job = await createQueryJob(
    {
      database: 'shop',
      engine: 'trino',
      sql: 'SELECT 1',
      export: { connector: connectorOf('pinterest_conversion'), authentication, parameters },
    },
    home,
  );
  const address = `${trino.url}?catalog=lake&user=reader`;
  expect(job).toMatchObject({ destination: product.sandbox.url, query: { engineAddress: address } });
  for (const [changed, executor] of [
    [{ ...settings, PINTD_TRINO_URL: 'http://127.0.0.1:9' }, 'http://127.0.0.1:9?catalog=lake&user=reader'],
    [{ ...settings, PINTD_TRINO_USER: 'admin' }, `${trino.url}?catalog=lake&user=admin`],
    [{ ...settings, PINTD_TRINO_CATALOG: 'live' }, `${trino.url}?catalog=live&user=reader`],
    [{}, 'none'],
  ] as const) {
    const runtime = await openProcess({ ...same, ...changed });
    await runtime.jobClaims.updateRefusals();
    expect(await nextJob(runtime)).toBeUndefined();
    const params = { kind: 'query', destination: address, executor };
    expect(await findJob(job)).toMatchObject({ state: 'queued', error: { code: 'other_destination', params } });
  }
  product.sandbox.setScript([{ match: { call: 1 }, do: { status: 401 } }]);
  await claimAndExecute(home, job.id, ['queued'], INTERRUPT);
  expect(await findJob(job)).toMatchObject({ state: 'paused', error: { code: 'unauthorized' } });
  product.sandbox.setScript([]);
  expect(await product.run(job)).toMatchObject({ state: 'success', records: { accepted: 1 } });
  expect((await rerunJob(home, job.id)).query?.engineAddress).toBe(address);
});

const RESULT: TrinoScript = {
  columns: ['event_name', 'action_source', 'event_time', 'event_id', 'em'].map((name) => trinoColumn(name, 'varchar')),
  pages: [JSON.stringify([['checkout', 'web', String(Math.floor(Date.now() / 1000) - 60), 'e1', 'a@mail.test']])],
};
