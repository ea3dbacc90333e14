import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, onTestFinished, test } from 'vitest';
import { createFolders } from './create-folders.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pintd-folders-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
});

test('creates a folder with its parents, readable by its owner only; an existing folder stays', () => {
  const path = join(folder, 'a', 'b');
  createFolders(path);
  createFolders(path);
  for (const created of [join(folder, 'a'), path]) expect(statSync(created).mode & 0o777).toBe(0o700);
});

test('refuses a path that is a file, or leads through one', () => {
  const file = join(folder, 'file');
  writeFileSync(file, '');
  expect(() => createFolders(file)).toThrow('EEXIST');
  expect(() => createFolders(join(file, 'a', 'b'))).toThrow('ENOTDIR');
});

test.runIf(process.platform === 'linux')('ends with an error in a file system that has no new folders', () => {
  expect(() => createFolders('/proc/none/keys')).toThrow('ENOENT');
});
