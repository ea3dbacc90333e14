import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { openConnection } from '../lib/adapters/store/sqlite/connection.ts';
import { latestLeaseEnd } from '../lib/core/lease.ts';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectNoOverflow } from './page-checks.ts';
import { keepFileOrder } from './steps.ts';

/** A review in its temporary and failed states, and a review of a very large file. */

const TIME = Math.floor(Date.now() / 1000) - 7200;
const OTHER_WORKER = 'other-worker';
const DATA_DIR = process.env['E2E_DATA_DIR'] ?? '';

function linesOf(recordCount: number, isFaulty: (record: number) => boolean): string {
  const rows = Array.from({ length: recordCount }, (_, index) => {
    const time = isFaulty(index + 1) ? `${TIME}123` : TIME;
    return `checkout,web,${time},e${index + 1},u${index + 1}@mail.example,NO`;
  });
  return ['event_name,action_source,event_time,event_id,em,country', ...rows].join('\n');
}

async function openReview(
  page: Page,
  file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<number> {
  await page.goto('/exports/new');
  await keepFileOrder(page);
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(/\/review$/);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
  return Number(page.url().split('/').at(-2));
}

/** Sets the state of a review. The console's worker changes neither a failed review nor that of another live worker. */
function setReviewState(upload: number, change: string): void {
  execute(`UPDATE review SET ${change} WHERE upload_id = ?`, upload);
}

/** Adds a live worker, whose reviews the console's worker does not take over. Returns a function that removes it. */
function addWorker(): () => void {
  execute(
    `INSERT INTO worker (id, pid, host, version, api_base_urls, trino, started_at, lease_until)
      VALUES ('${OTHER_WORKER}', 0, '', '', NULL, NULL, 0, ?)`,
    latestLeaseEnd(Date.now()),
  );
  return () => execute('DELETE FROM worker WHERE id = ?', OTHER_WORKER);
}

function execute(sql: string, parameter: number | string): void {
  const database = openConnection(join(DATA_DIR, 'console.db'), { busyTimeoutMs: 5000 });
  database.prepare(sql).run(parameter);
  database.close();
}

function deleteSpool(upload: number): void {
  const database = openConnection(join(DATA_DIR, 'console.db'), { busyTimeoutMs: 5000 });
  const folder = database.prepare('SELECT folder FROM upload WHERE id = ?').pluck().get(upload);
  database.close();
  rmSync(join(DATA_DIR, 'uploads', String(folder), 'spool.csv'));
}

test('a review is shown running, failed, restarted, and without its file', { tag: '@whole' }, async ({ page }) => {
  const file = { name: 'states.csv', mimeType: 'text/csv', buffer: Buffer.from(linesOf(30, (record) => record < 4)) };
  const upload = await openReview(page, file);
  const atOneThird = 'cursor_byte = (SELECT spool_bytes / 3 FROM upload WHERE upload.id = upload_id)';
  const removeWorker = addWorker();
  setReviewState(upload, `state = 'running', owner = '${OTHER_WORKER}', ${atOneThird}`);
  await page.reload();
  await expect(page.getByRole('progressbar', { name: 'Records checked' })).toBeVisible();
  await expect(page.getByText('33%')).toBeVisible();
  await expectAccessible(page);

  removeWorker();
  setReviewState(upload, `state = 'failed', error_code = 'review_failed', error_params = '{}'`);
  await expect(page.getByText('The file could not be checked', { exact: true })).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link', { name: 'Match columns' }).first().click();
  await page.getByRole('button', { name: 'Review the records' }).click();
  await expect(page.getByRole('link', { name: 'Continue with 27' })).toBeVisible();

  deleteSpool(upload);
  await page.getByRole('button', { name: /^All/ }).click();
  await expect(page.getByText(/missing from the data folder/).first()).toBeVisible();
  await expectAccessible(page);
  await page.reload();
  await expect(page.getByRole('link', { name: 'Upload File' }).first()).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
});

test(
  'all of 300,000 records can be reached, and keys act on a focused cell outside the viewport',
  { tag: '@whole' },
  async ({ page }, info) => {
    const path = info.outputPath('large.csv');
    writeFileSync(
      path,
      linesOf(300_001, (record) => record % 20 === 0),
    );
    await openReview(page, path);
    await page.getByRole('switch', { name: 'Show only records with errors' }).uncheck();
    const grid = page.getByRole('grid');
    await expect(grid).toHaveAttribute('aria-rowcount', '300001');
    await expect(page.getByText(/300,001 records match; the first 300,000 are listed/)).toBeVisible();
    await expectAccessible(page);

    const cell = (position: string) => page.locator(`[data-place="${position}"]`);
    await cell('0:3').focus();
    await page.keyboard.press('Control+End');
    await expect(cell('299999:8')).toBeFocused();
    await expect(cell('299999:6')).toHaveText('e300000');
    for (let pressed = 0; pressed < 20; pressed++) await page.keyboard.press('PageUp');
    await expect(page.locator('[data-place]:focus')).toHaveText('NO');

    // As if the scroll bar were dragged: the focus, and the effect of keys, stay in a row far outside the viewport.
    await grid.evaluate(async (scroller) => {
      for (let step = 0; step <= 40; step++) {
        scroller.scrollTop = (scroller.scrollHeight / 40) * (40 - step);
        await new Promise(requestAnimationFrame);
      }
    });
    await expect(cell('10:6')).toHaveText('e11');
    await page.keyboard.press('F2');
    await expect(page.getByLabel(/^country, record/)).toHaveValue('NO');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoOverflow(page);
  },
);
