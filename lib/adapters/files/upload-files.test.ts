import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { UploadFiles } from './upload-files.ts';

test('a missing file has size 0 and no spool; one that cannot be read is an error', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = new UploadFiles(folder, { maxBytes: 1000, maxUnpackedBytes: 1000, reserveBytes: 0 });
  expect(await files.size('a')).toBe(0);
  expect(await files.hasSpool('a')).toBe(false);

  await mkdir(join(folder, 'a'));
  await symlink('original', join(folder, 'a', 'original'));
  await symlink('spool.csv', join(folder, 'a', 'spool.csv'));
  await expect(files.size('a')).rejects.toMatchObject({ code: 'ELOOP' });
  await expect(files.hasSpool('a')).rejects.toMatchObject({ code: 'ELOOP' });
});

test('a file that cannot be read does not look abandoned', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-test-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const files = new UploadFiles(folder, { maxBytes: 1000, maxUnpackedBytes: 1000, reserveBytes: 0 });
  expect(await files.changedAt('a')).toBe(0);

  await mkdir(join(folder, 'a'));
  await symlink('original', join(folder, 'a', 'original'));
  expect(await files.changedAt('a')).toBe(Number.POSITIVE_INFINITY);
});
