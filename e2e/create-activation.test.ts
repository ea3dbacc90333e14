import type { Locator, Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectNoOverflow } from './page-checks.ts';
import { pintd } from './shell.ts';
import { holdRequests, tabTo } from './steps.ts';

/** Activations are created with the mouse, and with the keyboard alone. */

/** Unique per process: Playwright starts a new process after a failure, and the earlier data still exists. */
const NAME = `Latest orders ${process.pid}`;

test.beforeAll(() => pintd(['audience:sample']));

/**
 * Accessible on a phone and on a desktop. The viewport is so tall that nothing scrolls, because sticky bars would
 * partly cover some control.
 */
async function expectUsableStep(page: Page): Promise<void> {
  await expectNoOverflow(page);
  for (const width of [390, 1440]) {
    await page.setViewportSize({ width, height: 6000 });
    expect(await accessibilityViolations(page), String(width)).toEqual([]);
  }
  await page.setViewportSize({ width: 1440, height: 900 });
}

async function chooseOption(page: Page, label: string, option: string | RegExp): Promise<void> {
  await page.getByRole('combobox', { name: label, exact: true }).last().click();
  await page.getByRole('option', { name: option }).first().click();
}

const findings = (page: Page) => page.getByRole('complementary').getByRole('list').first();

test('an activation of behavior rows is created with the mouse, and run', { tag: '@whole' }, async ({ page }) => {
  await page.goto('/');
  await page.getByRole('navigation').getByRole('link', { name: 'Audience Studio' }).first().click();
  await page.getByRole('combobox', { name: 'Parent segment: Select one' }).click();
  await page.getByRole('option', { name: /^Sample shop/ }).click();
  const segment = page.getByRole('tree').getByRole('treeitem', { name: 'Recent buyers' }).first();
  await segment.click();
  await page.waitForURL(/\/segments\/\d+$/);
  await segment.click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Create Activation' }).click();

  // Details
  await page.waitForURL(/activations\/new$/);
  await page.getByRole('button', { name: 'Next: Output Mapping' }).click();
  const name = page.getByRole('textbox', { name: 'Activation name' });
  await expect(name).toBeFocused();
  await expect(page.getByText('Give the activation a name.')).toBeVisible();
  await expect(page.getByText(/customers? in the segment now/)).toBeVisible();
  await name.fill(NAME);
  await chooseOption(page, 'Authentication', /Sandbox/);
  await page.getByRole('navigation').getByRole('link', { name: 'Jobs' }).first().click();
  const discard = page.getByRole('alertdialog', { name: 'Discard what you entered?' });
  await discard.getByRole('button', { name: 'Cancel' }).click();
  await expect(name).toHaveValue(NAME);
  await expectUsableStep(page);
  await page.getByRole('button', { name: 'Next: Output Mapping' }).click();

  // Output Mapping: several columns at once, whose names follow their source until they are edited.
  await expect(findings(page).getByText('event_id is missing')).toBeVisible();
  await page.getByRole('button', { name: 'Next: Schedule' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'Add a column, or export all columns.' })).toBeFocused();
  await page.setViewportSize({ width: 1440, height: 3000 });
  const aside = await page.getByRole('complementary', { name: 'Compatibility' }).boundingBox();
  const foot = await page.locator('main > footer').boundingBox();
  expect((aside?.y ?? 0) + (aside?.height ?? 0)).toBeCloseTo(foot?.y ?? 0, 0);
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.getByText('Behavior rows', { exact: true }).click();
  await chooseOption(page, 'Which rows', 'Last');
  await page.getByRole('button', { name: 'Add Columns' }).first().click();
  for (const column of ['ordered_at', 'total']) await page.getByRole('checkbox', { name: column }).check();
  await page.getByRole('button', { name: 'Add 2 columns' }).click();
  await page.getByRole('textbox', { name: 'Output Column Name of ordered_at' }).fill('event_time');
  await chooseOption(page, 'Source of total', 'currency');
  await expect(page.getByRole('textbox', { name: 'Output Column Name of currency' })).toHaveValue('currency');
  await page.getByRole('button', { name: 'Add Columns' }).last().click();
  for (const column of ['email', 'tier']) await page.getByRole('checkbox', { name: column }).check();
  await page.getByRole('button', { name: 'Add 2 columns' }).click();
  await page.getByRole('button', { name: 'Name it em', exact: true }).click();
  await page.getByRole('textbox', { name: 'Output Column Name of tier' }).fill('EM');
  await expect(page.getByText('Two output columns are named EM.', { exact: false })).toBeVisible();
  await page.getByRole('textbox', { name: 'Output Column Name of tier' }).fill('tier');
  await findings(page).getByRole('button', { name: 'Remove the column' }).click();
  await expect(page.getByRole('textbox', { name: 'Output Column Name of tier' })).toHaveCount(0);

  // String Builder, with the findings about it
  for (const text of ['checkout', 'web']) {
    await page.getByRole('button', { name: 'Add it with String Builder' }).first().click();
    await expect(page.getByLabel('Text of value 1').last()).toBeFocused();
    await page.keyboard.type(text);
  }
  await page.getByRole('button', { name: 'Add string' }).click();
  await page.getByRole('textbox', { name: 'Output Column Name of string 3' }).fill('event_id');
  // A string that is dragged past several others follows the pointer; its menu still opens with a key.
  const handle = (column: string) => page.getByRole('button', { name: `Move ${column}`, exact: true });
  const names = page.getByRole('textbox', { name: /^Output Column Name of (event_|action_source)/ });
  await handle('event_name').dragTo(handle('event_id'), { steps: 10 });
  await expect(names.last()).toHaveValue('event_name');
  await handle('event_name').press('Enter');
  await page.getByRole('menuitem', { name: 'Move up' }).click();
  await expect(names.last()).toHaveValue('event_id');
  await page.getByLabel('Text of value 1').last().fill('order-');
  for (const [value, type] of Object.entries({
    2: 'Timestamp',
    3: 'Segment ID',
    4: 'Segment Name',
    5: 'Audience ID',
  })) {
    await page.getByRole('button', { name: 'Add value' }).last().click();
    await chooseOption(page, `Type of value ${value}`, type);
  }
  await chooseOption(page, 'Format of value 2', 'Pattern');
  await page.getByRole('textbox', { name: 'Pattern of value 2' }).fill('YYYY');
  await expect(page.getByLabel('Value of event_id')).toHaveText(/^order-20\d\d\d+Recent buyers\d+$/);
  await expect(findings(page).getByText(/keeps 1 of \d+ events/)).toBeVisible();
  await expectUsableStep(page);
  await page.getByRole('button', { name: 'Use order_id of Orders' }).click();
  await expect(findings(page).getByText('All required columns are present')).toBeVisible();
  const preview = page.getByRole('complementary').getByRole('definition');
  await expect(page.getByRole('heading', { name: /^Row 1 of \d/ })).toBeVisible();
  await expect(preview.filter({ hasText: /•.*@/ })).toBeVisible();
  await page.getByRole('button', { name: 'Show personal values' }).click();
  await expect(preview.filter({ hasText: /^[^•]+@/ })).toBeVisible();
  // Values disappear as soon as they are hidden, even while the preview of a change is loading.
  const release = await holdRequests(page, ({ pathname }) => pathname.endsWith('/preview'));
  const reading = page.waitForRequest((request) => request.postData()?.includes('"personal":true') === true);
  await page.getByRole('textbox', { name: 'Output Column Name of currency' }).fill('price_currency');
  await reading;
  await page.getByRole('button', { name: 'Hide personal values' }).click();
  await expect(preview.filter({ hasText: /^[^•]+@/ })).toHaveCount(0);
  release();
  await expect(preview.filter({ hasText: /•.*@/ })).toBeVisible();
  await page.getByRole('textbox', { name: 'Output Column Name of currency' }).fill('currency');
  await page.getByRole('button', { name: 'Next row' }).click();
  await expect(page.getByRole('heading', { name: /^Row 2 of \d/ })).toBeVisible();
  await page.getByRole('button', { name: 'Next: Schedule' }).click();

  // Schedule, beside a summary of the earlier steps
  await expect(page.getByRole('navigation', { name: 'Steps' }).getByText('4 columns, 2 strings')).toBeVisible();
  await expectUsableStep(page);
  await page.getByText('Repeat every', { exact: true }).click();
  const recipients = page.getByLabel('Email notifications to');
  await recipients.fill('ops@shop.example, OPS@shop.example');
  await recipients.press('Enter');
  await expect(page.getByText('1 of at most 20.')).toBeVisible();
  await page.getByRole('button', { name: 'Remove ops@shop.example' }).click();
  await expect(page.getByText('0 of at most 20.')).toBeVisible();
  await page.getByText('Cron, delay, missed runs').click();
  const delay = page.getByLabel('Delay (seconds)');
  await delay.fill('soon');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(delay).toHaveAttribute('aria-invalid', 'true');
  await delay.fill('3');
  await expect(delay).not.toHaveAttribute('aria-invalid');
  await expect(delay).toBeVisible();
  await page.getByText('Does not repeat', { exact: true }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.waitForURL(/activations\?fresh=\d+$/);
  await page.getByRole('button', { name: `More actions: ${NAME}` }).click();
  await page.getByRole('menuitem', { name: 'Run now' }).click();
  const started = await page.getByText(/^Job \d+ is queued\.$/).textContent();
  await page.goto(`/jobs/${started?.match(/\d+/)?.[0]}`);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();

  // A duplicate starts with the same choices.
  await page.goBack();
  await page.getByRole('button', { name: `More actions: ${NAME}` }).click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.waitForURL(/new\?copy=\d+$/);
  await page.getByRole('textbox', { name: 'Activation name' }).fill(NAME);
  await page.getByRole('button', { name: 'Next: Output Mapping' }).click();
  await expect(page.getByLabel('Value of event_name')).toHaveText('checkout');
  await page.getByRole('button', { name: 'Next: Schedule' }).click();
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(
    page.getByText(`The segment has an activation named ${NAME} already.`, { exact: false }).first(),
  ).toBeVisible();
  await expect(page.getByRole('textbox', { name: 'Activation name' })).toBeFocused();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Discard' }).click();
  await page.waitForURL(/activations$/);
});

async function tabToAndPress(page: Page, control: Locator, key = 'Enter'): Promise<void> {
  await tabTo(page, control);
  await page.keyboard.press(key);
}

test.describe('in Japanese and in the dark theme', () => {
  test.use({ locale: 'ja-JP', colorScheme: 'dark' });

  test('an activation of customers is created with the keyboard alone', { tag: '@whole' }, async ({ page }) => {
    const button = (name: string | RegExp) => page.getByRole('button', { name });
    await page.goto('/audience');
    await tabToAndPress(page, page.getByRole('combobox').first());
    await page.keyboard.type('Sample shop');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/audience\/\d+$/);
    const segment = page.getByRole('tree').getByRole('treeitem', { name: 'Buyers to win back' });
    await tabTo(page, page.getByRole('tree').locator('[tabindex="0"]'));
    await page.keyboard.press('End');
    for (let presses = 0; presses < 20; presses += 1) {
      if (await segment.evaluate((element) => element === document.activeElement)) break;
      await page.keyboard.press('ArrowUp');
    }
    await page.keyboard.press('Shift+F10');
    const create = page.getByRole('menuitem', { name: '新規アクティベーション' });
    await expect(create).toBeVisible();
    await page.keyboard.press('Home');
    await expect(create).toBeFocused();
    await page.keyboard.press('Enter');

    await tabTo(page, page.getByRole('textbox', { name: 'アクティベーション名' }));
    await page.keyboard.type(`${NAME} keys`);
    await tabToAndPress(page, page.getByRole('combobox', { name: '認証' }));
    await page.keyboard.type('Sandbox');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('option')).toHaveCount(0);
    await expectUsableStep(page);
    await tabToAndPress(page, button('次へ：出力マッピング'));

    await tabToAndPress(page, page.getByRole('switch', { name: 'すべての列をエクスポート' }), 'Space');
    await expect(findings(page).getByText(/個の属性はフィールドではありません/)).toBeVisible();
    await tabToAndPress(page, page.getByRole('switch', { name: 'すべての列をエクスポート' }), 'Space');
    await tabToAndPress(page, button('email を使用'));
    for (const text of ['signup', 'web']) {
      await tabToAndPress(page, button('文字列ビルダーで追加').first());
      await page.keyboard.type(text);
    }
    const names = page.getByRole('textbox', { name: /の出力列名$/ });
    await tabToAndPress(page, button('event_name を移動'), 'ArrowDown');
    await expect(button('event_name を移動')).toBeFocused();
    await expect(names.last()).toHaveValue('event_name');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await expect(names.last()).toHaveValue('action_source');
    // A string that returns to one of its earlier positions does not take the focus from the string being moved.
    await tabToAndPress(page, button('event_name を移動'), 'ArrowDown');
    await tabToAndPress(page, button('action_source を移動'), 'ArrowDown');
    await expect(names.last()).toHaveValue('action_source');
    await page.keyboard.press('ArrowUp');
    await expect(names.last()).toHaveValue('event_name');
    await expect(button('action_source を移動')).toBeFocused();
    await expect(page.getByText(/必須の列です/).first()).toBeVisible();
    await expectUsableStep(page);
    await tabToAndPress(page, button('次へ：スケジュール'));

    await expect(
      findings(page).getByText('event_id がありません').or(page.getByText('event_id がありません')).first(),
    ).toBeVisible();
    await expectUsableStep(page);
    // The errors of the activation are known, so running it needs confirmation.
    await tabToAndPress(page, button('作成して今すぐ実行'));
    const confirm = page.getByRole('alertdialog');
    await expect(confirm.getByRole('listitem').filter({ hasText: 'event_id がありません' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(confirm).toHaveCount(0);
    await tabToAndPress(page, page.getByRole('button', { name: '作成', exact: true }));
    await page.waitForURL(/activations\?fresh=\d+$/);
    await expect(page.getByRole('link', { name: `${NAME} keys` })).toBeVisible();
  });
});
