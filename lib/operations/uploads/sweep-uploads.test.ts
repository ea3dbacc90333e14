import { randomUUID } from 'node:crypto';
import { mkdir, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { executeElsewhere } from '../../../tests/kit/elsewhere.ts';
import { startProduct, validLines } from '../../../tests/kit/product.ts';
import { connectorOf } from '../../connectors/registry.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { appendToUpload, beginUpload, receiveUpload } from './receive-upload.ts';
import { sweepUploads, UPLOAD_ABANDONED_AFTER_MS } from './sweep-uploads.ts';

const OLD = Date.now() - UPLOAD_ABANDONED_AFTER_MS - 60_000;
const file = () => Readable.from([Buffer.from(`${validLines(2).join('\n')}\n`)]);
const pathOf = ({ env }: Runtime, folder: string) => join(env.dataDir, 'uploads', folder);

async function begin(runtime: Runtime): Promise<string> {
  const folder = randomUUID();
  await beginUpload({ folder, name: 'events.csv', bytes: 1000 }, runtime);
  await appendToUpload(folder, 0, file(), runtime);
  return folder;
}

async function complete(runtime: Runtime): Promise<string> {
  const options = { ...runtime, connector: connectorOf('pinterest_conversion') };
  return (await receiveUpload(file(), { name: 'events.csv' }, options)).folder;
}

/** The folder left by a process that was killed while removing an upload. */
async function stray(runtime: Runtime): Promise<string> {
  await mkdir(pathOf(runtime, 'stray'), { recursive: true });
  await writeFile(join(pathOf(runtime, 'stray'), 'original'), 'a');
  return 'stray';
}

async function ageRow(runtime: Runtime, folder: string): Promise<void> {
  await executeElsewhere(runtime, 'UPDATE unfinished_upload SET touched_at = ? WHERE folder = ?', [OLD, folder]);
}

async function ageFiles(runtime: Runtime, folder: string): Promise<void> {
  const path = pathOf(runtime, folder);
  for (const aged of [join(path, 'original'), path]) await utimes(aged, OLD / 1000, OLD / 1000);
}

test.each([
  ['an upload untouched for a day', begin, 'row and files', false],
  ['an upload that was touched today', begin, 'files', true],
  ['an upload that is still receiving bytes', begin, 'row', true],
  ['a new upload', begin, '', true],
  ['a complete upload', complete, 'row and files', true],
  ['an unreferenced folder', stray, 'files', false],
  ['a new unreferenced folder', stray, '', true],
] as const)('removes only what is abandoned: %s', async (_, make, old, kept) => {
  const { runtime } = await startProduct();
  const folder = await make(runtime);
  if (old.includes('row')) await ageRow(runtime, folder);
  if (old.includes('files')) await ageFiles(runtime, folder);
  expect(await sweepUploads(runtime)).toBe(kept ? 0 : 1);
  expect(await runtime.files.folders()).toEqual(kept ? [folder] : []);
  if (make !== stray) expect(await runtime.unfinished.belongsToUpload(folder)).toBe(kept);
});

test('forgets an upload without a folder', async () => {
  const { runtime } = await startProduct();
  const folder = await begin(runtime);
  await rm(pathOf(runtime, folder), { recursive: true });
  await ageRow(runtime, folder);
  expect(await sweepUploads(runtime)).toBe(0);
  expect(await runtime.unfinished.belongsToUpload(folder)).toBe(false);
});

test('refuses to resume a swept upload', async () => {
  const { runtime } = await startProduct();
  const folder = await begin(runtime);
  await ageRow(runtime, folder);
  await ageFiles(runtime, folder);
  await sweepUploads(runtime);
  const gone = expect.objectContaining({ name: 'UserError', code: 'unfinished_upload_gone' });
  await expect(appendToUpload(folder, 3, file(), runtime)).rejects.toEqual(gone);
});
