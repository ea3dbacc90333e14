import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { runParentSegment } from '../../lib/operations/audience/run-parent-segment.ts';
import { saveParentSegment } from '../../lib/operations/audience/save-parent-segment.ts';
import { importTable } from '../../lib/operations/workbench/import-table.ts';
import { importOptions } from '../../lib/runtime/queries/workbench.ts';
import { startProduct, type TestProduct } from './product.ts';
import { SHOP, SHOP_TABLES } from './shop.ts';

/** A folder with the imported tables. Later products copy it, because each import starts an engine. */
let importedFolder: string | undefined;

/** A product with the tables of the shop. */
export async function startShop(): Promise<TestProduct> {
  const product = await startProduct();
  const folder = join(product.runtime.workbench.root, 'shop');
  if (importedFolder === undefined) {
    await product.runtime.workbench.createDatabase('shop');
    for (const [table, lines] of Object.entries(SHOP_TABLES)) await importLines(product, table, lines);
    const copy = mkdtempSync(join(tmpdir(), 'pintd-test-shop-'));
    process.once('exit', () => rmSync(copy, { recursive: true }));
    cpSync(folder, copy, { recursive: true });
    importedFolder = copy;
  } else cpSync(importedFolder, folder, { recursive: true });
  return product;
}

/** Creates or replaces a table of the shop from the lines of a file of this type. */
export async function importLines(
  { runtime }: TestProduct,
  table: string,
  lines: readonly string[],
  type: 'csv' | 'jsonl' = 'csv',
): Promise<void> {
  const content = Readable.from([Buffer.from(`${lines.join('\n')}\n`)]);
  await importTable(content, { database: 'shop', table, fileName: `${table}.${type}` }, importOptions(runtime));
}

/** The rows that a query finds in the build of the first parent segment. */
export async function rowsOf({ runtime }: TestProduct, sql: string) {
  return (await runtime.engine.records({ database: 'cdp_audience_1', sql, plannedAt: 0 }, 100)).records;
}

/** A product whose parent segment `Shop` is built. */
export async function startBuiltShop(): Promise<TestProduct> {
  const product = await startShop();
  const { id } = await saveParentSegment(product.runtime, undefined, { choice: SHOP });
  await buildShop(product, id);
  return product;
}

/** Builds a parent segment in this process, and returns its job. */
export async function buildShop(product: TestProduct, id = 1) {
  return product.run(await runParentSegment(product.runtime, id));
}
