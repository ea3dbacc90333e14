import { expect, test } from './fixtures.ts';

const TOKEN = 'pina_CANARY_e2e_token';

test('an authentication is created in two steps, renamed and deleted, and never shows its token again', async ({
  page,
}) => {
  await page.goto('/integrations/catalog');
  await page
    .getByRole('link', { name: 'Create Authentication' })
    .or(page.getByRole('button', { name: 'Create Authentication' }))
    .click();
  const dialog = page.getByRole('dialog');
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
