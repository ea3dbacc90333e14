import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { queueFile } from './job-kit.ts';
import { pintd } from './shell.ts';
import { completeReview, holdRequests } from './steps.ts';

/** Values disappear as soon as they are hidden, before their masked form has arrived. */

const TIME = Math.floor(Date.now() / 1000) - 600;
const ADDRESS = '203.0.113.7';
const ROWS = [
  'event_name,action_source,event_time,event_id,client_ip_address,client_user_agent',
  `checkout,web,${TIME},hide-1,${ADDRESS},Firefox`,
  `checkout,web,${TIME},,${ADDRESS},Firefox`,
].join('\n');

/** Hides the values while the response with their masked form is held back. */
async function expectGoneAtOnce(page: Page, request: RegExp): Promise<void> {
  await expect(page.getByText(ADDRESS).first()).toBeVisible();
  const release = await holdRequests(page, ({ pathname }) => request.test(pathname));
  await page.getByRole('button', { name: 'Hide personal values' }).last().click();
  await expect(page.getByText(ADDRESS)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Show personal values' }).last()).toBeFocused();
  release();
  await expect(page.getByText('•', { exact: false }).first()).toBeVisible();
}

test('values in the preview of an export disappear as soon as they are hidden', async ({ page }) => {
  await page.goto('/exports/new');
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'hidden.csv', mimeType: 'text/csv', buffer: Buffer.from(ROWS) });
  await page.waitForURL(/\/match$/);
  await completeReview(page);
  await page.getByText('checkout · ').first().click();
  await expectGoneAtOnce(page, /\/preview$/);
});

test('values in the details of a record disappear as soon as they are hidden', async ({ page }) => {
  const authentication = `Hidden ${process.pid}`;
  await pintd(['auth:create', authentication], 'pina_hidden');
  const job = await queueFile({ csv: ROWS, name: 'hidden.csv', authentication, account: '710000000009' });
  await expect.poll(async () => (await (await page.request.get(`/api/jobs/${job}`)).json()).state).toBe('success');
  await page.goto(`/jobs/${job}/records?record=2`);
  await page.getByRole('button', { name: 'Show personal values' }).first().click();
  // Until the details have arrived, the last button is that of the list.
  await expect(page.getByRole('complementary', { name: 'Record 2' }).getByText(ADDRESS).first()).toBeVisible();
  await expectGoneAtOnce(page, /\/records(\/2)?$/);
});
