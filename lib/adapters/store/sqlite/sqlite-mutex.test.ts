import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect, onTestFinished, test } from 'vitest';
import { SqliteMutex } from './sqlite-mutex.ts';

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-locks-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return folder;
}

test('work with the same key is serialized over several processes', async () => {
  const folder = newFolder();
  const [first, second] = [new SqliteMutex(folder), new SqliteMutex(folder)];
  let running = 0;
  let most = 0;
  const work = async () => {
    most = Math.max(most, ++running);
    await nextTurn();
    running--;
  };
  await Promise.all(Array.from({ length: 10 }, (_, n) => (n % 2 === 0 ? first : second).run('a', work)));
  expect([most, running]).toEqual([1, 0]);
  await expect(first.run('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await second.run('a', async () => 'after a failure')).toBe('after a failure');
});

test('a process that is killed releases its keys', async () => {
  const folder = newFolder();
  const module = `
    const { SqliteMutex } = await import(${JSON.stringify(new URL('./sqlite-mutex.ts', import.meta.url).href)});
    await new SqliteMutex(${JSON.stringify(folder)}).run('a', () => {
      process.stdout.write('held');
      return new Promise(() => setInterval(() => {}, 1000));
    });
  `;
  const holder = spawn(process.execPath, ['--input-type=module', '-e', module], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exited = once(holder, 'exit');
  await once(holder.stdout, 'data');
  const waiting = new SqliteMutex(folder).run('a', async () => 'entered');
  expect(await Promise.race([waiting, nextTurn('waits')])).toBe('waits');
  holder.kill('SIGKILL');
  await exited;
  expect(await waiting).toBe('entered');
});
