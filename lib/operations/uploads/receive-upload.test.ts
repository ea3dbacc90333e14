import { randomUUID } from 'node:crypto';
import { mkdir, rmdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { startProduct, validLines } from '../../../tests/kit/product.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { MachineError } from '../../core/machine-fault.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { type CompleteOptions, completeUpload } from './complete-upload.ts';
import { discardUpload } from './discard-upload.ts';
import { appendToUpload, beginUpload, type ReceiveOptions, receiveUpload } from './receive-upload.ts';

const file = () => Readable.from([Buffer.from(`${validLines(3).join('\n')}\n`)]);

function throwDiskFull(): never {
  throw new MachineError('disk_full', new Error('database or disk is full'));
}

/** Options with a database on a full disk: it can read, and only write what `roomFor` lists. */
function onFullDisk({ unfinished, uploads, ...runtime }: Runtime, roomFor: readonly string[] = []): ReceiveOptions {
  const has = (what: string) => roomFor.includes(what);
  return {
    ...runtime,
    connector: connectorOf('pinterest_conversion'),
    unfinished: {
      begin: async (upload) => (has('begin') ? await unfinished.begin(upload) : throwDiskFull()),
      touch: async (folder) => (has('touch') ? await unfinished.touch(folder) : throwDiskFull()),
      delete: async (folder) => (has('delete') ? await unfinished.delete(folder) : throwDiskFull()),
    },
    uploads: {
      findByFolder: (folder) => uploads.findByFolder(folder),
      complete: async (upload) => (has('complete') ? await uploads.complete(upload) : throwDiskFull()),
    },
  };
}

test.each([[[]], [['begin']], [['begin', 'touch']], [['begin', 'touch', 'delete']]])(
  'reports a full disk if the database can only write %j, and keeps no bytes',
  async (roomFor) => {
    const { runtime } = await startProduct();
    const received = receiveUpload(file(), { name: 'events.csv' }, onFullDisk(runtime, roomFor));
    await expect(received).rejects.toMatchObject({ name: 'UserError', code: 'upload_disk_full' });
    expect(await runtime.files.folders()).toEqual([]);
  },
);

async function begin(runtime: Runtime): Promise<{ folder: string; bytes: number; options: ReceiveOptions }> {
  const options = { ...runtime, connector: connectorOf('pinterest_conversion') };
  const folder = randomUUID();
  await beginUpload({ folder, name: 'events.csv', bytes: undefined }, options);
  return { folder, bytes: await appendToUpload(folder, 0, file(), options), options };
}

test('a temporary fault keeps the received bytes', async () => {
  const { runtime } = await startProduct();
  const { folder, bytes, options } = await begin(runtime);
  const obstacle = join(runtime.env.dataDir, 'uploads', folder, 'spool.csv');
  await mkdir(obstacle);
  await expect(completeUpload(folder, {}, options)).rejects.not.toMatchObject({ name: 'UserError' });
  await rmdir(obstacle);
  expect(await completeUpload(folder, {}, options)).toMatchObject({ bytes });
});

test('an upload discarded during completion is reported as gone', async () => {
  const { runtime } = await startProduct();
  const { folder, options } = await begin(runtime);
  const uploads: CompleteOptions['uploads'] = {
    findByFolder: (name) => runtime.uploads.findByFolder(name),
    complete: async (upload) => {
      await discardUpload(folder, runtime); // as late as possible
      return runtime.uploads.complete(upload);
    },
  };
  const completing = completeUpload(folder, {}, { ...options, uploads });
  await expect(completing).rejects.toMatchObject({ name: 'UserError', code: 'unfinished_upload_gone' });
  expect(await runtime.uploads.findByFolder(folder)).toBeUndefined();
  expect(await runtime.files.folders()).toEqual([]);
});

test('a completion that lost its lock does not change the files of the process that completed the upload', async () => {
  const { runtime } = await startProduct();
  const { folder, options } = await begin(runtime);
  const { spool } = runtime.files.pathsOf(folder);
  let written: number | undefined;
  const assertHeld = async () => {
    await completeUpload(folder, {}, options);
    written = (await stat(spool)).ctimeMs;
    throw new MachineError('database_lost', new Error('the lock was lost'));
  };
  const upload = await completeUpload(folder, {}, { ...options, assertHeld });
  expect(upload).toEqual(await runtime.uploads.findByFolder(folder));
  expect((await stat(spool)).ctimeMs).toBe(written);
});
