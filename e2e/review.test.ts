import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectHydrated, expectNoOverflow } from './page-checks.ts';
import { pintd } from './shell.ts';
import { enterSandbox, holdRequests, keepFileOrder, readLaterResponse } from './steps.ts';

/** The review: errors are found, fixed without changing the file, or left out. */

const TIME = Math.floor(Date.now() / 1000) - 7200;

/** How many records have each error. */
interface ErrorCounts {
  readonly milliseconds?: number;
  readonly country?: number;
  readonly address?: number;
}

function reviewFile(recordCount: number, { milliseconds = 0, country = 0, address = 0 }: ErrorCounts) {
  const rows = Array.from({ length: recordCount }, (_, i) => {
    const time = i < milliseconds ? `${TIME}123` : `${TIME}`;
    const countryCell = i >= milliseconds && i < milliseconds + country ? 'Norge' : 'NO';
    const firstAddress = milliseconds + country;
    const em = i >= firstAddress && i < firstAddress + address ? 'no-address' : `u${i}@mail.example`;
    return `checkout,web,${time},e${i},${em},${countryCell}`;
  });
  const text = ['event_name,action_source,event_time,event_id,em,country', ...rows].join('\n');
  return { name: 'review.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function openReview(page: Page, file: ReturnType<typeof reviewFile>): Promise<void> {
  await page.goto('/exports/new');
  await keepFileOrder(page);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
}

/** Starts the review through the API: the API accepts times without a known time zone, the Match step does not. */
async function openReviewByApi(page: Page, file: ReturnType<typeof reviewFile>): Promise<void> {
  await page.goto('/exports/new');
  await keepFileOrder(page);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  const id = new URL(page.url()).pathname.split('/').at(-2);
  const headers = { authorization: `Bearer ${(await pintd(['apikey:create', 'reviews'])).trim()}` };
  expect((await page.request.post(`/api/v1/uploads/${id}/review`, { headers, data: {} })).status()).toBe(202);
  await page.goto(`/exports/new/${id}/review`);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
}

const cell = (page: Page, position: string) => page.locator(`[data-place="${position}"]`);
const footerStatus = (page: Page) => page.locator('footer').getByRole('status');
/** Whether an address is that of a review's page, to which edits are sent, too. */
const isReview = (url: URL) => url.pathname.endsWith('/review');
const failEdits = (page: Page) =>
  page.route(isReview, (route) => (route.request().method() === 'POST' ? route.abort() : route.continue()));

test('with the mouse, errors are fixed singly and together, undone and left out, up to Send', async ({ page }) => {
  await openReview(page, reviewFile(300, { milliseconds: 20, country: 5, address: 2 }));
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('27');
  await expect(page.getByRole('switch', { name: 'Show only records with errors' })).toBeChecked();
  await expectAccessible(page);

  await cell(page, '0:5').click();
  await expect(page.getByText('The time is not in seconds. Divide it by 1,000.').last()).toBeVisible();
  await cell(page, '0:5').dblclick();
  await page.getByLabel('event_time, record 1').fill(String(TIME));
  await page.getByLabel('event_time, record 1').press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 1: Fixed');

  await cell(page, '1:1').click();
  const drawer = page.getByRole('dialog', { name: 'Record 2' });
  await expect(drawer.getByText('Event JSON, as it would be sent')).toBeVisible();
  await expect(drawer.getByText(`${TIME}123`)).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.keyboard.press('Escape');
  await cell(page, '0:1').focus();
  await page.keyboard.press('Enter');
  const drawerOfFirst = page.getByRole('dialog', { name: 'Record 1' });
  await expect(drawerOfFirst.getByText(`"event_time": ${TIME}`)).toBeVisible();
  await expect(drawerOfFirst).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(cell(page, '0:1')).toBeFocused();

  await page.getByRole('button', { name: 'Fix all like this' }).click();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await expect(footerStatus(page)).toHaveText('19 records changed.');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('7');
  await page.getByRole('button', { name: /Undo/ }).click();
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('26');
  await page.getByRole('button', { name: /Redo/ }).click();
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('7');

  await page.getByRole('button', { name: /^Not an email address/ }).click();
  await page.waitForURL(/code=em_malformed/);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /Leave out these records/ }).click();
  await page.getByRole('button', { name: 'Leave out 2 records' }).click();
  await expect(page.getByRole('button', { name: /^Left out/ })).toContainText('2');
  // The filter no longer matches anything, but is still shown so that it can be cleared.
  await page.reload();
  await expect(page.getByText('No records match')).toBeVisible();
  const filter = page.getByRole('button', { name: /^Not an email address/ });
  await expect(filter).toHaveAttribute('aria-pressed', 'true');
  await expect(filter).toContainText('0');
  await filter.click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '6');
  await expect(filter).toHaveCount(0);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Invalid records, CSV' }).click();
  expect(
    readFileSync(await (await downloading).path(), 'utf8')
      .trim()
      .split('\n'),
  ).toHaveLength(6);

  await page.getByRole('link', { name: 'Continue with 293' }).click();
  await page.waitForURL(/\/send$/);
  await expect(page.getByRole('button', { name: 'Send 293 events' })).toBeVisible();
  await expect(page.getByText('All events will count as offline.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'The first 20 records' })).toBeVisible();
  await expect(page.getByText('Review checked every record.', { exact: false })).toBeVisible();
  await expect(page.getByText('The time is not in seconds. Divide it by 1,000.')).toHaveCount(0);
  expect(await accessibilityViolations(page)).toEqual([]);
});

test('only records that are still invalid are left out, even if the list shows others', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page, reviewFile(30, { milliseconds: 6, address: 3 }));
  const fix = page.getByRole('button', { name: 'Fix all like this' });
  const errors = page.getByRole('button', { name: /^Errors/ });
  await page.getByLabel('Select all listed records').check();
  await expect(page.locator('footer').getByRole('button', { name: 'Leave out 9 records' })).toBeEnabled();
  await fix.click();
  await expect(page.getByRole('menuitem', { name: 'Leave out 9 selected records' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('gridcell', { name: `${TIME}123` })
    .first()
    .dblclick();
  await page.getByLabel('event_time, record 1').fill(String(TIME));
  await page.getByLabel('event_time, record 1').press('Enter');
  await expect(errors).toContainText('8');
  // The list still shows all nine, all selected.
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '10');
  await fix.click();
  await expect(page.getByRole('menuitem', { name: /Leave out these records/ })).toContainText('8');
  await expect(page.getByRole('menuitem', { name: 'Leave out 8 selected records' })).toBeVisible();
  await page.keyboard.press('Escape');
  await page.locator('footer').getByRole('button', { name: 'Leave out 8 records' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Leave out 8 records?' });
  await expect(dialog).toContainText('1 selected record no longer matches this list and is kept.');
  expect(await accessibilityViolations(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'Leave out 8 records' }).click();
  await expect(page.getByRole('button', { name: /^Left out/ })).toContainText('8');
  await expect(page.getByRole('link', { name: 'Continue with 22' })).toBeVisible();

  await fix.click();
  await expect(page.getByRole('menuitem', { name: /Leave out these records/ })).toBeDisabled();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /Undo/ }).click();
  await expect(errors).toContainText('8');
  await fix.click();
  await page.getByRole('menuitem', { name: /Leave out these records/ }).click();
  await page.getByRole('button', { name: 'Leave out 8 records' }).click();
  await expect(page.getByRole('link', { name: 'Continue with 22' })).toBeVisible();
});

test('Review asks for the time zone of times without one, even after all else is fixed', { tag: '@whole' }, async ({
  page,
}) => {
  const rows = Array.from({ length: 12 }, (_, i) => {
    const time = i % 2 === 0 ? `2026/01/15 09:${10 + i}` : `15.01.2026 09:${10 + i}`;
    return `checkout,web,${time},e${i},u${i}@mail.example,${i < 4 ? '日本' : 'JP'},${i < 3 ? 'en-US' : 'ja'}`;
  });
  const iso = 'checkout,web,2026-01-15 09:30:00,e12,u12@mail.example,JP,ja';
  const text = ['event_name,action_source,event_time,event_id,em,country,language', ...rows, iso].join('\n');
  await openReviewByApi(page, { name: 'zones.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  const fix = page.getByRole('button', { name: 'Fix all like this' });
  await page.getByRole('button', { name: 'Repair 4 records…' }).click();
  const repairs = page.getByRole('dialog', { name: 'Repair 4 records' });
  await expect(
    repairs.getByText('Values in event_time can be read in more than one way', { exact: false }),
  ).toBeVisible();
  await repairs.getByRole('button', { name: 'Repair 4 records' }).click();
  await expect(footerStatus(page)).toHaveText('4 records changed.');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('12');
  await page.getByRole('link', { name: 'Continue with 1' }).click();
  await expect(page.getByText('Not every event time has a time zone, so the events cannot be sent yet.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send 1 event' })).toBeDisabled();
  await expect(page.getByRole('button', { name: /^Send to / })).toBeDisabled();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('link', { name: 'Choose the time zone' }).click();

  await fix.click();
  const choice = page.getByRole('menuitem', { name: /Time zone for times without a time zone…/ });
  await expect(choice).toContainText('13');
  await choice.click();
  const dialog = page.getByRole('dialog', { name: 'Time zone for times without a time zone' });
  await dialog.getByRole('combobox', { name: 'Time zone' }).click();
  await page.getByRole('dialog', { name: 'Time zone', exact: true }).getByRole('combobox').fill('tokyo');
  await page.getByRole('option', { name: 'Asia/Tokyo' }).click();
  await expect(page.getByRole('listbox')).toHaveCount(0);
  expect(await accessibilityViolations(page)).toEqual([]);
  await failEdits(page);
  await dialog.getByRole('button', { name: 'Use this zone' }).click();
  await expect(dialog.getByRole('alert')).toContainText('It is not known whether anything was changed.');
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await page.unroute(isReview);
  await fix.click();
  await choice.click();
  await expect(dialog.getByRole('button', { name: 'Use this zone' })).toBeVisible();
  await expect(dialog.getByRole('alert')).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Use this zone' }).click();
  await expect(page.getByRole('link', { name: 'Continue with 13' })).toBeVisible();
  await page.getByRole('button', { name: /^All/ }).click();
  await expect(cell(page, '0:5')).toContainText('2026-01-15 09:10:00 Asia/Tokyo');
  await cell(page, '1:1').click();
  const record = page.getByRole('dialog', { name: 'Record 2' });
  await expect(record.getByText(`"event_time": ${Date.parse('2026-01-15T09:11:00+09:00') / 1000}`)).toBeVisible();
});

test('Review says why the value of a cell could not be fetched for editing', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, reviewFile(30, { address: 2 }));
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(cell(page, '0:7')).toContainText('•');
  await page.route('**/review/rows', (route) => route.abort());
  await cell(page, '0:7').dblclick();
  await expect(page.getByText('No response from the console.', { exact: false })).toBeVisible();
  await expect(page.getByLabel('em, record 1')).toHaveCount(0);
  await page.unroute('**/review/rows');
  await cell(page, '0:7').dblclick();
  await expect(page.getByLabel('em, record 1')).toHaveValue('no-address');
});

test('a value that arrives late does not replace the cell being edited by then', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page, reviewFile(30, { milliseconds: 1, address: 2 }));
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(cell(page, '1:7')).toContainText('•');
  const release = await holdRequests(page, '**/review/rows');
  await cell(page, '1:7').dblclick();
  await cell(page, '0:5').click();
  await page.keyboard.type(String(TIME).slice(0, 2));
  const arrived = page.waitForResponse('**/review/rows');
  release();
  await arrived;
  await page.keyboard.type(String(TIME).slice(2));
  const editor = page.getByLabel('event_time, record 1');
  await expect(editor).toHaveValue(String(TIME));
  await editor.press('Enter');
  // The response to this edit arrives after the late value.
  await expect(footerStatus(page)).toHaveText('Record 1: Fixed');
  await expect(page.getByLabel('em, record 2')).toHaveCount(0);
});

test('find and replace keeps the value of the last cell, even if the value of an earlier cell arrives late', {
  tag: '@whole',
}, async ({ page }) => {
  await openReview(page, reviewFile(30, { milliseconds: 1, address: 2 }));
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(cell(page, '1:7')).toContainText('•');
  const release = await holdRequests(page, '**/review/rows');
  await expectHydrated(cell(page, '1:7'));
  await cell(page, '1:7').click();
  await page.keyboard.press('Control+h');
  await cell(page, '0:5').click();
  await page.keyboard.press('Control+h');
  const find = page.getByLabel('Find', { exact: true });
  await expect(find).toHaveValue(`${TIME}123`);
  await page.getByLabel('Replace with').fill(String(TIME));
  await expect(page.getByRole('button', { name: 'Replace in 1 record' })).toBeEnabled();
  const arrived = page.waitForResponse('**/review/rows');
  release();
  await arrived;
  await readLaterResponse(page);
  await expect(find).toHaveValue(`${TIME}123`);
  await expect(page.getByLabel('Replace with')).toHaveValue(String(TIME));
});

test('a record fixed while its values are shown is still fixed once they are hidden', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page, reviewFile(30, { address: 2 }));
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(cell(page, '0:7')).toContainText('•');
  await expect(cell(page, '0:7')).toHaveAttribute('aria-invalid', 'true');
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(cell(page, '0:7')).toContainText('no-address');
  await cell(page, '0:7').dblclick();
  const editor = page.getByLabel('em, record 1');
  await editor.fill('u1@mail.example');
  await editor.press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 1: Fixed');
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(cell(page, '0:7')).toContainText('•');
  await expect(cell(page, '0:7')).not.toHaveAttribute('aria-invalid', 'true');
});

test('a fix that waits for a larger one does not make the list out of date', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, reviewFile(30, { milliseconds: 3, address: 2 }));
  const release = await holdRequests(page, isReview, 'POST');
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await cell(page, '3:7').dblclick();
  const editor = page.getByLabel('em, record 4');
  await editor.fill('u4@mail.example');
  await editor.press('Enter');
  release();
  await expect(footerStatus(page)).toHaveText('Record 4: Fixed');
  await cell(page, '1:7').dblclick();
  await expect(page.getByLabel('em, record 5')).toBeFocused();
  await expect(page.getByText('This list is out of date.')).toHaveCount(0);
});

test('a list that is not reloaded after a fix is out of date, and cannot be acted on until it is refreshed', {
  tag: '@whole',
}, async ({ page }) => {
  await openReview(page, reviewFile(30, { milliseconds: 3, address: 2 }));
  const isList = (url: URL) => url.pathname.endsWith('/review/numbers');
  await page.route(isList, (route) => route.abort());
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await expect(page.getByText('This list is out of date.')).toBeVisible();
  await cell(page, '3:7').dblclick();
  await expect(page.getByLabel('em, record 4')).toHaveCount(0);
  await page.unroute(isList);
  await page.getByRole('button', { name: 'Refresh the list' }).click();
  await expect(page.getByText('This list is out of date.')).toHaveCount(0);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
});

test('an edited cell stays in its record when the list is reloaded', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, reviewFile(30, { milliseconds: 3, address: 2 }));
  const release = await holdRequests(page, isReview);
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await cell(page, '3:7').dblclick();
  const editor = page.getByLabel('em, record 4');
  await editor.fill('u4@mail.example');
  release();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await expect(editor).toHaveValue('u4@mail.example');
  await editor.press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 4: Fixed');
  await expect(cell(page, '0:7')).toContainText('u4@mail.example');
});

test('an edited cell far down stays open when the list is reloaded', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, reviewFile(200, { milliseconds: 60, address: 60 }));
  const release = await holdRequests(page, isReview);
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await page.getByRole('grid').evaluate((grid) => grid.scrollTo({ top: 34 * 100 }));
  await cell(page, '100:7').dblclick();
  const editor = page.getByLabel('em, record 101');
  await editor.fill('u101@mail.example');
  release();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '61');
  await expect(editor).toBeInViewport();
  await expect(editor).toHaveValue('u101@mail.example');
  await editor.press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 101: Fixed');
  await expect(cell(page, '40:7')).toContainText('u101@mail.example');
  await expect(cell(page, '41:7')).toBeFocused();
});

test('after changes in another tab, nothing is sent until the new numbers are shown', { tag: '@whole' }, async ({
  page,
  context,
}) => {
  await enterSandbox(page);
  await openReview(page, reviewFile(6, { address: 2 }));
  await page.getByRole('link', { name: 'Continue with 4' }).click();
  await page.waitForURL(/\/send$/);
  await page.getByLabel('Authentication').click();
  await page
    .getByRole('option', { name: /^Sandbox/ })
    .first()
    .click();
  const send = page.getByRole('button', { name: 'Send 4 events' });
  await expect(send).toBeVisible();

  const other = await context.newPage();
  await other.goto(page.url().replace(/send$/, 'review?show=all'));
  await cell(other, '0:3').click();
  await other.getByRole('button', { name: 'Fix all like this' }).click();
  await other.getByRole('menuitem', { name: 'Leave out record 1…' }).click();
  await other.getByRole('button', { name: 'Leave out 1 record' }).click();
  await expect(other.getByRole('link', { name: 'Continue with 4' })).toBeVisible();
  await other.close();

  await send.click();
  await expect(page.getByText(/fixed or left out since these numbers were shown/)).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.reload();
  await send.click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
});

test('records are left out only after they were counted again, if another tab left out one', { tag: '@whole' }, async ({
  page,
  context,
}) => {
  await openReview(page, reviewFile(6, { address: 2 }));
  await page.getByRole('button', { name: /^Not an email address/ }).click();
  await page.waitForURL(/code=em_malformed/);
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /Leave out these records/ }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog.getByRole('button', { name: 'Leave out 2 records' })).toBeEnabled();

  const countAllowed = Promise.withResolvers<void>();
  await page.route(/included=1/, async (route) => {
    await countAllowed.promise;
    await route.continue();
  });
  const other = await context.newPage();
  await other.goto(page.url());
  await cell(other, '0:3').click();
  await other.getByRole('button', { name: 'Fix all like this' }).click();
  await other.getByRole('menuitem', { name: 'Leave out record 1…' }).click();
  await other.getByRole('button', { name: 'Leave out 1 record' }).click();
  await expect(other.getByRole('button', { name: /^Left out/ })).toContainText('1');
  await other.close();

  await expect(dialog).toHaveAccessibleName('Counting the records to leave out …');
  await expect(dialog.getByRole('button', { name: 'Leave out' })).toBeDisabled();
  countAllowed.resolve();
  await expect(dialog.getByRole('button', { name: 'Leave out 1 record' })).toBeEnabled();
});

test('errors are found, fixed, replaced and undone with the keyboard alone', async ({ page }) => {
  await openReview(page, reviewFile(40, { milliseconds: 2, country: 1 }));
  await expectHydrated(cell(page, '0:5'));
  await page.keyboard.press('n');
  await expect(cell(page, '0:5')).toBeFocused();
  await page.keyboard.press('F2');
  const editor = page.getByLabel('event_time, record 1');
  await expect(editor).toHaveValue(`${TIME}123`);
  await page.keyboard.press('Escape');
  await expect(cell(page, '0:5')).toBeFocused();
  await page.keyboard.press('Enter');
  for (let i = 0; i < 3; i++) await page.keyboard.press('Backspace');
  // The Enter that ends the composition of a Japanese text, as Safari reports it.
  await editor.dispatchEvent('keydown', { key: 'Enter', keyCode: 229 });
  await expect(editor).toHaveValue(String(TIME));
  await page.keyboard.press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 1: Fixed');
  await expect(cell(page, '1:5')).toBeFocused();

  await page.keyboard.press('F8');
  await expect(cell(page, '2:8')).toBeFocused();
  await page.keyboard.press('Shift+F8');
  await expect(cell(page, '1:5')).toBeFocused();
  await page.keyboard.press('F8');
  await expect(cell(page, '2:8')).toBeFocused();
  await page.keyboard.press('Control+h');
  await expect(page.getByLabel('Find', { exact: true })).toHaveValue('Norge');
  await page.getByLabel('Replace with').focus();
  await page.keyboard.type('NO');
  await page.keyboard.press('Enter');
  await expect(footerStatus(page)).toHaveText('1 record changed.');
  await page.keyboard.press('Escape');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('2');

  // In the grid, letters are text, not shortcuts of the page.
  await cell(page, '1:5').focus();
  await page.keyboard.type('ghnrp?');
  await expect(page.getByLabel('event_time, record 2')).toHaveValue('ghnrp?');
  await page.keyboard.press('Escape');
  await expect(cell(page, '1:5')).toBeFocused();
  await cell(page, '1:2').focus();
  await page.keyboard.type('ghnrp?');
  await expect(cell(page, '1:2')).toBeFocused();
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await cell(page, '0:6').focus();
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.keyboard.press('Control+c');
  await expect.poll(() => page.evaluate(() => navigator.clipboard.readText())).toBe('e0');
  await cell(page, '1:6').focus();
  await page.keyboard.press('Control+v');
  await expect(cell(page, '1:6')).toContainText('e0');
  // A cell's own value is not an edit, which Undo would undo.
  await cell(page, '1:6').focus();
  await page.keyboard.press('Control+v');
  await expect(footerStatus(page)).toHaveText('Record 2: Error');
  await page.keyboard.press('Control+z');
  await expect(cell(page, '1:6')).toContainText('e1');

  await page.keyboard.press('Control+Home');
  await expect(cell(page, '0:0')).toBeFocused();
  await page.keyboard.press('Space');
  await expect(cell(page, '0:0')).toBeChecked();
});

test('cells of a spreadsheet are pasted from the focused cell on, as one edit', async ({ page }) => {
  await openReview(page, reviewFile(3, { country: 3 }));
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  const paste = async (text: string) => {
    await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
    await page.keyboard.press('Control+v');
  };
  await cell(page, '1:7').focus();
  await paste('a@mail.example\tNO\tmore\r\n"b@mail\n.example"\tNO\tmore\r\nc@mail.example\tNO\tmore\r\n');
  await expect(footerStatus(page)).toHaveText(
    '4 cells changed. 5 pasted cells were skipped: they cannot be edited, or are beyond the end of the list.',
  );
  await expect(cell(page, '1:7')).toBeFocused();
  await expect(cell(page, '1:8')).toContainText('NO');
  await expect(cell(page, '2:7')).toContainText('b@mail .example');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('2');
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('3');
  await expect(cell(page, '1:8')).toContainText('Norge');

  const many = Array.from({ length: 10_001 }, () => 'a').join('\n');
  await cell(page, '0:7').focus();
  await paste(many);
  await expect(
    page.getByText('The clipboard has 10,001 cells, and nothing was changed.', { exact: false }),
  ).toBeVisible();

  // Without text in the clipboard, such as with an image.
  await cell(page, '1:7').evaluate((pasted) =>
    pasted.dispatchEvent(new ClipboardEvent('paste', { clipboardData: new DataTransfer(), bubbles: true })),
  );
  await cell(page, '1:8').focus();
  await paste('Suomi');
  await expect(footerStatus(page)).toHaveText('Record 2: Error');
  await expect(cell(page, '1:7')).toContainText('mail');

  await openReview(page, reviewFile(40, { country: 40 }));
  await expect(cell(page, '0:7')).toContainText('mail');
  await cell(page, '0:7').focus();
  await paste(Array.from({ length: 40 }, () => 'a'.repeat(99_000)).join('\n'));
  await expect(page.getByText('The clipboard has too much text, and nothing was changed.')).toBeVisible();
});

test('a value that is entered while the console does not respond is saved later', async ({ page }) => {
  await openReview(page, reviewFile(10, { country: 2 }));
  await expect(cell(page, '0:8')).toContainText('Norge');
  await failEdits(page);
  await cell(page, '0:8').focus();
  await page.keyboard.type('NO');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Not saved yet.')).toBeVisible();
  await expect(cell(page, '0:8')).toContainText('NO');
  // Without a list of records, too.
  await page.getByRole('button', { name: /^Repeats/ }).click();
  await expect(page.getByRole('grid')).toHaveCount(0);
  await page.getByRole('link', { name: /^Continue with/ }).click();
  const leaving = page.getByRole('alertdialog');
  await expect(leaving).toContainText('What you entered last is not saved');
  await leaving.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('button', { name: /^Errors/ }).click();
  await expect(cell(page, '0:8')).toContainText('NO');
  // The session has ended meanwhile.
  await page.route('**/api/jobs?ids=0', (route) => route.fulfill({ status: 401 }));
  await expect(page.getByRole('dialog')).toContainText('You are signed out');
  await page.getByRole('dialog').getByRole('button', { name: 'Close' }).first().click();
  await page.unroute('**/api/jobs?ids=0');
  await page.unroute(isReview);
  await expect(footerStatus(page)).toHaveText('Record 1: Fixed');
  await expect(page.getByText('Not saved yet.')).toHaveCount(0);

  // The console makes the edit, but its response is lost.
  let isLost = false;
  await page.route(isReview, async (route) => {
    if (route.request().method() !== 'POST' || isLost) return route.continue();
    isLost = true;
    await route.fetch();
    await route.abort();
  });
  await cell(page, '1:8').focus();
  await page.keyboard.type('NO');
  await page.keyboard.press('Enter');
  await expect(footerStatus(page)).toHaveText('Record 2: Fixed');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('0');
  await expect(page.getByText('This list is out of date.')).toHaveCount(0);
  await page.unroute(isReview);

  await failEdits(page);
  await cell(page, '1:8').focus();
  await page.keyboard.type('SE');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Control+z');
  await page.getByRole('button', { name: 'Discard' }).click();
  await expect(cell(page, '1:8')).toContainText('NO');
  await page.unroute(isReview);

  // The undo that waited for the discarded value is not made, so that this one is the first.
  let undoCount = 0;
  await page.route(isReview, (route) => {
    if (route.request().postData()?.includes('"undo"')) undoCount += 1;
    return route.continue();
  });
  await page.keyboard.press('Control+z');
  await expect(page.getByRole('button', { name: /^Errors/ })).toContainText('1');
  expect(undoCount).toBe(1);
  await page.unroute(isReview);

  // The console has been upgraded since the page was loaded.
  await page.route(isReview, (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 404, headers: { 'x-nextjs-action-not-found': '1' } })
      : route.continue(),
  );
  await cell(page, '1:8').focus();
  await page.keyboard.type('SE');
  await page.keyboard.press('Enter');
  await expect(page.getByText('This page is from another version of the console.')).toBeVisible();
  await page.unroute(isReview);
  await page.getByRole('button', { name: 'Reload' }).click();
  await expect(page.getByText('This page is from another version of the console.')).toHaveCount(0);
  await expect(cell(page, '0:8')).toContainText('Norge');
});

test('Review shows that a file has no errors, and that a filter matches nothing', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page, reviewFile(10, {}));
  await expect(page.getByText('All 10 records are ready')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: /^Left out/ }).click();
  await expect(page.getByText('No records match')).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show all records' }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '11');
  await page.goBack();
  await expect(page.getByText('No records match')).toBeVisible();
});

test('once no record has the chosen error, one click shows the other errors', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, reviewFile(6, { country: 1, address: 2 }));
  await page.getByRole('button', { name: /^Not an email address/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '3');
  await page.getByLabel('Select all listed records').check();
  await page.locator('footer').getByRole('button', { name: 'Leave out 2 records' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave out 2 records' }).click();
  await page.getByRole('button', { name: 'View 1 record with errors' }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '2');
});

test('Review shows that no record is left to send once all are left out', { tag: '@whole' }, async ({ page }) => {
  await openReview(page, reviewFile(1, {}));
  await page.getByRole('button', { name: 'Show all records' }).click();
  await page.getByLabel('Select all listed records').check();
  await page.locator('footer').getByRole('button', { name: 'Leave out 1 record' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Leave out 1 record' }).click();
  await expect(page.getByRole('button', { name: /^Left out/ })).toContainText('1');
  await page.getByRole('button', { name: /^Errors/ }).click();
  await expect(page.getByText('No records are left to send')).toBeVisible();
  await expectAccessible(page);
});

test('on a phone, records are cards, and a record is fixed in a sheet', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openReview(page, reviewFile(30, { milliseconds: 2 }));
  await expectNoOverflow(page);
  await page
    .getByRole('button', { name: /Time not in seconds/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Edit event_time' }).click();
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByLabel('event_time').fill(String(TIME));
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByText('Fixed', { exact: true })).toBeVisible();
});

test('on a phone, a long value is cut off, and editing shows all of it', async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  const long = 'no-address '.repeat(500).trim();
  const { buffer, ...file } = reviewFile(30, { address: 1 });
  await openReview(page, { ...file, buffer: Buffer.from(buffer.toString().replace('no-address', long)) });
  const card = page.getByRole('button', { name: /Not an email/ }).first();
  await expect(card).toContainText('no-address');
  expect((await card.boundingBox())?.height).toBeLessThan(150);
  await card.click();
  await page.getByRole('button', { name: 'Edit em' }).click();
  await expect(page.getByRole('dialog').getByLabel('em', { exact: true })).toHaveValue(long);
});

test('on a phone, a value that arrives twice does not replace what is typed', { tag: '@whole' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openReview(page, reviewFile(30, { address: 2 }));
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  const card = page.getByRole('button', { name: /Not an email/ }).first();
  await expect(card).toContainText('•');
  await card.click();
  const responses = [Promise.withResolvers<void>(), Promise.withResolvers<void>()] as const;
  let requests = 0;
  await page.route('**/review/rows', async (route) => {
    requests += 1;
    await responses[requests - 1]?.promise;
    await route.continue();
  });
  const edit = page.getByRole('button', { name: 'Edit em' });
  await edit.click();
  await edit.click();
  await expect.poll(() => requests).toBe(2);
  responses[0].resolve();
  const field = page.getByRole('dialog').getByLabel('em', { exact: true });
  await expect(field).toHaveValue('no-address');
  await field.fill('u1@mail.example');
  const arrived = page.waitForResponse('**/review/rows');
  responses[1].resolve();
  await arrived;
  await readLaterResponse(page);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByText('Fixed', { exact: true })).toBeVisible();
});

test('on a phone, the sheet of a record closes when the list no longer has it', { tag: '@whole' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openReview(page, reviewFile(30, { milliseconds: 3, address: 2 }));
  const release = await holdRequests(page, isReview, 'POST');
  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await page
    .getByRole('button', { name: /Time not in seconds/ })
    .first()
    .click();
  const sheet = page.getByRole('dialog', { name: 'Record 1' });
  await expect(sheet).toBeVisible();
  release();
  await expect(sheet).toHaveCount(0);
  await expect(page.getByRole('list', { name: 'Records', exact: true }).getByRole('listitem')).toHaveCount(2);
});

test('on a phone, a fix that was not saved stays in its field, which says why', { tag: '@whole' }, async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openReview(page, reviewFile(30, { milliseconds: 2 }));
  await page
    .getByRole('button', { name: /Time not in seconds/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Edit event_time' }).click();
  await page.getByLabel('event_time').fill(String(TIME));
  await failEdits(page);
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('No response from the console.', { exact: false })).toBeVisible();
  await expect(sheet.getByLabel('event_time')).toHaveValue(String(TIME));
  await page.unroute(isReview);
  await sheet.getByRole('button', { name: 'Save' }).click();
  await expect(sheet.getByText('Fixed', { exact: true })).toBeVisible();
});
