import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';

const TOKEN = 'pina_CANARY_e2e_token';
const CATALOG = '/integrations/catalog';

/** Opens the dialog in which an authentication is created; returns the dialog. */
async function openWizard(page: Page): Promise<Locator> {
  await page.goto(CATALOG);
  await page
    .getByRole('link', { name: 'Create Authentication' })
    .or(page.getByRole('button', { name: 'Create Authentication' }))
    .click();
  return page.getByRole('dialog');
}

test('an authentication is created in two steps, renamed and deleted, and never shows its token again', async ({
  page,
}) => {
  const dialog = await openWizard(page);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText('The access token is required.')).toBeVisible();
  await dialog.getByLabel('Access token', { exact: true }).fill(` ${TOKEN} `);
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Shop');
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.waitForURL(/\/integrations\/authentications/);
  await expect(page.getByRole('link', { name: 'Shop', exact: true })).toBeVisible();
  expect(page.url()).not.toContain('CANARY');
  expect(await page.content()).not.toContain('CANARY');

  await page.getByRole('button', { name: 'More actions: Shop' }).click();
  await page.getByRole('menuitem', { name: 'Rename' }).click();
  await page.getByRole('dialog').getByRole('textbox', { name: 'Name' }).fill('EU shop');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('link', { name: 'EU shop', exact: true })).toBeVisible();

  await page.getByRole('button', { name: 'More actions: EU shop' }).click();
  await page.getByRole('menuitem', { name: 'Delete' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
  await expect(page.getByRole('link', { name: 'EU shop', exact: true })).toHaveCount(0);
});

test('a token entered while another token is tested does not count as tested', { tag: '@whole' }, async ({ page }) => {
  const dialog = await openWizard(page);
  const token = dialog.getByLabel('Access token', { exact: true });
  await token.fill('pina_first');
  await dialog.getByRole('textbox', { name: /Ad Account ID/ }).fill('760000000031');
  const changed = Promise.withResolvers<void>();
  await page.route(
    ({ pathname }) => pathname === CATALOG,
    async (route) => {
      if (route.request().method() === 'POST') await changed.promise;
      await route.continue();
    },
  );
  const testing = page.waitForRequest((request) => request.method() === 'POST');
  await dialog.getByRole('button', { name: 'Test connection' }).click();
  await testing;
  await token.fill('pina_second');
  changed.resolve();
  await expect(dialog.getByText('Connected. One test event accepted')).toBeVisible();
  await dialog.getByRole('button', { name: 'Continue' }).click();
  await expect(dialog.getByText('is kept only on this page until you press Done')).toBeVisible();
});

test('an authentication is archived, listed as archived, and restored', { tag: '@whole' }, async ({ page }) => {
  const name = `Old shop ${process.pid}`;
  await pintd(['auth:create', name], 'pina_old_shop');
  await page.goto('/integrations/authentications');
  const row = page.getByRole('row').filter({ hasText: name });
  await row.getByRole('button', { name: `More actions: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('It is no longer offered for exports');
  await expectAccessible(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByText(`Authentication “${name}” is archived.`)).toBeVisible();
  await expect(row).toHaveCount(0);

  await page.getByRole('button', { name: /^Archived/ }).click();
  await expect(row).toContainText('ARCHIVED');
  await expectUsable(page);
  await row.getByRole('link', { name, exact: true }).click();
  await expect(page.getByText(/^Archived on/)).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: `More actions: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expect(page.getByText(/^Archived on/)).toHaveCount(0);
  // Archiving removes the menu item that opened the Archive dialog. If the dialog is opened again after a restore, and
  // canceled, the focus must not move to `main`.
  const actions = page.getByRole('button', { name: `More actions: ${name}` });
  const archive = async (choice: string) => {
    await actions.click();
    await page.getByRole('menuitem', { name: 'Archive' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: choice }).click();
  };
  await archive('Archive');
  await expect(page.getByText(/^Archived on/)).toBeVisible();
  await actions.click();
  await page.getByRole('menuitem', { name: 'Restore' }).click();
  await expect(page.getByText(/^Archived on/)).toHaveCount(0);
  await archive('Cancel');
  await expect(page.getByRole('alertdialog')).toHaveCount(0);
  await expect(page.locator('main')).not.toBeFocused();
  await page.goto('/integrations/authentications');
  await expect(row).toContainText('Not used yet');
});

test('an authentication that a saved query uses is not archived, and the message names the query', {
  tag: '@whole',
}, async ({ page }) => {
  const name = `Daily shop ${process.pid}`;
  const query = `Daily ${process.pid}`;
  await pintd(['auth:create', name], 'pina_daily_shop');
  await pintd(['db:sample']);
  const result = { type: 'pinterest_conversion', authentication: name, ad_account_id: '760000000019' };
  const sql = 'SELECT * FROM conversions LIMIT 1';
  await pintd(['sched:create', query, '0 5 * * *', sql, '-d', 'sample_datasets', '--result', JSON.stringify(result)]);
  await page.goto('/integrations/authentications');
  await page.getByRole('button', { name: `More actions: ${name}` }).click();
  await page.getByRole('menuitem', { name: 'Archive' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Archive' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(`is used by the saved query ${query}`);
});
