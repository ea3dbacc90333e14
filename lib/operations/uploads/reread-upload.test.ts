import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startProduct, type TestProduct, validLines } from '../../../tests/kit/product.ts';
import { connectorOf } from '../../connectors/registry.ts';
import { uploadOf } from '../../core/job/job.ts';
import { countShapes } from './count-row-shapes.ts';
import { rereadUpload } from './reread-upload.ts';

const DEFAULT_FORMAT = { encoding: 'utf-8', format: 'csv', delimiter: ',', headerRow: 1 } as const;

function reread(
  { runtime }: TestProduct,
  id: number,
  overrides: Partial<typeof DEFAULT_FORMAT> | { headerRow: number } = {},
) {
  return rereadUpload(
    id,
    { ...DEFAULT_FORMAT, ...overrides },
    { ...runtime, connector: connectorOf('pinterest_conversion') },
  );
}

function foldersOf({ runtime }: TestProduct): Promise<string[]> {
  return readdir(join(runtime.env.dataDir, 'uploads'));
}

test('rereads a file from its original bytes, and keeps one folder', async () => {
  const product = await startProduct();
  const before = await product.upload(['Report,May', 'em,event_id', 'a@b.test,e1']);
  const after = await reread(product, before.id, { headerRow: 2 });
  expect(after).toMatchObject({ id: before.id, header: ['em', 'event_id'], headerRow: 2, sha256: before.sha256 });
  expect(await product.runtime.uploads.get(before.id)).toEqual(after);
  expect(await foldersOf(product)).toEqual([after.folder]);
  const shapes = await countShapes(product.runtime.rowsOf(after), after.start, new AbortController().signal);
  expect(shapes).toEqual({ records: 1, short: 0, long: 0, unreadable: 0, totalRecord: null });
});

test('keeps the current format if rereading fails', async () => {
  const product = await startProduct();
  const before = await product.upload(['em,event_id', 'a,a']);
  await expect(reread(product, before.id, { headerRow: 2 })).rejects.toMatchObject({ code: 'duplicate_columns' });
  await expect(reread(product, before.id, { headerRow: 5 })).rejects.toMatchObject({ code: 'header_row_missing' });
  expect(await product.runtime.uploads.get(before.id)).toEqual(before);
  expect(await foldersOf(product)).toEqual([before.folder]);
});

test('refuses to reread a file that is used by a job', async () => {
  const product = await startProduct();
  const uploadId = uploadOf(await product.export(validLines(1)));
  const before = await product.runtime.uploads.get(uploadId);
  const refusal = { code: 'upload_in_use', params: { count: 0 } };
  await expect(reread(product, uploadId, { headerRow: 0 })).rejects.toMatchObject(refusal);
  expect(await product.runtime.uploads.get(uploadId)).toEqual(before);
  expect(await foldersOf(product)).toEqual([before.folder]);
});

test('of two concurrent rereads, one may fail with upload_changed, and one folder is left', async () => {
  const product = await startProduct();
  const { id } = await product.upload(['em,event_id', 'a@b.test,e1', 'x,y']);
  const ends = await Promise.allSettled([reread(product, id, { headerRow: 2 }), reread(product, id, { headerRow: 3 })]);
  const reasons = ends.flatMap((end) => (end.status === 'rejected' ? [(end.reason as { code: string }).code] : []));
  expect(['upload_changed', undefined]).toContain(reasons[0]);
  expect(await foldersOf(product)).toEqual([(await product.runtime.uploads.get(id)).folder]);
});

test('keeps the new folder if the change was committed and only the response got lost', async () => {
  const product = await startProduct();
  const { runtime } = product;
  const { id } = await product.upload(['Report,May', 'em,event_id', 'a@b.test,e1']);
  const uploads = {
    get: (upload: number) => runtime.uploads.get(upload),
    async reread(...args: Parameters<typeof runtime.uploads.reread>) {
      await runtime.uploads.reread(...args);
      throw new Error('connection lost');
    },
  };
  const options = { ...runtime, uploads, connector: connectorOf('pinterest_conversion') };
  await expect(rereadUpload(id, { ...DEFAULT_FORMAT, headerRow: 2 }, options)).rejects.toThrow('connection lost');
  const after = await runtime.uploads.get(id);
  expect(after.headerRow).toBe(2);
  expect(await runtime.files.hasSpool(after.folder)).toBe(true);
});
