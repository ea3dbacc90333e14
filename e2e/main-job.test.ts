import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { findRecords } from '../lib/adapters/csv/scan.test-kit.ts';
import { expect, test } from './fixtures.ts';
import { accessibilityViolations, expectAccessible, expectLoaded, expectNoOverflow } from './page-checks.ts';
import { answerZone, enterSandbox, sendToSandbox } from './steps.ts';

/** The main flow of a new user: an export to the sandbox, from the catalog to the rejected records. */

const EXAMPLE = join(import.meta.dirname, '../examples/conversions-10000.csv');

type InputFile = Parameters<ReturnType<Page['locator']>['setInputFiles']>[0];

function countRecords(csv: Buffer): number {
  return findRecords(csv, ',').length - 1;
}

async function uploadToMatch(page: Page, file: InputFile): Promise<void> {
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
}

test('a file is exported to the sandbox, and its rejected records are shown and downloaded', async ({ page }) => {
  await enterSandbox(page);
  await uploadToMatch(page, EXAMPLE);
  await answerZone(page);
  const job = await sendToSandbox(page);
  const { records } = await (await page.request.get(`/api/jobs/${job}`)).json();
  expect(records).toMatchObject({ read: 10_000, not_sent: 0, uncertain: 0 });
  expect(records.accepted + records.rejected + records.invalid).toBe(10_000);
  await expect(page.getByText(/of 10,000 records accepted by the sandbox/)).toBeVisible();
  await expect(page.getByText(/(?:Accepted|Rejected) by Pinterest/i)).toHaveCount(0);

  await page.getByRole('link', { name: /^Records(?! not)/ }).click();
  await page
    .getByText(/^\d+ more$/)
    .first()
    .click();
  await page.getByText('event_name_unknown', { exact: true }).click();
  await page.waitForURL(/code=event_name_unknown/);
  const row = page.locator('tbody tr').first();
  await expect(row).toContainText('Unknown event name');
  await row.getByRole('link').click();
  const drawer = page.getByRole('complementary').last();
  await expect(drawer).toContainText('Not an event name that Pinterest knows.');
  await expect(drawer).toContainText('action_source');
  expect(await accessibilityViolations(page)).toEqual([]);

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /^Records not accepted, CSV/ }).click();
  expect(countRecords(readFileSync(await (await downloading).path()))).toBe(records.rejected + records.invalid);
});

test('steps and job pages are accessible in both themes, and fit a phone', { tag: '@whole' }, async ({ page }) => {
  await enterSandbox(page);
  await uploadToMatch(page, EXAMPLE);
  const match = page.url();
  await answerZone(page);
  const job = await sendToSandbox(page);
  const paths = [
    match,
    match.replace(/match$/, 'send'),
    ...['', '/records', '/log', '/batches'].map((tab) => `/jobs/${job}${tab}`),
  ];
  for (const path of paths) {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto(path);
    await expectLoaded(page);
    await expectAccessible(page);
    await expectNoOverflow(page);
  }
});

test('an unreadable file is refused on the upload page', async ({ page }) => {
  await page.goto('/exports/new');
  const file = { name: 'quote.csv', mimeType: 'text/csv', buffer: Buffer.from('"em,ph\na@b.test,1\n') };
  await page.locator('input[type=file]').setInputFiles(file);
  await expect(page.getByText('a quotation mark is never closed')).toBeVisible();
  expect(new URL(page.url()).pathname).toBe('/exports/new');
});

test('a file without a required column cannot be sent', async ({ page }) => {
  const buffer = Buffer.from('event_name,event_time,event_id,em\ncheckout,1795538963,e1,a@b.test\n');
  await uploadToMatch(page, { name: 'short.csv', mimeType: 'text/csv', buffer });
  await expect(page.getByRole('listitem').filter({ hasText: 'Action source action_source' })).toContainText(
    'no column',
  );
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeDisabled();
});
