import type { Page } from '@playwright/test';
import { LOCALE_COOKIE } from '../lib/messages/locale.ts';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectNoOverflow, expectUsable } from './page-checks.ts';
import { csvOf } from './shell.ts';

/** Drafts are files that were uploaded but not sent yet; two tabs can open the same draft. */

const NAME = `draft-${process.pid}.csv`;

/** A column that no saved mapping contains. */
const COLUMN = `note_${process.pid}`;

/** Uploads a file as far as its Match step; returns that step's URL. */
async function upload(page: Page, name: string): Promise<string> {
  await page.goto('/exports/new');
  const [header, ...records] = csvOf(3, `${name}-`).split('\n');
  const buffer = Buffer.from([`${header},${COLUMN}`, ...records.map((record) => `${record},x`)].join('\n'));
  await page.locator('input[type=file]').setInputFiles({ name, mimeType: 'text/csv', buffer });
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
  return page.url();
}

/** Searches a field for the column by its code, and chooses the first match. */
async function chooseFieldByCode(page: Page, code: string): Promise<void> {
  await page.getByLabel(`Field for ${COLUMN}`, { exact: true }).click();
  await page.locator('input[role=combobox]:focus').fill(code);
  await expect(page.getByRole('option').first()).toContainText(code);
  await page.keyboard.press('Enter');
}

test('a draft is listed, continued and deleted', async ({ page, context, baseURL }) => {
  const match = await upload(page, NAME);
  await page.goto('/jobs');
  await page.getByRole('link', { name: /^Drafts/ }).click();
  await expect(page).toHaveURL(/\/jobs\/drafts$/);
  await page.getByRole('searchbox', { name: 'Search drafts' }).fill(NAME);
  const row = page.getByRole('row').filter({ hasText: NAME });
  await expect(row).toContainText('No changes yet');
  await expectUsable(page);
  await row.getByRole('link', { name: `Continue with ${NAME}` }).click();
  await expect(page).toHaveURL(match);

  await page.goto('/jobs/drafts');
  const remove = row.getByRole('button', { name: `Delete ${NAME}` });
  const dialog = page.getByRole('alertdialog');
  await remove.click();
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(remove).toBeFocused();
  await remove.click();
  await expect(dialog).toContainText(`Delete “${NAME}”?`);
  await expectAccessible(page);
  await dialog.getByRole('button', { name: 'Delete the file' }).click();
  await expect(page.getByText(`“${NAME}” is deleted`)).toBeVisible();
  await expect(row).toHaveCount(0);
  await expect(page.locator('main')).toBeFocused();
  expect((await page.goto(match))?.status()).toBe(404);

  await context.addCookies([{ name: LOCALE_COOKIE, value: 'ja', url: baseURL ?? '' }]);
  await page.goto('/jobs/drafts');
  await expect(page.getByRole('heading', { name: '下書き', exact: true })).toBeVisible();
  await expectNoOverflow(page);
});

test('a second tab is warned although nothing has changed, and the first tab once the file is re-read', {
  tag: '@whole',
}, async ({ page, context }) => {
  const match = await upload(page, `second-${process.pid}.csv`);
  const header = match.replace(/match$/, 'header');
  await page.goto(match);
  await expect(page.getByRole('heading', { name: 'Match columns' })).toBeVisible();
  const second = await context.newPage();
  await second.goto(header);
  await expect(second.getByText('Open in another tab, too.')).toBeVisible();
  await expectAccessible(second);
  await second.getByRole('button', { name: 'Continue here' }).click();
  await second.getByRole('radio', { name: 'No header row' }).check();
  await expect(page.getByRole('dialog', { name: 'Changed elsewhere' })).toBeVisible();
  await second.close();
});

test('a draft that could not be saved is saved later without another change', { tag: '@whole' }, async ({ page }) => {
  await upload(page, `offline-${process.pid}.csv`);
  const isDraft = (url: URL) => url.pathname.endsWith('/draft');
  await page.route(isDraft, (route) => route.abort());
  await chooseFieldByCode(page, 'order_id');
  await expect(page.getByText('draft not saved: no response from the console.')).toBeVisible();
  await page.unroute(isDraft);
  await expect(page.getByText('draft saved')).toBeVisible();
});

test('saving a refused draft is not retried until the draft changes', { tag: '@whole' }, async ({ page, context }) => {
  await page.clock.install();
  const name = `refused-${process.pid}.csv`;
  await upload(page, name);
  const chooseField = async (field: string) => {
    await page.getByLabel(`Field for ${COLUMN}`, { exact: true }).click();
    await page.getByRole('option', { name: field }).first().click();
  };
  await chooseField('order_id');
  await expect(page.getByText('draft saved')).toBeVisible();
  const other = await context.newPage();
  await other.goto('/jobs/drafts');
  await other.getByRole('button', { name: `Delete ${name}` }).click();
  await other.getByRole('alertdialog').getByRole('button', { name: 'Delete the file' }).click();
  await expect(other.getByText(`“${name}” is deleted`)).toBeVisible();
  await other.close();
  await page.bringToFront();

  let saves = 0;
  page.on('request', (request) => (saves += request.method() === 'PUT' ? 1 : 0));
  await chooseField('language');
  await expect(page.getByText('draft not saved: The uploaded file was deleted')).toBeVisible();
  expect(saves).toBe(1);
  const loaded = page.waitForResponse((response) => response.url().includes('/api/notices'));
  await page.clock.runFor(60_000);
  await loaded;
  expect(saves).toBe(1);
  await chooseField('order_id');
  await expect.poll(() => saves).toBe(2);
});

test('if two tabs change one draft, the outdated tab is warned and overwrites nothing', { tag: '@whole' }, async ({
  page,
  context,
}) => {
  const name = `tabs-${process.pid}.csv`;
  const match = await upload(page, name);
  const other = await context.newPage();
  await other.goto(match);
  await chooseFieldByCode(other, 'order_id');
  await expect(other.getByText('draft saved')).toBeVisible();

  const late = await context.newPage();
  await late.goto(match);
  await expect(late.getByText('Open in another tab, too.')).toBeVisible();
  await expectAccessible(late);
  await late.close();

  page.on('dialog', (dialog) => void dialog.accept());
  const dialog = page.getByRole('dialog', { name: 'Changed elsewhere' });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await page.bringToFront();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await chooseFieldByCode(page, 'language');
  await expect(page.getByText('not saved: the export was changed elsewhere')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Keep this version' })).toBeVisible();
  await expectAccessible(page);
  await other.reload();
  await expect(other.getByText('not saved')).toHaveCount(0);
  await other.close();
  await page.reload();
  await expect(dialog).toHaveCount(0);
});
