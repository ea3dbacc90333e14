import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { withLock } from './lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-lock-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function heldBy(pid: number | undefined): string {
  mkdirSync(join(folder, 'lock'));
  writeFileSync(join(folder, 'lock', 'pid'), String(pid));
  return join(folder, 'lock');
}

test('releases the lock when the work is done, and when it fails', async () => {
  const lock = join(folder, 'lock');
  expect(await withLock(lock, async () => readdirSync(folder))).toEqual(['lock']);
  await expect(withLock(lock, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(readdirSync(folder)).toEqual([]);
});

test('waits for a live holder', async () => {
  const lock = heldBy(process.ppid);
  const steps: string[] = [];
  const work = async () => void steps.push('work');
  const pause = async () => {
    if (steps.push('pause') === 3) rmSync(lock, { recursive: true });
  };
  await withLock(lock, work, pause);
  expect(steps).toEqual(['pause', 'pause', 'pause', 'work']);
});

test('takes over the lock of a dead holder', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', '']);
  expect(await withLock(heldBy(pid), async () => 'mine')).toBe('mine');
});
