import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectHydrated, expectNoOverflow, expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';

/** Schedules of saved queries: creating, describing, pausing, changing and removing. */

/** Unique per process: Playwright starts a new process after a failure, and the database still exists. */
const DATABASE = `shop_${process.pid}`;

test.beforeAll(async () => {
  await pintd(['db:create', DATABASE]);
});

const listQueries = async () => JSON.parse(await pintd(['sched:list', '--json'])) as { name: string }[];

/** Saves a query, and replaces a query of that name from an earlier run. Returns the path of its schedule. */
async function saveQuery(name: string, ...options: readonly string[]): Promise<string> {
  if ((await listQueries()).some((query) => query.name === name)) await pintd(['sched:delete', name]);
  const sql = 'SELECT 1 AS one';
  const created = await pintd(['sched:create', name, 'none', sql, '-d', DATABASE, ...options]);
  const { id } = JSON.parse(created) as { id: number };
  return `/workbench/queries/${id}/schedule`;
}

const dialogOf = (page: Page) => page.getByRole('dialog', { name: 'Schedule' });

test('a schedule is described in words, and errors are shown at their fields', async ({ page }) => {
  await page.goto(await saveQuery('Daily sales'));
  await expect(page.getByText('Manually only')).toBeVisible();
  await expect(page.getByText('No scheduled runs yet.')).toBeVisible();
  await expect(page.getByRole('heading', { name: 'Queries Daily sales Schedule' })).toBeVisible();
  await expectUsable(page);

  await page.getByRole('button', { name: 'Schedule' }).click();
  const dialog = dialogOf(page);
  await expect(dialog.getByLabel('Cron')).toBeHidden();
  await dialog.getByLabel('Runs', { exact: true }).click();
  await page.getByRole('option', { name: 'Custom cron…' }).click();
  await expect(dialog.getByText('Every day, 02:30')).toBeVisible();
  await expect(dialog.getByRole('region', { name: /Next runs/ }).getByRole('listitem')).toHaveCount(5);

  await dialog.getByLabel('Time zone').click();
  await page.getByRole('dialog', { name: 'Time zone' }).getByRole('combobox').fill('new_york');
  await page.getByRole('option', { name: 'America/New_York' }).click();
  await expect(dialog.getByText(/02:30 (?:EST|EDT|GMT-[45])/).first()).toBeVisible();

  await dialog.getByLabel('Cron').fill('0 0 1 * 1');
  await expect(dialog.getByText('the query runs on every day that matches either')).toBeVisible();
  await dialog.getByLabel('Cron').fill('* * * * * *');
  await dialog.getByLabel('Delay (seconds)').fill('soon');
  await dialog.getByLabel('Email notifications to').fill('no-address');
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(dialog.getByText('Give a cron expression of five fields')).toBeVisible();
  await expect(dialog.getByText('Enter a whole number from 0 to 604,800.')).toBeVisible();
  await expect(dialog.getByText('Entry 1 is not an email address.')).toBeVisible();
  await expect(dialog.getByLabel('Cron')).toBeFocused();
  await expectUsable(page);

  await dialog.getByLabel('Cron').fill('0 0 30 2 *');
  await dialog.getByLabel('Delay (seconds)').fill('300');
  await dialog.getByLabel('Email notifications to').fill('ops@shop.example\nsales@shop.example');
  await expect(dialog.getByText('This day never occurs.')).toBeVisible();
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(dialog.getByText('Check the day and the month.')).toBeVisible();

  await dialog.getByLabel('Cron').fill('30 2 * * 1-5');
  await dialog.getByText('Missed and overlapping runs').click();
  await dialog.getByLabel('Missed while no worker was running').click();
  await page.getByRole('option', { name: 'Skip' }).click();
  await expectUsable(page);
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Monday through Friday, 02:30')).toBeVisible();
  await expect(page.getByText('ops@shop.example, sales@shop.example')).toBeVisible();
  await expect(page.getByText('300 seconds')).toBeVisible();
  const stored = (await listQueries()).find(({ name }) => name === 'Daily sales');
  expect(stored).toMatchObject({
    schedule: { cron: '30 2 * * 1-5', timezone: 'America/New_York', delay: 300, missed: 'skip', paused: false },
  });
});

test.describe('on a morning in Japan', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test('a new repeat starts on the next day of its time zone', { tag: '@whole' }, async ({ page }) => {
    await page.clock.setFixedTime('2026-11-30T08:00:00+09:00');
    await page.goto(await saveQuery('Morning sales'));
    await page.getByRole('button', { name: 'Schedule' }).click();
    const dialog = dialogOf(page);
    await dialog.getByLabel('Runs', { exact: true }).click();
    await page.getByRole('option', { name: 'Repeat every…' }).click();
    await expect(dialog.getByLabel('Start date')).toHaveValue('2026-12-01');
  });
});

test('a query is run manually, and the run is listed', { tag: '@whole' }, async ({ page }) => {
  await page.goto(await saveQuery('By hand'));
  await page.getByRole('button', { name: 'Run now' }).click();
  const row = page.getByRole('row').filter({ hasText: 'manual' });
  await expect(row).toBeVisible();
  await expect
    .poll(async () => {
      await page.reload();
      return row.textContent();
    })
    .toContain('Success');
  await expectUsable(page);
});

test('a manual run that sends real events is confirmed first', { tag: '@whole' }, async ({ page }) => {
  const authentication = `Scheduled ${process.pid}`;
  await pintd(['auth:create', authentication], `pina_scheduled_${process.pid}`);
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: 549764609761 };
  await page.goto(await saveQuery('By hand, real', '-r', JSON.stringify(result)));
  await page.getByRole('button', { name: 'Run now' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Run By hand, real and send its result?' });
  await expect(dialog).toContainText(`ad account 549764609761 with the authentication ${authentication}`);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(dialog).toBeHidden();
  await page.reload();
  await expect(page.getByText('No scheduled runs yet.')).toBeVisible();
});

test('a schedule is paused, resumed and removed with the keyboard', { tag: '@whole' }, async ({ page }) => {
  await page.goto(await saveQuery('Hourly sales'));
  const button = page.getByRole('button', { name: 'Schedule' });
  await expectHydrated(button);
  await button.press('Enter');
  const dialog = dialogOf(page);
  await dialog.getByLabel('Runs', { exact: true }).press('Enter');
  await page.getByRole('option', { name: '@hourly (:00)' }).press('Enter');
  await dialog.getByRole('button', { name: 'Save schedule' }).press('Enter');
  await expect(page.getByText('Every hour')).toBeVisible();
  await page.getByRole('button', { name: 'Pause' }).press('Enter');
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
  await expectUsable(page);
  await page.getByRole('button', { name: 'Resume' }).press('Enter');
  await expect(page.getByText(/\(estimated\)/)).toBeVisible();
  await page.getByRole('button', { name: 'Edit schedule' }).press('Enter');
  await dialog.getByLabel('Runs', { exact: true }).press('Enter');
  await page.getByRole('option', { name: 'Manually only' }).press('Enter');
  await dialog.getByRole('button', { name: 'Save schedule' }).press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Manually only', { exact: true })).toBeVisible();
});

test('a schedule paused while it is edited stays paused', { tag: '@whole' }, async ({ page, context }) => {
  await page.goto(await saveQuery('Paused sales'));
  await page.getByRole('button', { name: 'Schedule' }).click();
  const dialog = dialogOf(page);
  await dialog.getByLabel('Runs', { exact: true }).click();
  await page.getByRole('option', { name: '@hourly (:00)' }).click();
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Every hour')).toBeVisible();

  await page.getByRole('button', { name: 'Edit schedule' }).click();
  const other = await context.newPage();
  await other.goto(page.url());
  await other.getByRole('button', { name: 'Pause' }).click();
  await expect(other.getByText('Paused', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Save schedule' }).click();
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Paused', { exact: true })).toBeVisible();
});

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('a schedule is described in Japanese, and fits from a phone to a large screen', { tag: '@whole' }, async ({
    page,
  }) => {
    await page.goto(await saveQuery('夜間の売上'));
    await page.getByRole('button', { name: 'スケジュール' }).click();
    const dialog = page.getByRole('dialog', { name: 'スケジュール' });
    await dialog.getByLabel('実行', { exact: true }).click();
    await page.getByRole('option', { name: 'cron 式を指定…' }).click();
    await expect(dialog).toContainText('毎日 02:30。');
    await expect(page.getByRole('listbox')).toHaveCount(0);
    expect(await accessibilityViolations(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'スケジュールを保存' }).click();
    await expect(page.getByText('（予定）')).toBeVisible();
    for (const width of [390, 768, 1024, 1280, 1920]) {
      await expectNoOverflow(page, width);
    }
  });
});
