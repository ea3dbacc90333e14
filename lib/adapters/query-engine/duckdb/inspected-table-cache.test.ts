import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { WorkbenchFiles } from '../../files/workbench-files.ts';
import { InspectedTableCache } from './inspected-table-cache.ts';

test('a table is inspected again only after it is replaced', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'pintd-known-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const files = new WorkbenchFiles(folder);
  await files.createDatabase('shop');
  const publish = async (table: string, bytes: number) => {
    const draft = files.draft('shop', table, 'draft');
    await writeFile(draft, Buffer.alloc(bytes));
    await files.publish(draft, 'shop', table);
  };
  const cache = new InspectedTableCache(files);
  const inspected: string[][] = [];
  // In this test, a table has as many records as its file has bytes.
  const recordCounts = async () => {
    const tables = await cache.get(await files.tables('shop'), async (uncached) => {
      inspected.push(uncached.map(({ table }) => table));
      const facts = await Promise.all(uncached.map((table) => files.facts(table)));
      return facts.map((each) => ({ columns: [], records: each?.bytes ?? 0 }));
    });
    return tables.map(({ records }) => records);
  };
  expect(await recordCounts()).toEqual([]);
  for (const [index, name] of ['birds', 'orders', 'people'].entries()) await publish(name, index + 1);
  expect(await recordCounts()).toEqual([1, 2, 3]);
  expect(await recordCounts()).toEqual([1, 2, 3]);
  await publish('orders', 7);
  await publish('cats', 9);
  expect(await recordCounts()).toEqual([1, 9, 7, 3]);
  await files.deleteTable('shop', 'birds');
  expect(await recordCounts()).toEqual([9, 7, 3]);
  expect(inspected).toEqual([
    ['birds', 'orders', 'people'],
    ['cats', 'orders'],
  ]);
});
