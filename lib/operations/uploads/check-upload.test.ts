import { randomBytes, randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { startProduct, validLines } from '../../../tests/kit/product.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { checkUpload } from './check-upload.ts';
import { appendToUpload, beginUpload } from './receive-upload.ts';

const MANY = 5_000_000; // bytes, enough to contain the whole header
const [header = '', ...records] = validLines(100);
const rows = `${records.join('\n')}\n`;
const file = (head: string, bytes = MANY) => Buffer.from(`${head}\n${rows.repeat(Math.ceil(bytes / rows.length))}`);
const equalNames = file(`${header},em`);

/** The container of older Office files, whose first sector lists one stream: the encrypted workbook. */
function encryptedWorkbook(): Buffer {
  const bytes = Buffer.alloc(MANY);
  bytes.write('d0cf11e0a1b11ae1', 'hex');
  bytes.writeUInt16LE(9, 30);
  bytes.write('EncryptedPackage', 512, 'utf16le');
  return bytes;
}

/** Receives the first bytes of a larger file, and checks them. */
async function check(bytes: Uint8Array, declared: Parameters<typeof checkUpload>[1] = {}) {
  const { runtime } = await startProduct();
  const options = { ...runtime, connector: connectorOf('pinterest_conversion') };
  const folder = randomUUID();
  await beginUpload({ folder, name: 'events.csv', bytes: 2 * bytes.length }, options);
  await appendToUpload(folder, 0, Readable.from([bytes]), options);
  const refused = await checkUpload(folder, declared, options).then(
    () => undefined,
    (error: unknown) => (error as { code: string }).code,
  );
  const kept = await readdir(join(runtime.env.dataDir, 'uploads', folder)).catch(() => []);
  return { refused, kept };
}

test.each<[string, Uint8Array, Parameters<typeof checkUpload>[1], string | undefined]>([
  ['a valid file', file(header), {}, undefined],
  ['two columns with the same name', equalNames, {}, 'duplicate_columns'],
  ['two columns with the same name, in UTF-16', Buffer.from(`\ufeff${equalNames}`, 'utf16le'), {}, 'duplicate_columns'],
  ['two equal names that an explicit delimiter does not separate', equalNames, { delimiter: ';' }, undefined],
  ['binary data', randomBytes(MANY), {}, 'file_binary'],
  ['an old workbook', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), randomBytes(MANY)]), {}, 'workbook_old'],
  ['a workbook with a password', encryptedWorkbook(), {}, 'workbook_encrypted'],
  ['an unknown encoding', file(header), { encoding: 'klingon' }, 'encoding_unknown'],
  ['too little to check', file(`${header},em`, 1_000_000), {}, undefined],
  ['an incomplete compressed binary file', gzipSync(randomBytes(MANY)).subarray(0, -9), {}, 'file_binary'],
  ['an incomplete compressed text file', gzipSync(file(header, 9e6), { level: 0 }).subarray(0, -9), {}, undefined],
])('checks the beginning of an upload: %s', async (_, bytes, declared, code) => {
  expect(await check(bytes, declared)).toEqual({ refused: code, kept: code === undefined ? ['original'] : [] });
});
