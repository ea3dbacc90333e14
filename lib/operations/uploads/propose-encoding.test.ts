import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { OWNER } from '../../../tests/kit/actors.ts';
import { startProduct, type TestProduct, validLines } from '../../../tests/kit/product.ts';
import { viewOpenStep } from '../../commands/console/mappings/saved-mappings.ts';
import { checkUpload, completeUpload, rereadFile } from '../../commands/console/uploads.ts';
import { perform } from '../../commands/perform.ts';
import { createUpload, validateUpload } from '../../commands/rows/uploads.ts';
import { appendToUpload, beginUpload } from './receive-upload.ts';

const [header = '', record = ''] = validLines(1);
const german = Buffer.from(`${header},ln\n${record},M\xfcller\n`, 'latin1');

async function completeInConsole({ runtime }: TestProduct, bytes: Buffer, declared: { encoding?: string } = {}) {
  const folder = randomUUID();
  await beginUpload({ folder, name: 'events.csv', bytes: bytes.length }, runtime);
  await appendToUpload(folder, 0, Readable.from([bytes]), runtime);
  return perform(completeUpload, { folder, ...declared }, OWNER, runtime);
}

test('the console proposes Windows-1252, and does not review the file before a person has seen it', async () => {
  const product = await startProduct();
  const upload = await completeInConsole(product, german);
  expect(upload.encoding).toBe('windows-1252');
  expect(await product.runtime.reviews.find(upload.id)).toBeUndefined();
  const [block] = await Array.fromAsync(product.runtime.rowsOf(upload).rows(upload.start));
  expect(block?.row(0).cells.at(-1)).toBe('Müller');
});

test('a large file in Windows-1252 is not refused while it arrives', async () => {
  const { runtime } = await startProduct();
  const folder = randomUUID();
  const bytes = Buffer.concat([Buffer.from('Stra\xdfe,Stra\xdfe\n', 'latin1'), Buffer.alloc(4_200_000, 'a,b\n')]);
  await beginUpload({ folder, name: 'events.csv', bytes: 2 * bytes.length }, runtime);
  await appendToUpload(folder, 0, Readable.from([bytes]), runtime);
  await perform(checkUpload, { folder }, OWNER, runtime);
  expect((await runtime.unfinished.get(folder)).name).toBe('events.csv');
});

test('a large compressed file is not refused while it arrives', async () => {
  const { runtime } = await startProduct();
  const folder = randomUUID();
  const bytes = gzipSync(`${header}\n${randomBytes(4_000_000).toString('hex')}`);
  const arrived = bytes.subarray(0, -1000);
  await beginUpload({ folder, name: 'events.csv.gz', bytes: bytes.length }, runtime);
  await appendToUpload(folder, 0, Readable.from([arrived]), runtime);
  await perform(checkUpload, { folder }, OWNER, runtime);
  expect((await runtime.unfinished.get(folder)).name).toBe('events.csv.gz');
});

test.each<[string, (bytes: Buffer) => Buffer]>([
  ['gzip_truncated', (bytes) => bytes.subarray(0, -10)],
  ['gzip_corrupt', (bytes) => Buffer.concat([bytes.subarray(0, 20), Buffer.alloc(bytes.length - 20, 0xff)])],
])('a damaged compressed file is refused: %s', async (code, damage) => {
  const bytes = damage(gzipSync(Buffer.alloc(100_000, `${header}\n${record}\n`)));
  await expect(completeInConsole(await startProduct(), bytes)).rejects.toMatchObject({ code });
});

test('an explicit encoding is kept', async () => {
  const product = await startProduct();
  expect((await completeInConsole(product, german, { encoding: 'utf-8' })).encoding).toBe('utf-8');
});

test('for programs, a record that is not UTF-8 is invalid, unless they declare the encoding', async () => {
  const { runtime } = await startProduct();
  const create = (encoding?: string) =>
    perform(createUpload, { name: 'events.csv', content: Readable.from([german]), encoding }, OWNER, runtime);
  const { id, encoding } = await create();
  expect(encoding).toBe('utf-8');
  const summary = await perform(validateUpload, { upload: id, mapping: {} }, OWNER, runtime);
  expect(summary).toMatchObject({ invalid: 1, errors: { bad_encoding: 1 } });
  const declared = await create('iso-8859-1');
  expect(declared.encoding).toBe('windows-1252');
  expect(await perform(validateUpload, { upload: declared.id, mapping: {} }, OWNER, runtime)).toMatchObject({
    valid: 1,
  });
});

/** "Łukasz,Żółć" in windows-1250: too few letters to recognize the encoding. */
const polish = Buffer.from('\xa3ukasz,\xaf\xf3\xb3\xe6', 'latin1');

const MARK = Buffer.from('\ufeff');

const jsonLines = Buffer.concat([Buffer.from('{"em":"a@b.test","ln":"'), polish, Buffer.from('"}\n')]);

function fileOf(...names: readonly (Buffer | string)[]): Buffer {
  const lines = names.map((name) => Buffer.concat([Buffer.from(`${record},`), Buffer.from(name), Buffer.from('\n')]));
  return Buffer.concat([Buffer.from(`${header},fn,ln\n`), ...lines]);
}

test.each<[string, Buffer, string]>([
  ['in UTF-8', fileOf('Łukasz,Żółć'), 'match'],
  ['in ASCII', fileOf('Lukasz,Zolc'), 'match'],
  ['in an encoding that is not recognized', fileOf('Lukasz,Zolc', polish), 'header'],
  ['in UTF-8, with one broken record', fileOf('Łukasz,Żółć', 'Łukasz,Żółć', polish), 'match'],
  ['with a byte order mark, with one broken record', Buffer.concat([MARK, fileOf('Lukasz,Zolc', polish)]), 'match'],
  ['of JSON Lines in an encoding that is not recognized', jsonLines, 'header'],
  ['without records', fileOf(), 'header'],
  ['with a title above the header', Buffer.concat([Buffer.from('Orders of May\n'), fileOf('Łukasz,Żółć')]), 'header'],
])('a file %s opens at its first open step', async (_, bytes, step) => {
  const product = await startProduct();
  const { id: upload } = await completeInConsole(product, bytes);
  const { signal } = new AbortController();
  expect(await perform(viewOpenStep, { upload, signal }, OWNER, product.runtime)).toBe(step);
});

test('no review begins before a person has chosen the encoding of a file', async () => {
  const product = await startProduct();
  const { id } = await completeInConsole(product, fileOf('Lukasz,Zolc', polish));
  expect(await product.runtime.reviews.find(id)).toBeUndefined();
  await perform(rereadFile, { upload: id, encoding: 'windows-1250' }, OWNER, product.runtime);
  expect(await product.runtime.reviews.find(id)).toBeDefined();
});
