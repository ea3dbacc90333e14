import type { BrowserContext, Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import { FlakyNetwork } from './flaky-network.ts';
import { expectAccessible, expectNoOverflow } from './page-checks.ts';
import { enterSandbox, sendToSandbox } from './steps.ts';

/** Uploads over an unreliable network. */

const test = base.extend<{ network: FlakyNetwork; context: BrowserContext }>({
  network: async ({ browserName: _ }, use) => {
    const network = new FlakyNetwork();
    await network.start();
    await use(network);
    network.stop();
  },
  context: async ({ browser, network, baseURL }, use) => {
    // By default browsers do not use a proxy for loopback addresses.
    const proxy = { server: network.address, bypass: '<-loopback>' };
    const context = await browser.newContext({ proxy, ...(baseURL && { baseURL }) });
    await use(context);
    await context.close();
  },
});

function csvFile(name: string, domain: string) {
  const time = Math.floor(Date.now() / 1000) - 60;
  const records = Array.from({ length: 20_000 }, (_, i) => `checkout,web,${time},u${i},user${i}@${domain}`);
  const lines = ['event_name,action_source,event_time,event_id,em', ...records];
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

const quarterOf = (file: ReturnType<typeof csvFile>) => Math.ceil(file.buffer.length / 4);
const chooseFile = (page: Page, file: ReturnType<typeof csvFile>) =>
  page.locator('input[type=file]').setInputFiles(file);
/** A file name that is wider than a phone's screen. */
const TWIN = 'twin of a file with a long name, from September 2026.csv';
/** Any percentage: how much reached the disk before the network failed varies. */
const PARTLY = /is [1-9]\d?% uploaded\./;
const connectionLost = (page: Page) => page.getByText('No response from the console.');
const unfinished = (page: Page, { name }: { name: string }) =>
  page.getByRole('list', { name: 'Unfinished uploads' }).getByRole('listitem').filter({ hasText: name });

/** Leaves the page during the upload, and opens it again over a working network. */
async function reopen(page: Page, network: FlakyNetwork): Promise<void> {
  await page.goto('about:blank');
  network.restore();
  await page.goto('/exports/new');
}

test.beforeEach(({ page }) => {
  page.on('dialog', (dialog) => dialog.accept());
});

test('an upload survives a lost network and a reload, and becomes a job', { tag: '@whole' }, async ({
  page,
  network,
  context,
  request,
}) => {
  const file = csvFile('broken-line.csv', 'mail.example');
  const addresses: string[] = [];
  page.on('request', (sent) => addresses.push(sent.url()));
  await enterSandbox(page);
  await page.goto('/exports/new');
  network.breakAfter(quarterOf(file));
  await chooseFile(page, file);
  await expect(connectionLost(page)).toBeVisible();
  await expectAccessible(page);

  // The browser is online again: the upload continues until the connection breaks again.
  await context.setOffline(true);
  network.breakAfter(quarterOf(file));
  await context.setOffline(false);
  await expect.poll(() => network.isExhausted).toBe(true);
  await expect(connectionLost(page)).toBeVisible();

  await reopen(page, network);
  await expect(unfinished(page, file)).toContainText(PARTLY);
  await expectAccessible(page);
  await chooseFile(page, file);
  await page.waitForURL(/\/exports\/new\/\d+\/(?:match|send)$/);
  // If another test has saved a mapping for this header, the export opens at Send.
  await page.goto(page.url().replace(/send$/, 'match'));
  expect(network.forwardedBytes).toBeLessThan(1.5 * file.buffer.length);
  const { records } = await (await request.get(`/api/jobs/${await sendToSandbox(page)}`)).json();
  expect(records).toMatchObject({ read: 20_000, accepted: 20_000 });
  expect(addresses.filter((address) => address.includes('broken-line'))).toEqual([]);
});

test('another file of the same name and size is not appended to an unfinished upload', { tag: '@whole' }, async ({
  page,
  network,
}) => {
  const file = csvFile(TWIN, 'mail.example');
  await page.goto('/exports/new');
  network.breakAfter(quarterOf(file));
  await chooseFile(page, file);
  await expect(connectionLost(page)).toBeVisible();
  await reopen(page, network);
  await expect(unfinished(page, file)).toContainText(PARTLY);
  await chooseFile(page, csvFile(TWIN, 'post.example'));
  await expect(page.getByText('the checksums differ')).toBeVisible();
  await expect(unfinished(page, file)).toBeHidden();
  await expectAccessible(page);
  await expectNoOverflow(page);
  await page.getByRole('button', { name: `Try again with ${TWIN}` }).click();
  await page.waitForURL(/\/exports\/new\/\d+\/(?:match|send)$/);
});

test('an upload can be paused, resumed and canceled, and an abandoned upload discarded', async ({ page, network }) => {
  const file = csvFile('paused.csv', 'mail.example');
  await page.goto('/exports/new');
  network.stallAfter(quarterOf(file));
  await chooseFile(page, file);
  await expect.poll(() => network.isExhausted).toBe(true);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused. The part that has arrived is kept.')).toBeVisible();
  await expect(page.getByText(/^[1-9]\d?%/)).toBeVisible();
  await expectAccessible(page);
  network.stallAfter(quarterOf(file));
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => network.isExhausted).toBe(true);

  await reopen(page, network);
  await expect(unfinished(page, file)).toContainText(PARTLY);
  await page.getByRole('button', { name: 'Discard paused.csv' }).click();
  await expect(unfinished(page, file)).toBeHidden();

  network.stallAfter(quarterOf(file));
  await chooseFile(page, file);
  await expect.poll(() => network.isExhausted).toBe(true);
  const discarded = page.waitForResponse((response) => response.request().method() === 'DELETE');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await discarded).status()).toBe(204);
  await expect(page.getByRole('button', { name: 'Select file' })).toBeVisible();
  await reopen(page, network);
  await expect(page.getByRole('button', { name: 'Select file' })).toBeVisible();
  await expect(unfinished(page, file)).toBeHidden();
});

test('the pages of an unknown upload respond with 404', async ({ page }) => {
  for (const step of ['match', 'send']) {
    expect((await page.goto(`/exports/new/999999/${step}`))?.status()).toBe(404);
    await expect(page.getByText('This upload does not exist or was deleted')).toBeVisible();
  }
});
