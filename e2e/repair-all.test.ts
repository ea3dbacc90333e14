import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { holdRequests } from './steps.ts';

/** All safe repairs as one edit, and lists that are out of date. */

const TIME = Math.floor(Date.now() / 1000) - 7200;

/**
 * The first records have times in milliseconds, the next ones a country's name, one a malformed email address; the last
 * ten are valid.
 */
function fileOf(milliseconds: number, countries: number) {
  const faulty = milliseconds + countries + 1;
  const rows = Array.from({ length: faulty + 10 }, (_, i) => {
    const time = i < milliseconds ? `${TIME}123` : `${TIME}`;
    const country = i >= milliseconds && i < milliseconds + countries ? 'Norge' : 'NO';
    return `checkout,web,${time},ra${process.pid}-${i},${i === faulty - 1 ? 'no-address' : `u${i}@mail.example`},${country}`;
  });
  const text = ['event_name,action_source,event_time,event_id,email,country', ...rows].join('\n');
  return { name: `repairs-${process.pid}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function openReview(page: Page, file: ReturnType<typeof fileOf>): Promise<void> {
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
}

const errors = (page: Page) => page.getByRole('button', { name: /^Errors/ });
const footerStatus = (page: Page) => page.locator('footer').getByRole('status');

test('shows what all repairs would do, makes the selected ones, and undoes them as one', async ({ page }) => {
  await openReview(page, fileOf(12, 5));
  await expect(errors(page)).toContainText('18');
  await page.getByRole('button', { name: 'Repair 17 records…' }).click();
  const dialog = page.getByRole('dialog', { name: /^Repair \d+ records$/ });
  const column = (name: string) => dialog.getByRole('listitem').filter({ has: page.getByLabel(`Repair ${name}`) });
  await expect(column('event_time')).toContainText(`${TIME}123`);
  await expect(column('event_time')).toContainText('12 errors');
  await expect(column('country')).toContainText('Norge');
  await expect(dialog.getByText('1 record keeps its errors and stays in the list.')).toBeVisible();
  await expectAccessible(page);

  await dialog.getByLabel('Repair country').uncheck();
  await expect(dialog.getByText('6 records keep their errors and stay in the list.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Repair 12 records' }).click();
  await expect(dialog).toBeHidden();
  await expect(footerStatus(page)).toHaveText('12 records changed.');
  await expect(errors(page)).toContainText('6');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '7');
  await expect(page.getByRole('button', { name: 'Repair 5 records…' })).toBeVisible();

  await page.getByRole('button', { name: /Undo/ }).click();
  await expect(footerStatus(page)).toHaveText('12 records changed.');
  await expect(errors(page)).toContainText('18');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '19');

  await expectNoOverflow(page);
  await page.getByRole('button', { name: 'Repair 17 records…' }).click();
  await expect(column('event_time')).toContainText('12 errors');
  await expectNoOverflow(page);
  await expectAccessible(page);

  // Nothing is left to repair, so the button that opened the dialog is gone.
  await dialog.getByRole('button', { name: 'Repair 17 records' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.locator('main')).toBeFocused();
});

test('an edited cell stays in its column when a repair reorders the columns', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, fileOf(4, 3));
  const firstColumn = page.getByRole('columnheader').filter({ hasText: '→' }).first();
  await expect(firstColumn).toContainText('event_time');
  const release = await holdRequests(page, (url) => url.pathname.endsWith('/review'), 'POST');
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await page.getByRole('gridcell', { name: 'no-address' }).dblclick();
  const editor = page.getByLabel('email, record 8');
  await editor.fill('u8@mail.example');
  release();
  await expect(firstColumn).toContainText('country');
  await expect(editor).toBeFocused();
  await expect(editor).toHaveValue('u8@mail.example');
  await editor.press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 8: Fixed');
});

test('repairs thousands of records in the background, and shows how many changed', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page, fileOf(6000, 0));
  await page.getByRole('button', { name: 'Repair 6,000 records…' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Repair 6,000 records' }).click();
  await expect(footerStatus(page)).toHaveText('6,000 records changed.');
  await expect(errors(page)).toContainText('1');
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
  await page.getByRole('button', { name: /Undo/ }).click();
  await expect(errors(page)).toContainText('6,001');
  await expect(page.getByRole('link', { name: 'Continue with 10' })).toBeVisible();
});

test('an edit in another tab makes a list out of date; it cannot be acted on until it is refreshed', {
  tag: '@whole',
}, async ({ page, context }) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openReview(page, fileOf(4, 3));
  await page.getByRole('button', { name: 'Identifier coverage' }).click();
  await expect(page.getByRole('button', { name: 'Fix now' }).first()).toBeEnabled();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Repair 7 records…' }).click();
  await other.getByRole('dialog').getByLabel('Repair country').uncheck();
  await other.getByRole('dialog').getByRole('button', { name: 'Repair 4 records' }).click();
  await expect(footerStatus(other)).toHaveText('4 records changed.');
  await expect(other.getByText('This list is out of date.')).toHaveCount(0);

  await expect(page.getByText('This list is out of date.')).toBeVisible();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '9');
  for (const name of [/^Repair/, 'Fix all like this', /Undo/, 'Fix now'])
    await expect(page.getByRole('button', { name }).first()).toBeDisabled();
  await page
    .getByRole('gridcell', { name: `${TIME}123` })
    .first()
    .dblclick();
  await expect(page.getByLabel('event_time, record 1')).toHaveCount(0);
  await expectAccessible(page);

  await page.getByRole('button', { name: 'Refresh the list' }).click();
  await expect(page.getByText('This list is out of date.')).toHaveCount(0);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5');
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /Leave out these records/ }).click();
  await page.getByRole('button', { name: 'Leave out 4 records' }).click();
  await expect(errors(page)).toContainText('0');
  await expect(other.getByText('This list is out of date.')).toBeVisible();
  expect(await accessibilityViolations(other)).toEqual([]);
});
