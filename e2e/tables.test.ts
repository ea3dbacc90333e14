import { expect, test } from './fixtures.ts';
import { expectNoOverflow, expectUsable } from './page-checks.ts';
import { holdRequests } from './steps.ts';
import { editorOf, replaceSql } from './workbench-kit.ts';

/** An imported table, from the upload to its deletion. */

/** Unique per process: Playwright starts a new process after a failure, and the database still exists. */
const DATABASE = `crm_${process.pid}`;

test('a file is imported as a table, queried with the keyboard, and deleted', { tag: '@whole' }, async ({ page }) => {
  await page.goto('/workbench/upload');
  await page.getByLabel('Database', { exact: true }).click();
  await page.getByRole('option', { name: 'A new database…' }).click();
  await page.getByLabel('Name of the database').fill('No good');
  const csv = 'event_id,email,total\nord-1,anna@shop.example,12.5\nord-2,,7\n';
  const file = { name: 'My orders.csv', mimeType: 'text/csv', buffer: Buffer.from(csv) };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('is not a valid database name')).toBeVisible();
  await expectUsable(page);
  await page.getByLabel('Name of the database').fill(DATABASE);
  // A Japanese file name gives no table name, and the name of a file that failed is not kept for the next file.
  await page.locator('input[type=file]').setInputFiles({ ...file, name: '注文.csv' });
  await expect(page.getByText("Name the table: the file's name has characters")).toBeVisible();
  await page.locator('input[type=file]').setInputFiles({ ...file, name: 'Earlier.csv', buffer: Buffer.alloc(0) });
  await expect(page.getByText('Earlier.csv is empty: it needs a header')).toBeVisible();
  await expect(page.getByLabel('Table', { exact: true })).toHaveValue('');
  // The new database is created only with its first table.
  await expect(page.getByLabel('Name of the database')).toHaveValue(DATABASE);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(`**/workbench/databases/${DATABASE}/my_orders`);
  const grid = page.getByRole('grid');
  await expect(grid.getByRole('gridcell', { name: 'NULL' })).toBeVisible();
  await expect(grid.getByText('anna@')).toHaveCount(0);
  await grid.getByRole('gridcell', { name: 'ord-1' }).click();
  await page.keyboard.press('ArrowDown');
  await expect(grid.getByRole('gridcell', { name: 'ord-2' })).toBeFocused();
  await expectUsable(page);

  const release = await holdRequests(page, '**/my_orders/records');
  await page.reload();
  await expect(page.getByRole('link', { name: 'Schema' })).toBeVisible();
  await expect(page.getByRole('main').getByRole('status').filter({ hasText: 'Loading' })).toHaveCount(1);
  await expectNoOverflow(page);
  release();
  await expect(grid).toBeVisible();
  await page.setViewportSize({ width: 1440, height: 900 });

  await page.getByRole('link', { name: 'QUERY', exact: true }).click();
  await replaceSql(page, 'SELECT event_id, email AS em, total\nFROM my_orders');
  await expect(page.getByText('total is not a field and will not be sent')).toBeVisible();
  await expect(page.getByText('Required columns are missing: event_name, action_source, event_time')).toBeVisible();
  // In a dialog, the shortcut for Run does nothing.
  await page.getByRole('button', { name: 'Export Results' }).click();
  const integration = page.getByRole('dialog');
  await integration.getByRole('radio', { name: 'Use existing' }).press('ControlOrMeta+Enter');
  await page.keyboard.press('Escape');
  await expect(integration).toBeHidden();
  await expect(page.getByText('Run the query to see its result')).toBeVisible();
  await editorOf(page).click();
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByText('2 of 2')).toBeVisible();
  await expectUsable(page);

  await replaceSql(page, 'SELECT event_id\nFROM my_orderz');
  await expect(page.getByText('there is no table “my_orderz”').first()).toBeVisible();
  await expect(page.locator('.cm-lintRange-error')).toHaveText('my_orderz');
  await page.keyboard.press('ControlOrMeta+Enter');
  await expect(page.getByRole('alert').getByText('there is no table “my_orderz”')).toBeVisible();
  await expectUsable(page);

  await page.goto(`/workbench/databases/${DATABASE}`);
  await page.getByRole('button', { name: `More actions: ${DATABASE}` }).click();
  await page.getByRole('menuitem', { name: 'Delete database' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('another');
  await dialog.getByRole('button', { name: 'Delete database' }).click();
  await expect(dialog.getByText('The name does not match.')).toBeVisible();
  await expectUsable(page);
  await dialog.getByRole('textbox').fill(DATABASE);
  await dialog.getByRole('button', { name: 'Delete database' }).click();
  await page.waitForURL(/\/workbench\/databases$/);
  await expect(page.getByRole('link', { name: DATABASE })).toHaveCount(0);
});
