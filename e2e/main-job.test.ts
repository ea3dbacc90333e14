import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { Scanner } from '../lib/adapters/csv/scanner.ts';
import { expect, test } from './fixtures.ts';

/** The main job, as a newcomer does it: a rehearsal in the sandbox, from the catalog to the rejected records. */

const EXAMPLE = join(import.meta.dirname, '../examples/conversions-10000.csv');
const ACCOUNT = '549764609761';

function recordsIn(csv: Buffer): number {
  const scanner = new Scanner({ delimiter: ',', columns: undefined });
  return [...scanner.push(csv), ...scanner.end()].flat().length - 1;
}

async function matchAndSend(
  page: Page,
  file: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0],
): Promise<void> {
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
  await page
    .getByRole('link', { name: 'Preview the events' })
    .or(page.getByRole('button', { name: 'Preview the events' }))
    .click();
  await page.waitForURL(/\/send$/);
}

test('sandbox, upload, export, review, rejected records', async ({ page }) => {
  await page.goto('/integrations/catalog');
  await page.getByRole('searchbox').fill('Pinterest Conversion');
  await page.getByRole('button', { name: 'Use the sandbox' }).click();
  await expect(page.getByRole('link', { name: 'Sandbox', exact: true })).toBeVisible();

  await matchAndSend(page, EXAMPLE);
  await expect(page.getByText('Record 1', { exact: true })).toBeVisible();
  await page.getByLabel('Ad Account ID').fill(`https://ads.pinterest.com/advertiser/${ACCOUNT}/`);
  await expect(page.getByLabel('Skip invalid records')).toBeChecked();
  await expect(page.getByLabel('Test Event')).not.toBeChecked();
  await page.getByRole('button', { name: 'Send events' }).click();
  await page.waitForURL(/\/jobs\/\d+$/);

  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible({ timeout: 20_000 });
  const id = page.url().split('/').at(-1);
  const job = await (await page.request.get(`/api/jobs/${id}`)).json();
  const { read, accepted, rejected, invalid, not_sent, uncertain } = job.records ?? job.job.records;
  expect({ read, not_sent, uncertain }).toEqual({ read: 10_000, not_sent: 0, uncertain: 0 });
  expect(accepted + rejected + invalid).toBe(10_000);

  await page.getByRole('link', { name: /^Records/ }).click();
  await page.waitForURL(/\/records/);
  await page.getByRole('link', { name: /event_name_unknown/ }).click();
  await page.waitForURL(/code=event_name_unknown/);
  await expect(page.getByText('Unknown event name').first()).toBeVisible();
  await page.getByRole('grid').or(page.getByRole('table')).getByRole('link').first().click();
  const drawer = page.getByRole('dialog').or(page.getByRole('complementary')).last();
  await expect(drawer.getByText('Not an event name that Pinterest knows.')).toBeVisible();

  const downloading = page.waitForEvent('download');
  await page.getByRole('link', { name: /Rejected CSV/ }).click();
  expect(recordsIn(readFileSync(await (await downloading).path()))).toBe(rejected + invalid);
});
