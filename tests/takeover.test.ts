import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { sha256 } from '../lib/adapters/delivery/sha256.ts';
import { hasProcessEnded } from '../lib/adapters/system/process-name.ts';
import { type Job, uploadOf } from '../lib/core/job/job.ts';
import { BACK_TO_QUEUE } from '../lib/operations/delivery/stops.ts';
import { stopJob } from '../lib/operations/jobs/control-job.ts';
import { claimAndExecute, controlOf } from '../lib/runtime/execute.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';

/** A job whose executor has died goes on at once where that is certain, and else when the lease is over. */

const SAY_NAME = `import(${JSON.stringify(new URL('../lib/adapters/system/process-name.ts', import.meta.url))})
  .then(({ createProcessName }) => { console.log(createProcessName('worker')); setInterval(() => {}, 1000); });`;

/** A process that lives until it is killed, by the name it has given itself. */
async function startProcess(command = [process.execPath, '-e', SAY_NAME]) {
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

test('a job of a process that has ended is to be had at once, one of a process that lives is not', async () => {
  const { runtime, export: make } = await startProduct();
  const { id } = await make(validLines(1));
  const worker = await startProcess();
  const next = () => runtime.jobClaims.nextClaimable([], { perAccount: 1, queries: 1 });
  expect(runtime.jobClaims.claim(id, worker.name, ['queued'])).toBeDefined();
  expect(next()).toBeUndefined();
  expect(runtime.jobClaims.claim(id, runtime.owner, ['running'])).toBeUndefined();
  await worker.end();
  expect(next()).toBe(id);
  expect(runtime.jobClaims.claim(id, runtime.owner, ['running'])).toBeDefined();
});

test('a worker counts as alive until its process has ended', async () => {
  const { workers } = (await startProduct()).runtime;
  const worker = await startProcess();
  workers.heartbeat(worker.name, 1234);
  expect([workers.isAnyAlive(), workers.otherAlive('another')]).toEqual([true, 1234]);
  expect(workers.otherAlive(worker.name)).toBeUndefined();
  await worker.end();
  expect([workers.isAnyAlive(), workers.otherAlive('another')]).toEqual([false, undefined]);
});

test('of a process elsewhere nobody can tell whether it has ended', async () => {
  const worker = await startProcess();
  await worker.end();
  expect(hasProcessEnded(worker.name)).toBe(true);
  const [role, , ...rest] = worker.name.split(':');
  expect(hasProcessEnded([role, 'another machine', ...rest].join(':'))).toBe(false);
});

test.runIf(process.platform === 'linux')('one that has ended may keep its number until its parent asks', async () => {
  const shell = await startProcess(['sh', '-c', '"$0" -e "$1" & exec sleep 600', process.execPath, SAY_NAME]);
  expect(hasProcessEnded(shell.name)).toBe(false);
  process.kill(Number(shell.name.split(':')[2]), 'SIGKILL');
  await expect.poll(() => hasProcessEnded(shell.name)).toBe(true);
});

/** A process that has ended, by its name: whatever it claims, it dies of. */
async function startDead(): Promise<string> {
  const { name, end } = await startProcess();
  await end();
  return name;
}

/** As the worker does. */
async function workOn({ runtime }: TestProduct, { id }: Pick<Job, 'id'>): Promise<Job | undefined> {
  const interrupt = { signal: new AbortController().signal, stop: BACK_TO_QUEUE };
  await claimAndExecute(runtime, id, ['queued', 'running'], interrupt);
  return runtime.jobs.find(id);
}

test('a job that its process dies of three times in a row pauses, and is tried three more times when it is resumed', async () => {
  const product = await startProduct();
  const { jobClaims, jobRequests, jobs, log } = product.runtime;
  const [made, dead] = [await product.export(validLines(3)), await startDead()];
  const die = (from: 'queued' | 'running') => expect(jobClaims.claim(made.id, dead, [from])).toBeDefined();
  for (const from of ['queued', 'running', 'running'] as const) die(from);
  expect(await workOn(product, made)).toMatchObject({ state: 'paused', error: { code: 'process_died' }, calls: 0 });
  expect(log.page(made.id, { limit: 9 }).map(({ code }) => code)).toEqual(['job_created', 'process_died']);
  jobRequests.requeue(made.id);
  for (const from of ['queued', 'running'] as const) die(from);
  expect(jobs.find(made.id)).toMatchObject({ state: 'running', deaths: 1 });
  expect(await workOn(product, made)).toMatchObject({ state: 'success', records: { accepted: 3 } });
});

test('a job whose processes die while a call is under way, or that got further meanwhile, goes on', async () => {
  const product = await startProduct({ PINTD_MAX_EVENTS_PER_CALL: '2' });
  const { jobClaims, jobs, uploads, prepareFile } = product.runtime;
  const [made, dead] = [await product.export(validLines(5)), await startDead()];
  const claim = (from: 'queued' | 'running') => {
    const ledger = jobClaims.claim(made.id, dead, [from]);
    if (!ledger) throw new Error('not to be had');
    return ledger;
  };
  for (const from of ['queued', 'running'] as const) claim(from);
  const ledger = claim('running');
  const file = prepareFile(made, uploads.get(uploadOf(made)), new Map());
  for await (const { from, to, read, invalid, events } of file.chunks(made.cursor)) {
    const batch = { name: '1', from, lastRecord: to.record, endByte: to.byte, leftOut: [] };
    const body = { events: events.records.length, bodySha256: sha256(events.body) };
    await ledger.recordIntent({ to, read, invalid, noted: [] }, { ...batch, ...body });
    break;
  }
  for (let deaths = 0; deaths < 5; deaths++) {
    const next = claim('running');
    for (const batch of next.openBatches()) await next.recordAttempt(batch);
  }
  expect(jobs.find(made.id)).toMatchObject({ state: 'running', deaths: 0 });
  expect(await workOn(product, made)).toMatchObject({ state: 'success', records: { accepted: 5 } });
});

test('a person who stops a job that its processes die of has it stopped', async () => {
  const product = await startProduct();
  const [{ id }, dead] = [await product.export(validLines(1)), await startDead()];
  for (const from of ['queued', 'running', 'running'] as const) product.runtime.jobClaims.claim(id, dead, [from]);
  expect(await stopJob(controlOf(product.runtime), id, 'kill')).toMatchObject({ state: 'killed' });
});
