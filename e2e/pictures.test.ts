import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectLoaded } from './page-checks.ts';
import { answerZone, enterSandbox, SEND_BUTTON } from './steps.ts';

/** Takes the README's pictures: `npm run docs:pictures`. Other runs leave this file out. */

const EXAMPLE = join(import.meta.dirname, '../examples/conversions-10000.csv');
const FOLDER = join(import.meta.dirname, '../docs/images');

test.use({ viewport: { width: 1440, height: 900 }, colorScheme: 'light', locale: 'en-US', timezoneId: 'UTC' });

async function takePicture(page: Page, name: string): Promise<void> {
  await expectLoaded(page);
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(FOLDER, `${name}.png`), animations: 'disabled' });
}

test('pictures of an export from the catalog to its records', { tag: '@pictures' }, async ({ page }) => {
  await enterSandbox(page);
  await page.goto('/integrations/catalog');
  await takePicture(page, 'catalog');
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles(EXAMPLE);
  await page.waitForURL(/\/match$/);
  await answerZone(page);
  await expect(page.getByText('draft saved')).toBeVisible();
  await page.reload();
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeEnabled();
  await takePicture(page, 'match');
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.getByRole('button', { name: 'Identifier coverage' }).click();
  await expect(page.getByRole('gridcell', { name: 'add-to-cart' }).first()).toBeVisible();
  await takePicture(page, 'review');
  await page.getByRole('link', { name: /^Continue with/ }).click();
  await page.waitForURL(/\/send$/);
  await page.getByLabel('Ad Account ID').fill('549764609761');
  await expect(page.getByRole('button', { name: /^Send \S+ events$/ })).toBeEnabled();
  await takePicture(page, 'send');
  await page.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  await page.reload();
  await takePicture(page, 'job');
  await page.getByRole('link', { name: /^Records(?! not)/ }).click();
  await page.waitForURL(/\/records$/);
  await takePicture(page, 'records');
});

test('a picture of a query', { tag: '@pictures' }, async ({ page }) => {
  await page.goto('/workbench/databases');
  await page.getByRole('button', { name: 'Load sample data' }).click();
  await expect(page.getByRole('link', { name: 'sample_datasets' })).toBeVisible();
  await page.goto('/workbench/queries');
  await page.getByRole('link', { name: /^Sample: minimum required fields/ }).click();
  await expect(page.getByText('All required columns are present')).toBeVisible();
  await takePicture(page, 'query');
});
