import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProduct, type TestProduct } from '../../../tests/kit/product.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import { recordNumbers } from '../../core/delivery/outcome-table.ts';
import { UserError } from '../../core/errors.ts';
import { type Job, uploadOf } from '../../core/job/job.ts';
import type { Fix } from '../../core/review/fix.ts';
import type { Review } from '../../core/review/review.ts';
import { PreparePool } from './prepare-pool.ts';
import { surveySpecOf } from './survey.ts';

const EXAMPLE = readFileSync(join(import.meta.dirname, '../../../examples/conversions-10000.csv'));
/** The first quarter of the example, enough for several chunks. */
const PART = EXAMPLE.subarray(0, EXAMPLE.lastIndexOf('\n', EXAMPLE.length / 4) + 1);
const NO_WARNINGS: ReadonlyMap<string, number> = new Map();

/** A job of a real file with errors, accents and quotes, prepared in this thread and in another one. */
async function prepareTwice({ size = 1, bytes = PART, constants = {}, fixes = [] as readonly Fix[] } = {}) {
  const product = await startProduct();
  const created = await product.exportBytes(bytes, {}, { matching: { mapping: {}, constants } });
  const { folder } = await product.runtime.uploads.get(uploadOf(created));
  let fixesBytes = 0;
  for (const fix of fixes) fixesBytes = await product.runtime.files.appendFix(folder, fixesBytes, fix);
  const job = { ...created, fixesBytes };
  const pool = new PreparePool(size);
  onTestFinished(() => pool.close());
  return { product, job, pool, ...(await open(product, job, pool)) };
}

async function open({ runtime }: TestProduct, job: Job, pool: PreparePool) {
  const upload = await runtime.uploads.get(uploadOf(job));
  const { folder, format, delimiter, header } = upload;
  const { root, limits } = runtime.files;
  const local = await runtime.prepareFile(job, upload, NO_WARNINGS);
  const uploads = { root, limits };
  const { connector, fixesBytes: bytes, referenceTime: now } = job;
  const fixes = bytes === 0 ? undefined : { bytes, connector, matching: job, now };
  const rows = { upload: { folder, format, delimiter, header }, selection: undefined, fixes };
  const spec = { purpose: 'send' as const, connector: job.connector, job, rows, uploads, firstWarnedAt: NO_WARNINGS };
  return { local, remote: pool.open(spec) };
}

function asData(chunks: readonly Chunk[]) {
  return chunks.map(({ events, ...chunk }) => ({
    ...chunk,
    records: events.indexes.map((index) => events.recordAt(index)),
    digests: Buffer.from(events.digests).toString('hex'),
    body: Buffer.from(events.body).toString(),
  }));
}

test('a thread makes the same chunks as the main thread, byte for byte', async () => {
  const { job, local, remote } = await prepareTwice({ bytes: EXAMPLE });
  const expected = asData(await Array.fromAsync(local.chunks(job.cursor)));
  expect(expected.length).toBeGreaterThan(5);
  expect(remote.columns).toEqual(local.columns);
  expect(asData(await Array.fromAsync(remote.chunks(job.cursor)))).toEqual(expected);
});

test('a thread makes the same chunks of a file with constants and fixes', async () => {
  const { job, local, remote } = await prepareTwice({
    constants: { device_model: 'Example' },
    fixes: [
      { kind: 'cell', record: 1, column: 'event_id', value: 'repaired' },
      { kind: 'leave_out', records: [[3, 4]] },
    ],
  });
  const expected = asData(await Array.fromAsync(local.chunks(job.cursor)));
  expect(expected[0]?.body).toContain('"event_id":"repaired"');
  expect(expected[0]?.body).toContain('"device_model":"Example"');
  expect(expected[0]?.records.map(({ record }) => record)).not.toContain(3);
  expect(asData(await Array.fromAsync(remote.chunks(job.cursor)))).toEqual(expected);
});

test('a thread makes the same chunks of a file without a valid record', async () => {
  const lines = [
    'event_name,action_source,event_time,event_id,em',
    ...Array.from({ length: 12_000 }, () => 'buy,web,1,e,x'),
  ];
  const { job, local, remote } = await prepareTwice({ bytes: Buffer.from(lines.join('\n')) });
  const expected = asData(await Array.fromAsync(local.chunks(job.cursor)));
  expect(expected.flatMap(({ invalid }) => recordNumbers(invalid))).toHaveLength(12_000);
  expect(asData(await Array.fromAsync(remote.chunks(job.cursor)))).toEqual(expected);
});

test('during a read, rebuilds a batch without its left-out records; then reads again from the start', async () => {
  const { job, local, remote } = await prepareTwice();
  for await (const { from, to, events } of remote.chunks(job.cursor)) {
    const leftOut = [events.recordNumberAt(3)];
    const batch = { from, endByte: to.byte, leftOut };
    const rebuilt = await remote.eventsOf(batch);
    expect(rebuilt).toEqual(await local.eventsOf(batch));
    expect(rebuilt.count).toBe(events.count - 1);
    break;
  }
  const [first] = await Array.fromAsync(remote.chunks(job.cursor));
  expect(first?.from).toEqual(job.cursor);
});

test('several files share the threads', async () => {
  const { product, job, pool, local, remote } = await prepareTwice({ size: 2 });
  const files = [(await open(product, job, pool)).remote, (await open(product, job, pool)).remote, remote];
  const expected = asData(await Array.fromAsync(local.chunks(job.cursor)));
  const reads = files.map((file) => Array.fromAsync(file.chunks(job.cursor)));
  for (const chunks of await Promise.all(reads)) expect(asData(chunks)).toEqual(expected);
});

test('reports errors and the end of a thread to the reader', async () => {
  const { product, job, pool, remote } = await prepareTwice();
  const { folder } = await product.runtime.uploads.get(uploadOf(job));
  await product.runtime.files.delete(folder);
  await expect(Array.fromAsync(remote.chunks(job.cursor))).rejects.toMatchObject({ code: 'ENOENT' });
  await pool.close();
  await expect(remote.eventsOf({ from: job.cursor, endByte: 1, leftOut: [] })).rejects.toThrow();
});

test('forgets a file that it could not open, once the file is closed', async () => {
  const { product, job, pool } = await prepareTwice();
  const { folder, format, delimiter, header } = await product.runtime.uploads.get(uploadOf(job));
  const { root, limits } = product.runtime.files;
  const rows = { upload: { folder, format, delimiter, header }, selection: undefined, fixes: undefined };
  const firstWarnedAt = 5 as unknown as typeof NO_WARNINGS; // only the thread notices that this is no map
  const spec = { purpose: 'send' as const, connector: job.connector, job, rows, firstWarnedAt };
  const remote = pool.open({ ...spec, uploads: { root, limits } });
  const ask = () => remote.eventsOf({ from: job.cursor, endByte: 1, leftOut: [] });
  await expect(ask()).rejects.toThrow('is not iterable');
  remote.close();
  await expect(ask()).rejects.toThrow('is not open');
});

test('an error that a person can correct keeps its code and parameters', async () => {
  const { product, job, pool } = await prepareTwice();
  const { files, uploads } = product.runtime;
  const { connector, referenceTime, constants } = job;
  const upload = await uploads.get(uploadOf(job));
  const review = {
    connector,
    referenceTime,
    constants,
    fixesBytes: 0,
    mapping: { nowhere: 'em' },
  } as unknown as Review;
  const survey = Array.fromAsync(pool.survey(surveySpecOf(review, upload, files), upload.start));
  const error = await survey.catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(UserError);
  expect(error).toMatchObject({ code: 'mapping_column_unknown', params: { column: 'nowhere' } });
});
