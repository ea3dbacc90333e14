import { Readable } from 'node:stream';
import { expect, test } from 'vitest';
import { startProduct } from '../../../tests/kit/product.ts';
import { textWorkbook } from '../../adapters/xlsx/workbook.test-kit.ts';
import { perform } from '../../commands/perform.ts';
import { importTable } from '../../commands/rows/tables.ts';

const OWNER = { kind: 'person', id: 'test', role: 'owner' } as const;

test('a workbook is not imported as a table', async () => {
  const { runtime } = await startProduct();
  const content = Readable.from([textWorkbook([['em'], ['a@b.test']])]);
  const table = { database: 'shop', table: 'orders', name: 'Orders.XLSX', content };
  await runtime.workbench.createDatabase('shop');
  await expect(perform(importTable, table, OWNER, runtime)).rejects.toMatchObject({ code: 'import_format_unknown' });
});
