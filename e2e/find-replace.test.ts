import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { holdRequests, pressUntil } from './steps.ts';

/** Find and replace, empty values and allowed values in the review, and how many columns it shows. */

const TIME = Math.floor(Date.now() / 1000) - 7200;
const RECORDS = 60;
const HEADER = 'event_name,action_source,event_time,event_id,em,ph,country,currency,value,content_name,Remark';
const FIRST_COLUMNS = HEADER.split(',').slice(0, 5);

/** Every sixth phone number has a zero in parentheses, every tenth content_name is empty; three records are invalid. */
function createFile() {
  const rows = Array.from({ length: RECORDS }, (_, index) => {
    const email = index % 20 === 0 ? 'no-address' : `u${index}@mail.example`;
    const phone = index % 6 === 0 ? `+49 (0)30 901${820 + index}` : `+49 30 901${820 + index}`;
    const content = index % 10 === 0 ? '' : 'Boots';
    return `checkout,web,${TIME},fr-${index},${email},${phone},DE,EUR,${index}.50,${content},internal`;
  });
  const text = [HEADER, ...rows].join('\n');
  return { name: 'find-replace.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
}

async function openReview(page: Page): Promise<void> {
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles(createFile());
  await page.waitForURL(/\/match$/);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review/);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
}

async function openFind(page: Page): Promise<void> {
  await pressUntil(page, ['Control+h'], () => expect(panel(page)).toBeVisible({ timeout: 2000 }));
}

const panel = (page: Page) => page.getByRole('complementary', { name: 'Find and replace' });
const preview = (page: Page) => page.getByRole('region', { name: 'What would change' }).getByRole('status');
const counts = (page: Page) => page.locator('footer').filter({ hasText: 'with errors' });
const columns = (page: Page) => page.getByRole('columnheader').filter({ hasText: '→' });
const cellOf = (page: Page, column: string, row = 0) =>
  page
    .getByRole('row')
    .nth(row + 1)
    .locator(`[aria-colindex="${column}"]`);

/** The names of the columns that are fully visible. */
async function visibleColumns(page: Page): Promise<readonly string[]> {
  return page.getByRole('grid').evaluate((grid) => {
    const { right } = grid.getBoundingClientRect();
    return [...grid.querySelectorAll('[role=columnheader]')]
      .slice(3)
      .filter((head) => head.getBoundingClientRect().right <= right)
      .map((head) => head.querySelector('span span span')?.textContent ?? '');
  });
}

test('finds a pattern, previews its replacement, replaces it, and undoes that', async ({ page }) => {
  await openReview(page);
  await page.getByRole('button', { name: /^Find and replace/ }).click();
  const find = panel(page);
  await find.getByLabel('Column').click();
  await page.getByRole('option', { name: /^ph/ }).click();
  await find.getByText('Regular expression').click();
  await find.getByLabel('Find', { exact: true }).fill('\\((0');
  await expect(find.getByText(/see character 3/)).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  await find.getByLabel('Find', { exact: true }).fill('^(\\+49) ?\\(0\\)');
  await find.getByLabel('Replace with').fill('$1 ');
  await expect(preview(page)).toHaveText('10 records would change');
  const first = find.getByRole('row', { name: /^1 / });
  await expect(first).toContainText('+49 (0)30 901820');
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(first).toContainText('+•• (•)••');
  await expectAccessible(page);
  await find.getByRole('button', { name: 'Show personal values' }).click();
  await expect(first).toContainText('+49 30 901820');
  await find.getByRole('button', { name: 'Replace in 10 records' }).click();
  await expect(find.getByText('10 records changed in ph.')).toBeVisible();
  await expect(counts(page)).toContainText('10 fixed');
  await expect(find.getByLabel('Find', { exact: true })).toBeFocused();
  await find.getByRole('button', { name: 'Undo' }).click();
  await expect(counts(page)).toContainText('0 fixed');
  await expect(find.getByText('10 records changed in ph.')).toHaveCount(0);
  await find.getByRole('button', { name: 'Close' }).first().click();
  await expect(find).toHaveCount(0);
});

test('reports that the console does not respond, and counts records once it does', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page);
  await openFind(page);
  const find = panel(page);
  let requests = 0;
  await page.route('**/replacing', (route) => {
    requests += 1;
    // The first response comes from a proxy in front of the console.
    return requests === 1 ? route.fulfill({ status: 502, body: 'Bad Gateway' }) : route.abort();
  });
  await find.getByLabel('Column').click();
  await page.getByRole('option', { name: /^content_name/ }).click();
  await find.getByLabel('Find', { exact: true }).fill('Boots');
  await expect(find.getByText('No response from the console.', { exact: false })).toBeVisible();
  await expect(preview(page)).toHaveCount(0);
  await page.unroute('**/replacing');
  await expect(preview(page)).toHaveText('54 records would change');
  await expect(find.getByText('No response from the console.', { exact: false })).toHaveCount(0);
});

test('an empty replacement says that it empties cells', { tag: '@whole' }, async ({ page }) => {
  await openReview(page);
  await openFind(page);
  const find = panel(page);
  await find.getByLabel('Column').click();
  await page.getByRole('option', { name: /^content_name/ }).click();
  await find.getByLabel('Find', { exact: true }).fill('Boots');
  await expect(find.getByText('The cells are emptied, because there is no replacement.')).toBeVisible();
  await find.getByRole('button', { name: 'Empty 54 cells' }).click();
  await expect(find.getByText('54 records changed in content_name.')).toBeVisible();
  await expectAccessible(page);
});

test('sets empty values in filtered records, then in the whole file, with the keyboard', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page);
  await page.getByRole('button', { name: /^Ready/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '58');
  await openFind(page);
  const find = panel(page);
  await expect(find.getByLabel('Find', { exact: true })).toBeFocused();
  await find.getByLabel('Fill empty cells').focus();
  await page.keyboard.press('Space');
  await find.getByLabel('Column').focus();
  await page.keyboard.press('Enter');
  await page.keyboard.type('content');
  await page.keyboard.press('Enter');
  await find.getByLabel('Whole file').focus();
  await page.keyboard.press('ArrowRight');
  await expect(find.getByText('Only the records that the filter finds: Ready.')).toBeVisible();
  await find.getByLabel('Value for empty cells').focus();
  await page.keyboard.type('Shoes');
  // Enter works before the records are counted.
  await page.keyboard.press('Enter');
  await expect(find.getByText('3 records changed in content_name.')).toBeVisible();
  await find.getByLabel('Filter').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(preview(page)).toHaveText('3 records would change');
  await find.getByLabel('Value for empty cells').focus();
  await page.keyboard.press('Enter');
  await expect(preview(page)).toHaveText('Nothing was found');
  await page.keyboard.press('Escape');
  await expect(find).toHaveCount(0);
  const fixed = (await counts(page).textContent()) ?? '';
  await page.keyboard.press('Control+z');
  await expect(counts(page)).not.toContainText(/\d+ fixed/.exec(fixed)?.[0] ?? fixed);
  await expect(counts(page)).not.toContainText('Fixing');
  await page.keyboard.press('Control+z');
  await expect(counts(page)).toContainText('0 fixed');
});

test('replaces nothing if the scope changes after Enter, while records are counted', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page);
  await page.getByRole('button', { name: /^All/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(RECORDS + 1));
  await openFind(page);
  const find = panel(page);
  await find.getByLabel('Column').click();
  await page.getByRole('option', { name: /^content_name/ }).click();
  const release = await holdRequests(page, '**/replacing');
  await find.getByLabel('Find', { exact: true }).fill('Boots');
  await find.getByLabel('Replace with').fill('Shoes');
  await find.getByLabel('Replace with').press('Enter');
  await find.getByLabel('Whole file').focus();
  await page.keyboard.press('ArrowRight');
  await expect(find.getByText(/^Only the records that the filter finds/)).toBeVisible();
  release();
  await expect(preview(page)).toHaveText('54 records would change');
  await expect(counts(page)).toContainText('0 fixed');
  await find.getByRole('button', { name: 'Replace in 54 records' }).click();
  await expect(find.getByText('54 records changed in content_name.')).toBeVisible();
});

test('a cell offers the values that its field allows, and shows its keyboard shortcuts', { tag: '@whole' }, async ({
  page,
}) => {
  await openReview(page);
  await page.getByRole('button', { name: /^All/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', String(RECORDS + 1));
  // em has errors and comes first; the others follow in the order of the file.
  await expect(cellOf(page, '5')).toContainText('checkout');
  await cellOf(page, '5').click();
  await page.keyboard.press('F2');
  const editor = page.getByRole('combobox', { name: 'event_name, record 1' });
  await expect(editor).toBeFocused();
  const listbox = page.getByRole('listbox', { name: 'Allowed values' });
  await expect(listbox.getByRole('option', { name: 'Checkout checkout' })).toHaveAttribute('aria-selected', 'true');
  await expect(page.getByText('F8', { exact: true }).last()).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Control+a');
  await page.keyboard.type('add to');
  await expect(listbox.getByRole('option')).toHaveText([/^Add to cart/]);
  await page.keyboard.press('Enter');
  await expect(cellOf(page, '5')).toContainText('add_to_cart');
  await expect(cellOf(page, '5', 1)).toBeFocused();

  // Text that matches no allowed value closes the list.
  await page.keyboard.type('x');
  await expect(listbox).toHaveCount(0);
  await page.keyboard.press('Escape');
  await cellOf(page, '7').dblclick();
  await expect(page.getByText(/^Such as \d{4}-\d\d-\d\d/)).toBeVisible();
  await page.keyboard.press('F8');
  await expect(page.locator('[role="gridcell"]:focus')).toHaveAttribute('aria-invalid', 'true');
});

test('at least seven columns are visible, those with errors first, and the panels fold', { tag: '@whole' }, async ({
  page,
}) => {
  await page.setViewportSize({ width: 1440, height: 900 });
  await openReview(page);
  await expect(columns(page).first()).toContainText('em');
  await expect(columns(page).first()).toContainText('→ Email em');
  const shown = await visibleColumns(page);
  expect(shown.length).toBeGreaterThanOrEqual(7);
  expect(shown.slice(0, 3)).toEqual(['em', 'event_name', 'action_source']);

  await page.getByRole('button', { name: 'Hide the filters' }).click();
  await expect.poll(async () => (await visibleColumns(page)).length).toBeGreaterThan(shown.length);
  const time = columns(page).filter({ hasText: 'event_time' });
  const width = (await time.boundingBox())?.width;
  await page.getByRole('button', { name: 'Columns in file order' }).click();
  await expect.poll(async () => (await visibleColumns(page)).slice(0, 5)).toEqual(FIRST_COLUMNS);
  expect(await time.boundingBox()).toMatchObject({ width });
  await page.reload();
  await expect(page.getByRole('button', { name: 'Show the filters' })).toBeVisible();
  await expect.poll(async () => (await visibleColumns(page)).slice(0, 5)).toEqual(FIRST_COLUMNS);
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Show the filters' }).click();
  await page.getByRole('button', { name: 'Identifier coverage' }).click();
  await page.reload();
  await expect(page.getByRole('complementary', { name: 'Identifier coverage' })).toBeVisible();
});

test('on a phone, a sheet finds and replaces, and a card offers the allowed values', { tag: '@whole' }, async ({
  page,
}) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await openReview(page);
  await page.getByRole('button', { name: 'Find and replace' }).click();
  const sheet = page.getByRole('dialog', { name: 'Find and replace' });
  await sheet.getByLabel('Column').click();
  await page.getByRole('option', { name: /^ph/ }).click();
  await sheet.getByText('Part', { exact: true }).click();
  await sheet.getByLabel('Find', { exact: true }).fill('(0)');
  await expect(preview(page)).toHaveText('10 records would change');
  await expectAccessible(page);
  await expectNoOverflow(page);
  await sheet.getByRole('button', { name: 'Replace in 10 records' }).click();
  await expect(sheet.getByText('10 records changed in ph.')).toBeVisible();
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: /Not an email/ })
    .first()
    .click();
  await page.getByRole('button', { name: 'Edit currency' }).click();
  await page.getByRole('dialog').getByRole('combobox', { name: 'Allowed values' }).click();
  await page.keyboard.type('yen');
  await page.getByRole('option', { name: /^Japanese Yen/ }).click();
  await expect(page.getByRole('dialog').getByLabel('currency', { exact: true })).toHaveValue('JPY');
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('dialog').getByText('JPY')).toBeVisible();
});

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });
  test('find and replace shows what would change', { tag: '@whole' }, async ({ page }) => {
    await page.goto('/exports/new');
    await page.locator('input[type=file]').setInputFiles(createFile());
    await page.waitForURL(/\/match$/);
    await page.getByRole('button', { name: 'レコードを確認' }).click();
    await page.getByRole('button', { name: /^検索と置換/ }).click();
    const find = page.getByRole('complementary', { name: '検索と置換' });
    await find.getByLabel('検索する値').fill('no-address');
    await expect(find.getByRole('region', { name: '変更される内容' })).toBeVisible();
    await expectAccessible(page);
  });
});
