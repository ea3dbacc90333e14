import { expect, test } from './fixtures.ts';

/**
 * A file saved by a Japanese spreadsheet in Shift_JIS. It has a title, custom names of columns and events, full-width
 * digits, times without a time zone, and country names, one of which is invalid.
 */
const ORDERS_HEX = [
  '928d95b68366815b835e2c2c2c2c2c0d0a83438378839383672c928d95b693fa8e9e2c928d95b694d48d862c8381815b838b83418368',
  '838c83582c8d912c9364986294d48d860d0a8d7793fc2c323032352f31312f32342031303a30352c42312c61406d61696c2e6578616d',
  '706c652c93fa967b2c824f8258824f817c8250825182528253817c82538253825082560d0a834a815b836792c789c12c8251824f8251',
  '8254944e825082508c8e8251825393fa2082588e9e825495aa2c42322c828281976d61696c2e6578616d706c652c93fa967b8d912c30',
  '39302d313233342d343431380d0a89ef88f5936f985e2c323032352d31312d32342030393a30302c42332c63406d61696c2e6578616d',
  '706c652c926e8b852c0d0a',
].join('');

test.use({ timezoneId: 'Asia/Tokyo' });

test('a spreadsheet with custom names is accepted after the fixes that the pages offer', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/exports/new');
  const buffer = Buffer.from(ORDERS_HEX, 'hex');
  await page.locator('input[type=file]').setInputFiles({ name: 'orders.csv', mimeType: 'text/csv', buffer });
  await page.waitForURL(/\/header$/);
  await expect(page.getByRole('radio', { name: 'Row 2' })).toBeChecked();
  await page.getByRole('link', { name: 'Match columns' }).last().click();

  await page.getByRole('button', { name: 'Web web', exact: true }).click();
  // The country of phone numbers is suggested by the suggested values of 国.
  await expect(page.getByRole('button', { name: /^Use \d+ suggestions/ })).toBeVisible();
  await page.getByRole('button', { name: 'Answer or change' }).click();
  await expect(page.getByLabel('In which time zone were the times written?')).toContainText('Asia/Tokyo');
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review$/);

  const fix = page.getByRole('button', { name: 'Fix all like this' });
  const errors = page.getByRole('button', { name: /^Errors/ });
  await expect(errors).toContainText('3');
  await page.getByRole('button', { name: /^Repair \d+ records?…$/ }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /^Repair \d/ })
    .click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await fix.click();
  await expect(page.getByRole('menu')).toContainText('Optional values with errors can be left out.');
  await page.getByRole('menuitem', { name: /Leave out these values/ }).click();
  await expect(errors).toContainText('0');
  await page.getByRole('link', { name: 'Continue with 3' }).click();
  await page.waitForURL(/\/send$/);
  await expect(page.getByRole('button', { name: 'Send 3 events' })).toBeVisible();

  await page.getByRole('link', { name: /^Create/ }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Use the sandbox' }).click();
  await page.waitForURL(/\/exports\/new\/\d+\/send$/);
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: /^Sandbox/ }).click();
  await expect(page.getByLabel('Ad Account ID')).not.toHaveValue('');
  await expect(page.getByText('the sandbox checks them, not Pinterest', { exact: false })).toBeVisible();
  await page.getByRole('button', { name: 'Send the first 3 as test events' }).click();
  const testing = page.getByRole('alertdialog', { name: 'Send 3 test events to the sandbox?' });
  await expect(testing).not.toContainText('Conversions >');
  await testing.getByRole('button', { name: 'Cancel' }).click();
  await expect(testing).toBeHidden();
  await page.getByRole('button', { name: 'Send 3 events' }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
});
