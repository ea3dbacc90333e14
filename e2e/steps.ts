import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';

/** What several tests do on their way. */

const ACCOUNT = '549764609761';

/** In the product that the tests share, or in another one. */
export async function enterSandbox(page: Page, url = ''): Promise<void> {
  await page.goto(`${url}/integrations/catalog`);
  await page.getByRole('searchbox').fill('Pinterest Conversion');
  await page.getByRole('button', { name: 'Use the sandbox' }).click();
  await expect(page.getByRole('link', { name: 'Sandbox', exact: true })).toBeVisible();
}

/** From the matched columns over the review to the last step. */
export async function throughReview(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.getByRole('link', { name: /^Continue with/ }).click();
  await page.waitForURL(/\/send$/);
}

/** The button that sends; it says how many where that is known. */
export const SEND = /^Send (\S+ )?events?$/;

/** From the matched columns to a job that has ended; its id. */
export async function send(page: Page): Promise<string> {
  await throughReview(page);
  await expect(page.getByText('Record 1', { exact: true })).toBeVisible();
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: /^Sandbox/ }).click();
  await page.getByLabel('Ad Account ID').fill(`https://ads.pinterest.com/advertiser/${ACCOUNT}/`);
  await page.getByRole('button', { name: SEND }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  return page.url().split('/').at(-1) ?? '';
}
