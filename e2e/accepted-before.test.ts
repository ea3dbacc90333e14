import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations } from './page-checks.ts';
import { csvOf, pintd } from './shell.ts';
import { completeReview, SEND_BUTTON } from './steps.ts';

/** Events that were already accepted are reported before a file is sent again. */

const ACCOUNT = '998764609761';
const LIVE = `http://127.0.0.1:${process.env['E2E_LIVE_PORT']}`;
let earlierJob: number;

test.beforeAll(async () => {
  const result = { type: 'pinterest_conversion', access_token: 'pina_e2e_live', ad_account_id: ACCOUNT };
  earlierJob = JSON.parse(await pintd(['export', '-', '--result', JSON.stringify(result)], csvOf(25, 'before'))).job_id;
});

async function prepareExport(page: Page, recordCount: number): Promise<void> {
  await page.goto('/exports/new');
  const file = { name: 'events.csv', mimeType: 'text/csv', buffer: Buffer.from(csvOf(recordCount, 'before')) };
  await page.locator('input[type=file]').setInputFiles(file);
  await completeReview(page);
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: /From the command line/ }).click();
  await page.getByLabel('Ad Account ID').fill(ACCOUNT);
}

async function send(page: Page) {
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText(LIVE);
  await dialog.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  const job = page.url().split('/').at(-1);
  return (await (await page.request.get(`/api/jobs/${job}`)).json()).records;
}

test('reports events that were accepted before and leaves them out', { tag: '@whole' }, async ({ page }) => {
  await prepareExport(page, 30);
  await expect(page.getByText('25 of 30 records were accepted before')).toBeVisible();
  await expect(page.getByRole('link', { name: `job ${earlierJob}` })).toHaveAttribute('href', `/jobs/${earlierJob}`);
  await expect(page.getByText('Events are not sent to Pinterest itself.')).toBeVisible();
  await expect(page.getByText(`They and the access token are sent to ${LIVE}`)).toBeVisible();
  expect(await accessibilityViolations(page)).toEqual([]);
  expect(await send(page)).toMatchObject({ read: 30, accepted: 5, not_sent: 25 });
  await expect(page.getByText('25 records were left out.')).toBeVisible();
});

test('another choice for repeats resets the choice to send events again', { tag: '@whole' }, async ({ page }) => {
  await prepareExport(page, 25);
  await page.getByText('Send them again').click();
  await expect(page.getByRole('radio', { name: 'Send them again' })).toBeChecked();
  await page.getByRole('radio', { name: 'First only' }).check();
  await expect(page.getByRole('radio', { name: 'Leave them out (recommended)' })).toBeChecked();
});

test('sends events again if requested', { tag: '@whole' }, async ({ page }) => {
  await prepareExport(page, 25);
  await expect(page.locator('footer').getByText('There are no events to send.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Send 0 events' })).toBeDisabled();
  await page.getByText('Send them again').click();
  expect(await send(page)).toMatchObject({ read: 25, accepted: 25, not_sent: 0 });
});
