import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { startProduct, type TestProduct } from '../../../tests/kit/product.ts';
import type { Chunk } from '../../core/delivery/batch.ts';
import type { Job } from '../../core/job/job.ts';
import { uploadOf } from '../../core/job/job.ts';
import type { Fix } from '../../core/review/fix.ts';
import { PreparePool } from './prepare-pool.ts';

const EXAMPLE = join(import.meta.dirname, '../../../examples/conversions-10000.csv');
const NOBODY_TOLD: ReadonlyMap<string, number> = new Map();

/** A job of a real file with faults, accents and quotes, its file prepared here and by a thread. */
async function bothWays({
  size = 1,
  bytes = readFileSync(EXAMPLE),
  constants = {},
  fixes = [] as readonly Fix[],
} = {}) {
  const product = await startProduct();
  const made = await product.exportBytes(bytes, {}, { matching: { mapping: {}, constants } });
  const { folder } = product.runtime.uploads.get(uploadOf(made));
  let fixesBytes = 0;
  for (const fix of fixes) fixesBytes = await product.runtime.files.appendFix(folder, fixesBytes, fix);
  const job = { ...made, fixesBytes };
  const pool = new PreparePool(size);
  onTestFinished(() => pool.close());
  return { product, job, pool, ...open(product, job, pool) };
}

function open({ runtime }: TestProduct, job: Job, pool: PreparePool) {
  const { folder, format, delimiter, header } = runtime.uploads.get(uploadOf(job));
  const { directory, limits } = runtime.files;
  const here = runtime.prepareFile(job, runtime.uploads.get(uploadOf(job)), NOBODY_TOLD);
  const uploads = { directory, limits };
  const { connector, fixesBytes: fixed, referenceTime: now } = job;
  const fixes = fixed === 0 ? undefined : { bytes: fixed, connector, matching: job, now };
  const rows = { upload: { folder, format, delimiter, header }, selection: undefined, fixes };
  const spec = { purpose: 'send' as const, connector: job.connector, job, rows, uploads, firstWarnedAt: NOBODY_TOLD };
  return { here, there: pool.open(spec) };
}

function asData(chunks: readonly Chunk[]) {
  return chunks.map(({ events: { records, body }, ...chunk }) => ({
    ...chunk,
    records,
    body: Buffer.from(body).toString(),
  }));
}

test('a thread makes the same chunks as this one, byte for byte', async () => {
  const { job, here, there } = await bothWays();
  const expected = asData(await Array.fromAsync(here.chunks(job.cursor)));
  expect(expected.length).toBeGreaterThan(5);
  expect(there.columns).toEqual(here.columns);
  expect(asData(await Array.fromAsync(there.chunks(job.cursor)))).toEqual(expected);
});

test('a thread makes the same chunks of a file with constants and fixes', async () => {
  const { job, here, there } = await bothWays({
    constants: { device_model: 'Example' },
    fixes: [
      { kind: 'cell', record: 1, column: 'event_id', value: 'repaired' },
      { kind: 'leave_out', records: [[3, 4]] },
    ],
  });
  const expected = asData(await Array.fromAsync(here.chunks(job.cursor)));
  expect(expected[0]?.body).toContain('"event_id":"repaired"');
  expect(expected[0]?.body).toContain('"device_model":"Example"');
  expect(expected[0]?.records.map(({ record }) => record)).not.toContain(3);
  expect(asData(await Array.fromAsync(there.chunks(job.cursor)))).toEqual(expected);
});

test('a thread makes the same chunks of a file without a valid record', async () => {
  const lines = [
    'event_name,action_source,event_time,event_id,em',
    ...Array.from({ length: 12_000 }, () => 'buy,web,1,e,x'),
  ];
  const { job, here, there } = await bothWays({ bytes: Buffer.from(lines.join('\n')) });
  const expected = asData(await Array.fromAsync(here.chunks(job.cursor)));
  expect(expected.flatMap(({ invalid }) => invalid.record)).toHaveLength(12_000);
  expect(asData(await Array.fromAsync(there.chunks(job.cursor)))).toEqual(expected);
});

test('a batch is built anew after reading was stopped, but for what it leaves out', async () => {
  const { job, here, there } = await bothWays();
  for await (const { from, to, events } of there.chunks(job.cursor)) {
    const leftOut = [events.records[3]?.record ?? 0];
    const batch = { from, endByte: to.byte, leftOut };
    const again = await there.eventsOf(batch);
    expect(again).toEqual(await here.eventsOf(batch));
    expect(again.records).toHaveLength(events.records.length - 1);
    break;
  }
  const [first] = await Array.fromAsync(there.chunks(job.cursor));
  expect(first?.from).toEqual(job.cursor);
});

test('several files share the threads, and each gets its own chunks', async () => {
  const { product, job, pool, here, there } = await bothWays({ size: 2 });
  const others = [open(product, job, pool).there, open(product, job, pool).there, there];
  const expected = asData(await Array.fromAsync(here.chunks(job.cursor)));
  const read = others.map((file) => Array.fromAsync(file.chunks(job.cursor)));
  for (const chunks of await Promise.all(read)) expect(asData(chunks)).toEqual(expected);
});

test('what goes wrong in a thread is heard where its chunks are awaited, and so is its end', async () => {
  const { product, job, pool, there } = await bothWays();
  const { folder } = product.runtime.uploads.get(uploadOf(job));
  await product.runtime.files.remove(folder);
  await expect(Array.fromAsync(there.chunks(job.cursor))).rejects.toMatchObject({ code: 'ENOENT' });
  await pool.close();
  await expect(there.eventsOf({ from: job.cursor, endByte: 1, leftOut: [] })).rejects.toThrow();
});
