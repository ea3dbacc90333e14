import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { startHolder } from '../../../../tests/kit/mutex-holder.ts';
import { SqliteMutex } from './sqlite-mutex.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-locks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('work with the same key is serialized across processes', async () => {
  const folder = newFolder();
  const [first, second] = [new SqliteMutex(folder), new SqliteMutex(folder)];
  let running = 0;
  let maxRunning = 0;
  const work = async () => {
    maxRunning = Math.max(maxRunning, ++running);
    await nextTurn();
    running--;
  };
  await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? first : second).run('a', work)));
  expect([maxRunning, running]).toEqual([1, 0]);
  await expect(first.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await second.run('a', async () => 'after a failure')).toBe('after a failure');
});

function startHolderIn(folder: string, options = {}) {
  return startHolder(`
    const { SqliteMutex } = await import(${JSON.stringify(new URL('./sqlite-mutex.ts', import.meta.url).href)});
    const mutex = new SqliteMutex(${JSON.stringify(folder)}, ${JSON.stringify(options)});`);
}

test('a process that is killed releases its keys', async () => {
  const folder = newFolder();
  const { kill } = await startHolderIn(folder);
  const waiting = new SqliteMutex(folder).run('a', async () => 'entered');
  expect(await Promise.race([waiting, nextTurn('waits')])).toBe('waits');
  await kill();
  expect(await waiting).toBe('entered');
});

test('work stops waiting for a suspended process, and the error names the process', async () => {
  const folder = newFolder();
  const { holder, kill } = await startHolderIn(folder);
  holder.kill('SIGSTOP');
  const mutex = new SqliteMutex(folder, { maxSilentMs: 300 });
  const waiting = mutex.run('a', async () => 'entered');
  await expect(waiting).rejects.toMatchObject({ code: 'lock_holder_silent', params: { pid: String(holder.pid) } });
  await kill();
  expect(await mutex.run('a', async () => 'entered')).toBe('entered');
});
