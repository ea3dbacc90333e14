import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { hasEnded } from './adapters/process-name.ts';
import { startProduct, validLines } from './product.test-kit.ts';

/** A job whose executor has died goes on at once where that is certain, and else when the lease is over. */

const SAY_NAME = `import(${JSON.stringify(new URL('./adapters/process-name.ts', import.meta.url))})
  .then(({ nameThisProcess }) => { console.log(nameThisProcess('worker')); setInterval(() => {}, 1000); });`;

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
  const next = () => runtime.jobClaims.nextClaimable([], { ofAnAccount: 1, queries: 1 });
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
  expect(hasEnded(worker.name)).toBe(true);
  const [role, , ...rest] = worker.name.split(':');
  expect(hasEnded([role, 'another machine', ...rest].join(':'))).toBe(false);
});

test.runIf(process.platform === 'linux')('one that has ended may keep its number until its parent asks', async () => {
  const shell = await startProcess(['sh', '-c', '"$0" -e "$1" & exec sleep 600', process.execPath, SAY_NAME]);
  expect(hasEnded(shell.name)).toBe(false);
  process.kill(Number(shell.name.split(':')[2]), 'SIGKILL');
  await expect.poll(() => hasEnded(shell.name)).toBe(true);
});
