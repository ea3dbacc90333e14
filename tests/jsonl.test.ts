import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { connectorOf } from '../lib/connectors/registry.ts';
import { uploadOf } from '../lib/core/job/job.ts';
import { sampleColumns } from '../lib/operations/uploads/sample-columns.ts';
import { rejectedCsv } from '../lib/runtime/reading/files.ts';
import { PreparePool } from '../lib/runtime/reading/prepare-pool.ts';
import { startProduct } from './kit/product.ts';

/** JSON Lines files from upload to delivery, through the same core and with the same counts as CSV. */

const time = Math.floor(Date.now() / 1000) - 60;
const event = (id: number, members: object = {}) => ({
  event_name: 'checkout',
  action_source: 'web',
  event_time: time,
  event_id: `e${id}`,
  ...members,
});
const LINES = [
  JSON.stringify(event(1, { em: ['ada@mail.example', 'grace@mail.example'], value: 0 })).replace(':0}', ':72.30}'),
  '{"event_name":"checkout"',
  '',
  JSON.stringify(event(2, { hashed_maids: 'eb9f4a2c-6d1e-4f0b-9a55-3c1d2e4f5a6b', note: { kept: true } })),
  '["checkout"]',
  JSON.stringify(event(3, { em: 'grün@mail.example', opt_out: false, value: null })),
];

test.each<[how: string, bytes: Buffer]>([
  ['plain', Buffer.from(LINES.join('\n'))],
  ['with a byte order mark and CRLF', Buffer.from(`\ufeff${LINES.join('\r\n')}`)],
  ['in UTF-16', Buffer.from(`\ufeff${LINES.join('\n')}`, 'utf16le')],
  ['as gzip', gzipSync(LINES.join('\n'))],
])('objects are sent like rows, %s', async (_, bytes) => {
  const product = await startProduct();
  const job = await product.run(await product.exportBytes(bytes));
  expect(job).toMatchObject({ state: 'success', records: { read: 5, accepted: 3, invalid: 2 } });
  const [third, , first] = (await product.sandbox.events()).map(({ event }) => event); // newest first
  expect(first).toMatchObject({ custom_data: { value: '72.30' } });
  expect(first).toHaveProperty('user_data.em.1');
  expect(third).toMatchObject({ opt_out: false });
  expect(third?.['custom_data']).toBeUndefined();
  const csv = await text(await rejectedCsv(product.runtime, job.id, { statuses: ['invalid'], spreadsheetSafe: false }));
  const [header, broken, array] = csv.split(/\r?\n/);
  expect(header).toMatch(
    /^event_name,action_source,event_time,event_id,em,value,hashed_maids,note,note\.kept,opt_out,_record/,
  );
  expect(broken).toMatch(/^"\{""event_name"":""checkout""",,,,,,,,,,2,2,invalid,bad_json/);
  expect(array).toMatch(/^"\[""checkout""\]",,,,,,,,,,4,5,invalid,json_not_object/);
});

test('members of objects are mapped like columns', async () => {
  const product = await startProduct();
  const user = { mail: 'ada@mail.example', address: { zip: '01067' } };
  const bytes = Buffer.from(JSON.stringify(event(1, { user })));
  const mapping = { 'user.mail': 'em', 'user.address.zip': 'zp' };
  const job = await product.run(await product.exportBytes(bytes, {}, { matching: { mapping, constants: {} } }));
  expect(job).toMatchObject({ state: 'success', records: { read: 1, accepted: 1 } });
  const [sent] = await product.sandbox.events();
  expect(sent?.event).toMatchObject({ user_data: { em: [expect.any(String)], zp: [expect.any(String)] } });
});

test('shows the first values of columns', async () => {
  const product = await startProduct();
  const uploadId = uploadOf(await product.exportBytes(Buffer.from(LINES.join('\n'))));
  const upload = await product.runtime.uploads.get(uploadId);
  const { fields } = connectorOf('pinterest_conversion');
  const samples = await sampleColumns(upload, product.runtime.rowsOf(upload), { fields, showPersonal: true });
  expect(samples.find(({ column }) => column === 'value')?.values).toEqual(['72.30']);
  expect(samples.find(({ column }) => column === 'note')?.values).toEqual(['{"kept":true}']);
});

test('masks the first values of a column that contains an email address, even a truncated one', async () => {
  const product = await startProduct();
  const line = JSON.stringify(event(1, { search_string: `${'x'.repeat(197)}ada@mail.example` }));
  const upload = await product.runtime.uploads.get(uploadOf(await product.exportBytes(Buffer.from(line))));
  const { fields } = connectorOf('pinterest_conversion');
  const samples = await sampleColumns(upload, product.runtime.rowsOf(upload), { fields, showPersonal: false });
  const sample = samples.find(({ column }) => column === 'search_string');
  expect([sample?.isMasked, sample?.values.join().includes('ada')]).toEqual([true, false]);
});

test('a thread of the pool prepares objects as the main thread does', async () => {
  const product = await startProduct();
  const job = await product.exportBytes(Buffer.from(LINES.join('\n')));
  const upload = await product.runtime.uploads.get(uploadOf(job));
  const pool = new PreparePool(1);
  onTestFinished(() => pool.close());
  const { root, limits } = product.runtime.files;
  const firstWarnedAt = new Map<string, number>();
  const rows = { upload, selection: undefined, fixes: undefined };
  const remote = pool.open({
    purpose: 'send',
    connector: job.connector,
    job,
    rows,
    uploads: { root, limits },
    firstWarnedAt,
  });
  const local = await product.runtime.prepareFile(job, upload, firstWarnedAt);
  const [localChunks, remoteChunks] = await Promise.all(
    [local, remote].map((file) => Array.fromAsync(file.chunks(job.cursor))),
  );
  expect(remoteChunks?.map(({ events }) => Buffer.from(events.body).toString())).toEqual(
    localChunks?.map(({ events }) => Buffer.from(events.body).toString()),
  );
});
