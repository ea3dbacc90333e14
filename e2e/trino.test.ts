import { TrinoStandIn, trinoColumn } from '../tests/kit/trino-server.ts';
import { test as base, expect } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { type Product, withProducts } from './product.ts';
import { pintd } from './shell.ts';
import { replaceSql } from './workbench-kit.ts';

/** Queries on Trino, from the editor to the job's page. A stand-in implements its protocol. */

const test = base.extend<{ trino: TrinoStandIn; product: Product }>({
  trino: async ({ browserName: _ }, use) => {
    const trino = await TrinoStandIn.start(responseOf);
    await use(trino);
    await trino.close();
  },
  product: ({ trino }, use) =>
    withProducts(async (start) => {
      const settings = { PINTD_TRINO_URL: trino.url, PINTD_TRINO_USER: 'reader', PINTD_TRINO_CATALOG: 'lake' };
      const product = await start(undefined, { ...settings, PINTD_LOG_LEVEL: 'warn' });
      await product.waitUntilReady();
      await use(product);
    }),
});

const NAME = trinoColumn('name', 'varchar');
const ORDERS = [trinoColumn('event_id', 'bigint'), trinoColumn('event_time', 'timestamp(3) with time zone')];
const MAX_BIGINT = '9223372036854775807';

function responseOf(sql: string) {
  if (sql.includes('schemata')) return { columns: [NAME], pages: ['[["shop"],["ads"]]'] };
  if (sql.includes('information_schema.tables')) return { columns: [NAME], pages: ['[["orders"],["visits"]]'] };
  if (sql.includes('information_schema.columns'))
    return { columns: [NAME, NAME], pages: ['[["event_id","bigint"],["event_time","timestamp(3) with time zone"]]'] };
  if (sql.includes('odrers')) return { error: unknownTableError(sql) };
  if (sql.includes('LIMIT 0')) return { columns: ORDERS };
  return { columns: ORDERS, pages: [`[[${MAX_BIGINT},"2026-01-02 03:04:05.000 UTC"]]`, '[[2,null]]'] };
}

function unknownTableError(sql: string) {
  const lines = sql.split('\n');
  const lineNumber = lines.findIndex((line) => line.includes('odrers')) + 1;
  const columnNumber = (lines[lineNumber - 1] ?? '').indexOf('odrers') + 1;
  const message = `line ${lineNumber}:${columnNumber}: Table 'lake.shop.odrers' does not exist`;
  return {
    errorName: 'TABLE_NOT_FOUND',
    errorType: 'USER_ERROR',
    message,
    errorLocation: { lineNumber, columnNumber },
  };
}

test('Trino can be selected once it is configured, and runs queries', { tag: '@whole' }, async ({ page, product }) => {
  await page.goto(`${product.url}/workbench/queries/new`);
  await expect(page.getByRole('combobox', { name: 'Engine' })).toContainText('Trino');
  await expect(page.getByText('Choose a database to see its tables.')).toBeVisible();
  await page.getByRole('combobox', { name: 'Database' }).click();
  await page.getByRole('option', { name: 'shop' }).click();
  await page.getByRole('button', { name: 'Columns of orders' }).click();
  await expect(page.getByTitle('event_time timestamp(3) with time zone')).toBeVisible();

  await replaceSql(page, 'SELECT *\nFROM odrers');
  await expect(
    page.getByText(/Line 2, column 6: the Trino server has no table lake.shop.odrers/).first(),
  ).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('odrers');
  await expectAccessible(page);

  await replaceSql(page, 'SELECT * FROM orders');
  await expect(page.locator('.cm-lintRange-error')).toHaveCount(0);
  await page.getByRole('button', { name: /^Run / }).click();
  await expect(page.getByRole('gridcell', { name: MAX_BIGINT })).toBeVisible();
  await page.getByRole('link', { name: /Job \d/ }).click();
  await page.getByRole('link', { name: 'Query', exact: true }).click();
  await expect(page.getByText('Trino', { exact: true })).toBeVisible();

  await page.goto(`${product.url}/settings/system`);
  await expect(page.getByText('Responding', { exact: true })).toBeVisible();
  await expect(page.getByText('lake', { exact: true })).toBeVisible();
});

test('without Trino, the editor and the system page explain the setup', { tag: '@whole' }, async ({ page }) => {
  const database = `plain_${process.pid}`;
  await pintd(['db:create', database]);
  await page.goto(`/workbench/queries/new?database=${database}`);
  await page.getByRole('combobox', { name: 'Engine' }).click();
  await expect(page.getByRole('option', { name: /Trino \(not set up\) Set PINTD_TRINO_URL/ })).toBeDisabled();
  await expectNoOverflow(page);
  expect(await accessibilityViolations(page)).toEqual([]);
  await pintd(['db:delete', database, '--force']);

  await page.goto('/settings/system');
  await expect(page.getByText('Not set up. To run queries on Trino or Presto as well')).toBeVisible();
  await expectNoOverflow(page);
  expect(await accessibilityViolations(page)).toEqual([]);
});
