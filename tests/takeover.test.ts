import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../lib/adapters/delivery/sha256.ts';
import { createProcessName, hasProcessEnded } from '../lib/adapters/system/process-name.ts';
import { type Job, uploadOf } from '../lib/core/job/job.ts';
import { BACK_TO_QUEUE } from '../lib/operations/delivery/stops.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { claimAndExecute, controlOf } from '../lib/runtime/execute.ts';
import { executeElsewhere } from './kit/elsewhere.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

/** A job of a dead process continues immediately if the process's death is certain, else when the lease expires. */

const PRINT_NAME = `import(${JSON.stringify(new URL('../lib/adapters/system/process-name.ts', import.meta.url))})
  .then(({ createProcessName }) => { console.log(createProcessName('worker')); setInterval(() => {}, 1000); });`;

/** Starts a process that runs until `end` kills it; returns the name that the process or its child prints. */
async function startProcess(command = [process.execPath, '-e', PRINT_NAME]) {
  const [file = '', ...args] = command;
  const child = spawn(file, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [name] = (await once(createInterface(child.stdout), 'line')) as [string];
  const end = async () => {
    child.kill('SIGKILL');
    await once(child, 'exit');
  };
  return { name, end };
}

test('a job of a dead process can be claimed immediately, a job of a live process cannot', async () => {
  const { runtime, export: createJob } = await startProduct();
  const { id } = await createJob(validLines(1));
  const worker = await startProcess();
  const nextClaimable = () => runtime.jobClaims.nextClaimable([], { perAccount: 1, maxQueries: 1 });
  expect(await runtime.jobClaims.claim(id, worker.name, ['queued'])).toBeDefined();
  expect(await nextClaimable()).toBeUndefined();
  expect(await runtime.jobClaims.claim(id, runtime.owner, ['running'])).toBeUndefined();
  await worker.end();
  expect(await nextClaimable()).toBe(id);
  expect(await runtime.jobClaims.claim(id, runtime.owner, ['running'])).toBeDefined();
});

test('a lease from when the clock was ahead is shortened, so that a live owner keeps its job', async () => {
  const { runtime, export: createJob } = await startProduct();
  const { id } = await createJob(validLines(1));
  const { jobClaims, workers, clock } = runtime;
  const owner = createProcessName('worker').replace(/:[^:]+:/, ':elsewhere:'); // in a container, for example
  const held = await jobClaims.claim(id, owner, ['queued']);
  await workers.heartbeat({ id: owner, pid: 1 });
  const nextClaimable = () => jobClaims.nextClaimable([], { perAccount: 1, maxQueries: 1 });
  expect([await nextClaimable(), await workers.isAnyAlive()]).toEqual([undefined, true]);
  const inAYear = clock.now() + 365 * 24 * 60 * 60 * 1000;
  for (const table of ['job', 'worker'])
    await executeElsewhere(runtime, `UPDATE ${table} SET lease_until = ?`, [inAYear]);
  expect([await nextClaimable(), await workers.isAnyAlive()]).toEqual([undefined, false]);
  await clock.sleep(2000, new AbortController().signal);
  await held?.heartbeat();
  await clock.sleep(2000, new AbortController().signal);
  expect(await nextClaimable()).toBeUndefined();
  await clock.sleep(2000, new AbortController().signal);
  expect(await nextClaimable()).toBe(id);
  expect(await jobClaims.claim(id, runtime.owner, ['running'])).toBeDefined();
});

test('an owner that has lost its job when an error occurs does not change the job', async () => {
  const product = await startProduct();
  const { jobClaims, clock, jobs } = product.runtime;
  const job = await product.export(validLines(1));
  const loseAndFail = async () => {
    await clock.sleep(10_000, new AbortController().signal);
    expect(await jobClaims.claim(job.id, 'another', ['running'])).toBeDefined();
    throw new Error('unreadable');
  };
  await product.run(job, { ledger: () => ({ firstNoted: loseAndFail }) });
  expect(await jobs.find(job.id)).toMatchObject({ state: 'running', error: null });
});

test('a request that came too late for an owner reaches the next owner', async () => {
  const { runtime, export: createJob } = await startProduct();
  const { id } = await createJob(validLines(1));
  const ledger = await runtime.jobClaims.claim(id, runtime.owner, ['queued']);
  await runtime.jobRequests.request(id, 'kill');
  await ledger?.finish('queued', null); // like a worker that ends before it has seen the request
  const nextLedger = await runtime.jobClaims.claim(id, runtime.owner, ['queued']);
  expect((await nextLedger?.heartbeat())?.request).toBe('kill');
});

test('a worker is alive until its process has ended', async () => {
  const { workers } = (await startProduct()).runtime;
  const worker = await startProcess();
  await workers.heartbeat({ id: worker.name, pid: 1234 });
  expect([await workers.isAnyAlive(), await workers.otherAlive('another')]).toEqual([true, 1234]);
  expect(await workers.otherAlive(worker.name)).toBeUndefined();
  await worker.end();
  expect([await workers.isAnyAlive(), await workers.otherAlive('another')]).toEqual([false, undefined]);
});

test('the end of a process on another machine cannot be detected', async () => {
  const worker = await startProcess();
  await worker.end();
  expect(hasProcessEnded(worker.name)).toBe(true);
  const [role, , ...rest] = worker.name.split(':');
  expect(hasProcessEnded([role, 'another machine', ...rest].join(':'))).toBe(false);
});

test.runIf(process.platform === 'linux')('an ended process is detected before its parent reaps it', async () => {
  const shell = await startProcess(['sh', '-c', '"$0" -e "$1" & exec sleep 600', process.execPath, PRINT_NAME]);
  expect(hasProcessEnded(shell.name)).toBe(false);
  process.kill(Number(shell.name.split(':')[2]), 'SIGKILL');
  await expect.poll(() => hasProcessEnded(shell.name)).toBe(true);
});

/** The name of a process that has ended, so that every claim by it counts as a death. */
async function startEndedProcess(): Promise<string> {
  const { name, end } = await startProcess();
  await end();
  return name;
}

/** Executes a job like a worker. */
async function executeAsWorker({ runtime }: TestProduct, { id }: Pick<Job, 'id'>): Promise<Job | undefined> {
  const interrupt = { signal: new AbortController().signal, stop: BACK_TO_QUEUE };
  await claimAndExecute(runtime, id, ['queued', 'running'], interrupt);
  return runtime.jobs.find(id);
}

test('a job pauses after three consecutive process deaths, and gets three more tries when resumed', async () => {
  const product = await startProduct();
  const { jobClaims, jobRequests, jobs, log } = product.runtime;
  const job = await product.export(validLines(3));
  const endedProcess = await startEndedProcess();
  const claimForEndedProcess = async (from: 'queued' | 'running') =>
    expect(await jobClaims.claim(job.id, endedProcess, [from])).toBeDefined();
  for (const from of ['queued', 'running', 'running'] as const) await claimForEndedProcess(from);
  expect(await executeAsWorker(product, job)).toMatchObject({
    state: 'paused',
    error: { code: 'process_died' },
    calls: 0,
  });
  expect((await log.page(job.id, { limit: 9 })).map(({ code }) => code)).toEqual(['job_created', 'process_died']);
  await jobRequests.requeue(job.id);
  for (const from of ['queued', 'running'] as const) await claimForEndedProcess(from);
  expect(await jobs.find(job.id)).toMatchObject({ state: 'running', deaths: 1 });
  expect(await executeAsWorker(product, job)).toMatchObject({ state: 'success', records: { accepted: 3 } });
});

test('process deaths during calls or after progress do not pause a job', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const { jobClaims, jobs, uploads, prepareFile } = product.runtime;
  const job = await product.export(validLines(5));
  const endedProcess = await startEndedProcess();
  const claim = async (from: 'queued' | 'running') => {
    const ledger = await jobClaims.claim(job.id, endedProcess, [from]);
    if (!ledger) throw new Error('not claimed');
    return ledger;
  };
  for (const from of ['queued', 'running'] as const) await claim(from);
  const ledger = await claim('running');
  const file = await prepareFile(job, await uploads.get(uploadOf(job)), new Map());
  for await (const { from, to, read, invalid, events } of file.chunks(job.cursor)) {
    const batch = { name: '1', from, lastRecord: to.record, endByte: to.byte, leftOut: [] };
    const body = { events: events.count, bodySha256: sha256(events.body) };
    await ledger.recordIntent({ from, to, read, invalid, noted: [], repeats: 0 }, { ...batch, ...body });
    break;
  }
  for (let deaths = 0; deaths < 5; deaths++) {
    const nextLedger = await claim('running');
    for (const batch of await nextLedger.openBatches()) await nextLedger.recordAttempt(batch);
  }
  expect(await jobs.find(job.id)).toMatchObject({ state: 'running', deaths: 0 });
  expect(await executeAsWorker(product, job)).toMatchObject({ state: 'success', records: { accepted: 5 } });
});

test('a job with repeated process deaths can be killed', async () => {
  const product = await startProduct();
  const { id } = await product.export(validLines(1));
  const endedProcess = await startEndedProcess();
  for (const from of ['queued', 'running', 'running'] as const)
    await product.runtime.jobClaims.claim(id, endedProcess, [from]);
  expect(await stopJob(controlOf(product.runtime), id, 'kill')).toMatchObject({ state: 'killed' });
});
