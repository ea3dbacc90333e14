import { readFile, rm, stat, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Random } from '../../../examples/random.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { fileOf, sha256Of, startTus } from './tus.test-kit.ts';

const SEED = 20_261_124;

const refused = (code: string) => expect.objectContaining({ name: 'UserError', code });
const folderOf = ({ env }: Runtime, id: string) => join(env.dataDir, 'uploads', id);

test('an upload interrupted a hundred times is complete only after its last byte', async () => {
  const random = new Random(SEED);
  const tus = await startTus();
  const bytes = fileOf(20_000);
  const id = await tus.begin(bytes.length);
  let offset = 0;
  for (let cut = 0; cut < 100; cut++) {
    const rest = bytes.subarray(offset);
    const breakConnection = await tus.sendPart(id, offset, rest, random.integer(1, Math.floor(rest.length / 20)));
    // How much arrives before a cut depends on the machine, so every tenth cut waits until bytes have arrived.
    if (cut % 10 === 0) await expect.poll(() => tus.runtime.files.size(id)).toBeGreaterThan(offset);
    await breakConnection();
    await expect(tus.complete(id, sha256Of(bytes))).rejects.toEqual(refused('upload_incomplete'));
    expect(await tus.runtime.uploads.findByFolder(id)).toBeUndefined();
    const newOffset = await tus.offsetOf(id);
    expect(newOffset).toBeGreaterThanOrEqual(offset);
    offset = newOffset;
  }
  expect(offset).toBeGreaterThan(0);
  expect(await tus.send(id, offset, bytes.subarray(offset))).toMatchObject({ status: 204 });
  expect(await tus.runtime.uploads.findByFolder(id)).toBeUndefined();
  const upload = await tus.complete(id, sha256Of(bytes));
  expect(upload).toMatchObject({ bytes: bytes.length, sha256: sha256Of(bytes), name: 'events.csv' });
  expect(sha256Of(await readFile(join(folderOf(tus.runtime, id), 'original')))).toBe(sha256Of(bytes));
});

test('a request whose client has given up yields to the next one', async () => {
  const tus = await startTus();
  const bytes = fileOf(2000);
  const id = await tus.begin(bytes.length);
  const breakConnection = await tus.sendPart(id, 0, bytes, 5000);
  await expect.poll(() => tus.runtime.files.size(id)).toBe(5000);
  const offset = await tus.offsetOf(id);
  expect(await tus.send(id, offset, bytes.subarray(offset))).toMatchObject({ status: 204 });
  expect(await tus.complete(id, sha256Of(bytes))).toMatchObject({ bytes: bytes.length });
  await breakConnection();
});

test('parts of two files with the same name and size are refused and deleted', async () => {
  const tus = await startTus();
  const first = fileOf(100);
  const second = Buffer.from(first.toString().replaceAll('mail.example', 'post.example'));
  const id = await tus.begin(first.length);
  const breakConnection = await tus.sendPart(id, 0, first, 1000);
  await expect.poll(() => tus.runtime.files.size(id)).toBe(1000);
  await breakConnection();
  const offset = await tus.offsetOf(id);
  await tus.send(id, offset, second.subarray(offset));
  await expect(tus.complete(id, sha256Of(second))).rejects.toEqual(refused('upload_damaged'));
  await expect(tus.complete(id, sha256Of(second))).rejects.toEqual(refused('unfinished_upload_gone'));
  expect(await tus.request('HEAD', id)).toMatchObject({ status: 404 });
  expect(await tus.runtime.files.folders()).toEqual([]);
});

test('completing an upload again, concurrently or later, returns the same upload', async () => {
  const tus = await startTus();
  const bytes = fileOf(10);
  const id = await tus.begin(bytes.length);
  await tus.send(id, 0, bytes);
  const answers = await Promise.all([tus.complete(id, sha256Of(bytes)), tus.complete(id, sha256Of(bytes))]);
  const later = await tus.complete(id, sha256Of(bytes));
  expect(new Set([...answers, later].map((upload) => upload.id))).toEqual(new Set([later.id]));
});

test('a complete upload can be neither discarded nor written to', async () => {
  const tus = await startTus();
  const bytes = fileOf(10);
  const id = await tus.begin(bytes.length);
  await tus.send(id, 0, bytes);
  const upload = await tus.complete(id, sha256Of(bytes));
  for (const method of ['DELETE', 'HEAD']) expect(await tus.request(method, id)).toMatchObject({ status: 404 });
  expect(await tus.send(id, bytes.length, Buffer.from('more'))).toMatchObject({ status: 404 });
  expect(await tus.runtime.files.hasSpool(upload.folder)).toBe(true);
});

test('discarding deletes an upload', async () => {
  const tus = await startTus();
  const id = await tus.begin(1000);
  await (await tus.sendPart(id, 0, Buffer.alloc(1000), 500))();
  expect(await tus.request('DELETE', id)).toMatchObject({ status: 204 });
  expect(await tus.request('HEAD', id)).toMatchObject({ status: 404 });
  expect(await tus.runtime.files.folders()).toEqual([]);
  expect(await tus.runtime.unfinished.resumable()).toEqual([]);
});

test.each([
  ['too large', { PINTD_MAX_UPLOAD_BYTES: '999' }, 413, 'upload_too_large'],
  ['larger than the free disk space', { PINTD_DISK_RESERVE_BYTES: '1000000000000' }, 507, 'upload_disk_full'],
])('refuses a file that is %s before its first byte', async (_, settings, status, code) => {
  const tus = await startTus(settings);
  const answer = await tus.create(1000);
  expect(answer.status).toBe(status);
  expect(JSON.parse(answer.text)).toMatchObject({ code });
  expect(await tus.runtime.files.folders()).toEqual([]);
  expect(await tus.runtime.unfinished.resumable()).toEqual([]);
});

test.runIf(process.platform === 'linux')(
  'a disk that fills up during an upload is reported, and its space is freed',
  async () => {
    const tus = await startTus();
    const bytes = fileOf(100);
    const id = await tus.begin(bytes.length);
    const original = join(folderOf(tus.runtime, id), 'original');
    await rm(original);
    await symlink('/dev/full', original); // every write to it fails as on a full disk
    const answer = await tus.send(id, 0, bytes);
    expect(answer.status).toBe(507);
    expect(JSON.parse(answer.text)).toMatchObject({ code: 'upload_disk_full' });
    expect(await tus.runtime.files.folders()).toEqual([]);
    expect(await tus.request('HEAD', id)).toMatchObject({ status: 404 });
  },
);

test.each([
  ['without a name', { 'upload-length': '10' }, 422],
  ['without a length', { 'upload-metadata': 'filename YQ==' }, 400],
  [
    'from another site',
    { 'upload-length': '10', 'upload-metadata': 'filename YQ==', origin: 'https://evil.example' },
    403,
  ],
])('refuses an upload %s', async (_, headers, status) => {
  const tus = await startTus();
  expect(await tus.request('POST', '', headers)).toMatchObject({ status });
  expect(await tus.runtime.files.folders()).toEqual([]);
});

test('only the user of the process can read the files of an upload', async () => {
  const tus = await startTus();
  const bytes = fileOf(10);
  const id = await tus.begin(bytes.length);
  await tus.send(id, 0, bytes);
  await tus.complete(id, sha256Of(bytes));
  const folder = folderOf(tus.runtime, id);
  const modes = ['..', '.', 'original', 'spool.csv'].map(async (name) => (await stat(join(folder, name))).mode & 0o777);
  expect(await Promise.all(modes)).toEqual([0o700, 0o700, 0o600, 0o600]);
});

test('a visitor who may not upload is refused in the same way for uploads that exist and those that do not', async () => {
  const tus = await startTus();
  const bytes = fileOf(10);
  const id = await tus.begin(bytes.length);
  tus.actor = { kind: 'person', id: '7', role: 'viewer' };
  const requestAll = async (uploadId: string) => [
    await tus.request('HEAD', uploadId),
    await tus.send(uploadId, 0, bytes),
    await tus.request('DELETE', uploadId),
  ];
  const existing = await requestAll(id);
  const missing = await requestAll(id.replace(/^./, 'z'));
  expect(existing.map(({ status }) => status)).toEqual([403, 403, 403]);
  expect(missing.map(({ status, text }) => [status, text])).toEqual(existing.map(({ status, text }) => [status, text]));
  expect((await tus.create(10)).status).toBe(403);
});
