import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { downloadOf } from './job-kit.ts';
import { expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';

/**
 * Workflow sessions: an attempt that fails and is retried after a correction, and an attempt that is watched and
 * killed.
 */

/** Unique per process: Playwright starts a new process after a failure, and the earlier data still exists. */
const RUN = process.pid;
const PROJECT = `sessions_${RUN}`;
const MAIL = `finch${RUN}@mail.example`;

const DAILY = `timezone: Asia/Tokyo
_export:
  td: {database: ${PROJECT}}
+prepare:
  echo>: "prepared for \${mail}"
+exports:
  _parallel: true
  +slow:
    wait>: 1s
  +store:
    td>: queries/store.sql
    _retry: {limit: 1, interval: 1}
+report:
  echo>: "<b>reported</b>"
`;

/** More tasks than the timeline renders; a task far down fails. */
const MANY = `_parallel: true\n${Array.from({ length: 200 }, (_, index) =>
  index === 150 ? '+t150: {fail>: broken}\n' : `+t${index}: {echo>: x}\n`,
).join('')}`;

async function pushProject(sql: string): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'pintd-e2e-workflow-'));
  const files = {
    'daily.dig': DAILY,
    'many.dig': MANY,
    'endless.dig': '+long: {wait>: 1h}\n+after: {echo>: x}\n',
    'queries/store.sql': sql,
  };
  for (const [path, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  await pintd(['workflow:push', PROJECT, folder]);
  rmSync(folder, { recursive: true });
}

async function startAttempt(workflow: string, ...options: readonly string[]): Promise<number> {
  const printed = await pintd(['workflow:start', PROJECT, workflow, '--json', ...options]);
  return (JSON.parse(printed) as { attempt_id: number }).attempt_id;
}

const rowOf = (page: Page, name: string) =>
  page.getByRole('treegrid').getByRole('row', { name: new RegExp(`^\\${name} `) });
const stateLabel = (page: Page, name: string) => page.locator('header').getByText(name, { exact: true });

test.beforeAll(async () => {
  await pintd(['db:create', PROJECT]);
  await pushProject('SELECT missing FROM (SELECT 1 AS n)');
});

test('an attempt fails at a task, and is retried from there once the query is corrected', async ({ page }) => {
  const attempt = await startAttempt('daily', '--session', '2026-11-26', '-p', `mail=${MAIL}`);
  await page.goto(`/workbench/workflows/attempts/${attempt}`);
  await expect(stateLabel(page, 'Error')).toBeVisible();
  await expect(rowOf(page, '+slow')).toContainText('Success');
  await expect(rowOf(page, '+report')).toContainText('Not run');
  await expect(page.getByText('2026-11-26T00:00:00+09:00')).toBeVisible();

  // The task that failed is selected automatically.
  const panel = page.getByRole('complementary', { name: 'Task +store' });
  await expect(panel.getByText(/no column missing/).first()).toBeVisible();
  await expect(panel.getByRole('listitem').filter({ hasText: 'Try 2' })).toBeVisible();
  await expect(panel.getByText('daily.dig, line 10')).toHaveAttribute('href', /file=daily\.dig&line=10$/);
  await expect(panel.getByText('mail', { exact: true })).toBeVisible();
  await expect(page.getByText(MAIL)).toHaveCount(0);
  await panel.getByRole('button', { name: 'Show personal values' }).click();
  await expect(panel.getByText(MAIL)).toBeVisible();
  await panel.getByRole('button', { name: 'Hide personal values' }).click();
  await expectUsable(page);

  // Arrow keys move the selection, and collapse and expand groups.
  await rowOf(page, '+store').focus();
  await page.keyboard.press('ArrowLeft');
  await expect(rowOf(page, '+exports')).toBeFocused();
  await page.keyboard.press('ArrowLeft');
  await expect(rowOf(page, '+store')).toHaveCount(0);
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(page).toHaveURL(/\?task=\d+$/);
  // A click on the time axis selects no task.
  await page.getByRole('treegrid').getByRole('columnheader', { name: 'Time' }).click();
  expect(page.url()).toMatch(/\?task=\d+$/);
  const job = panel.getByRole('link', { name: /^Job \d+$/ }).last();
  const name = (await job.textContent()) ?? '';
  await job.click();
  await page.waitForURL(/\/jobs\/\d+$/);
  expect(page.url()).toContain(name.replace('Job ', '/jobs/'));

  await pushProject('SELECT n FROM (SELECT 1 AS n)');
  await page.goBack();
  await expect(panel.getByText('Starts attempt 2 with revision 2. +slow, +store, +report run')).toBeVisible();
  await panel.getByRole('button', { name: 'Retry from here' }).click();
  await expect(page.getByText('Retry of attempt 1 from +store').first()).toBeVisible();
  await expect(rowOf(page, '+prepare')).toContainText('kept from attempt 1');
  await expect(stateLabel(page, 'Success')).toBeVisible();

  await page.getByRole('link', { name: 'Tasks 4' }).click();
  await expect(page.getByRole('button', { name: 'All 4' })).toBeVisible();
  await expect(page.getByText('4 tasks in 1 group', { exact: true })).toBeVisible();
  await expect(page.getByRole('row', { name: /^\+store Success td>/ })).toBeVisible();
  await page.getByRole('link', { name: 'Attempt History' }).click();
  await expect(page.getByRole('row', { name: /Attempt 1 Error Manual 1/ })).toBeVisible();

  await page.getByRole('link', { name: 'Logs' }).click();
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('reported');
  await page.keyboard.press('Enter');
  const lines = page.getByRole('list', { name: 'Log of attempt 2' }).getByRole('listitem');
  await expect(lines).toHaveCount(1);
  await expect(lines).toHaveText(/<b>reported<\/b>$/);
  const text = await downloadOf(page, () => page.getByRole('link', { name: 'Download' }).click());
  expect(text).toContain('+daily+report\n<b>reported</b>\n');
});

test('a timeline shows the task that failed, and can be entered with keys at any scroll position', async ({ page }) => {
  const attempt = await startAttempt('many');
  await page.goto(`/workbench/workflows/attempts/${attempt}`);
  await expect(stateLabel(page, 'Error')).toBeVisible();
  await page.reload();
  await expect(rowOf(page, '+t150')).toBeInViewport({ ratio: 0.9 });
  const entry = page.getByRole('treegrid').locator('tr[tabindex="0"]');
  await expect(entry).toHaveAttribute('aria-selected', 'true');
  await page.getByRole('treegrid').evaluate((chart) => chart.parentElement?.scrollTo(0, 0));
  await expect(rowOf(page, '+t150')).toHaveCount(0);
  await expect(entry).toHaveAttribute('aria-rowindex', '2');
  await entry.focus();
  await page.keyboard.press('ArrowDown');
  await expect(rowOf(page, '+t0')).toBeFocused();

  // A key that moved nothing does not move the focus later.
  await page.keyboard.press('End');
  await expect(rowOf(page, '+t199')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  const zoom = page.getByRole('button', { name: 'Zoom in' });
  await zoom.press('Enter');
  await expect(page.getByRole('button', { name: 'Zoom out' })).toBeEnabled();
  await expect(zoom).toBeFocused();
});

test('a running attempt is watched until it is killed, and found among the sessions', { tag: '@whole' }, async ({
  page,
}) => {
  const attempt = await startAttempt('endless');
  await page.goto(`/workbench/workflows/attempts/${attempt}`);
  await expect(rowOf(page, '+long')).toContainText('Running');
  await expect(rowOf(page, '+after')).toContainText('Blocked by +long');
  await page.getByRole('button', { name: 'Kill' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Kill attempt 1' }).click();
  await expect(stateLabel(page, 'Killed')).toBeVisible();
  await expect(rowOf(page, '+long')).toContainText('Canceled');
  await expect(rowOf(page, '+after')).toContainText('Not run');

  await page.goto('/workbench/workflows/sessions');
  await page.getByRole('link', { name: /^Killed/ }).click();
  await page.waitForURL(/state=killed/);
  const session = page.getByRole('row', { name: new RegExp(`^Killed .*${PROJECT} / endless Manual 1`) });
  await expectUsable(page);
  await session.getByRole('rowheader').getByRole('link').click();
  await page.waitForURL(new RegExp(`/attempts/${attempt}$`));
  await page.getByRole('button', { name: 'Retry all' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Attempt 2 runs all tasks again');
  await page.getByRole('button', { name: 'Cancel' }).click();
});
