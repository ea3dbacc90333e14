import { createHash } from 'node:crypto';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoOverflow } from './page-checks.ts';

const hashOf = (algorithm: string, text: string) => createHash(algorithm).update(text).digest('hex');

test('hashes a value in the browser and explains another hash, without sending either', async ({ page }) => {
  await page.goto('/help/hash-inspector');
  await expect(page.getByText('Paste a value to see what is hashed.')).toBeVisible();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url() + (request.postData() ?? '')));
  const value = page.getByLabel('Value', { exact: true });
  const other = page.getByLabel('Another hash');

  await value.fill('  Ada.Inspected@Mail.example\n');
  await expect(page.getByText('ada.inspected@mail.example', { exact: true })).toBeVisible();
  await expect(page.getByText(hashOf('sha256', 'ada.inspected@mail.example'))).toBeVisible();
  await other.fill(hashOf('sha256', 'Ada.Inspected@Mail.example'));
  await expect(page.getByText('It is the SHA-256 hash of the value as written')).toBeVisible();
  await other.fill(hashOf('md5', 'ada.inspected@mail.example'));
  await expect(page.getByText('It is the MD5 hash of the normalized text.')).toBeVisible();
  await other.fill(hashOf('sha256', 'ada.inspected@mail.example').toUpperCase());
  await expect(page.getByText('The hashes are the same.')).toBeVisible();
  await expectAccessible(page);

  await page.getByLabel('Field').click();
  await page.getByRole('option', { name: / ph / }).click();
  await expect(page.getByText(/^Non-digits are removed/)).toBeVisible();
  await expect(page.getByText('Nothing is left of the value after invalid characters are removed.')).toBeVisible();
  await value.fill('+81 90-1234-5678');
  await other.fill(hashOf('sha256', '+819012345678'));
  await expect(page.getByText('It is the SHA-256 hash of the number with a + in front.')).toBeVisible();
  await expectNoOverflow(page);

  const leak = new RegExp(`inspected|1234|${hashOf('sha256', '+819012345678')}`, 'i');
  expect(requests.filter((request) => leak.test(request))).toEqual([]);
  expect(new URL(page.url()).search).toBe('');
  const stored = await page.evaluate(() => JSON.stringify([localStorage, sessionStorage, document.cookie]));
  expect(stored).not.toMatch(leak);
});

test('the URL can select the field', async ({ page }) => {
  await page.goto('/help/hash-inspector?field=db');
  await expect(page.getByText('What Date of birth (db) becomes')).toBeVisible();
});

test('a hash can be copied even over plain HTTP, where browsers offer no clipboard', async ({ page }) => {
  await page.addInitScript(() => Reflect.deleteProperty(Navigator.prototype, 'clipboard'));
  await page.goto('/help/hash-inspector');
  await page.getByLabel('Value', { exact: true }).fill('ada@mail.example');
  await page.getByRole('button', { name: 'Copy SHA-256, as sent' }).click();
  await expect(page.getByText('Copied', { exact: true })).toBeAttached();
  const other = page.getByLabel('Another hash');
  await other.focus();
  await page.keyboard.press('ControlOrMeta+v');
  await expect(other).toHaveValue(hashOf('sha256', 'ada@mail.example'));

  await page.evaluate(() => {
    document.execCommand = () => false;
  });
  await page.getByRole('button', { name: 'Copy SHA-256, as sent' }).click();
  await expect(page.getByText(/^Not copied: the browser did not allow it/)).toBeVisible();
});
