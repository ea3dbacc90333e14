import type { BrowserContext, Page } from '@playwright/test';
import { test as base, expect } from './fixtures.ts';
import { FlakyNetwork } from './flaky-network.ts';
import { expectAccessible, expectToFit } from './page-checks.ts';
import { enterSandbox, send } from './steps.ts';

/** The first step of an export over a network that breaks. */

const test = base.extend<{ network: FlakyNetwork; context: BrowserContext }>({
  network: async ({ browserName: _ }, use) => {
    const network = new FlakyNetwork();
    await network.start();
    await use(network);
    network.stop();
  },
  context: async ({ browser, network, baseURL }, use) => {
    // Browsers go to their own machine without a proxy, unless told otherwise.
    const proxy = { server: network.address, bypass: '<-loopback>' };
    const context = await browser.newContext({ proxy, ...(baseURL && { baseURL }) });
    await use(context);
    await context.close();
  },
});

function fileOf(name: string, domain: string) {
  const time = Math.floor(Date.now() / 1000) - 60;
  const records = Array.from({ length: 20_000 }, (_, i) => `checkout,web,${time},u${i},user${i}@${domain}`);
  const lines = ['event_name,action_source,event_time,event_id,em', ...records];
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`${lines.join('\n')}\n`) };
}

const quarterOf = (file: ReturnType<typeof fileOf>) => Math.ceil(file.buffer.length / 4);
const choose = (page: Page, file: ReturnType<typeof fileOf>) => page.locator('input[type=file]').setInputFiles(file);
/** Longer than a phone is wide. */
const TWIN = 'twin of a file with a long name, from September 2026.csv';
/** How much of what was let through reached the disk before the line broke, only the machine knows. */
const PARTLY = /is [1-9]\d?% uploaded\./;
const lost = (page: Page) => page.getByText('The console does not answer.');
const unfinished = (page: Page, { name }: { name: string }) =>
  page.getByRole('list', { name: 'Unfinished uploads' }).getByRole('listitem').filter({ hasText: name });

/** Leaves the page with the upload on its way, and loads it again over a network that works. */
async function reload(page: Page, network: FlakyNetwork): Promise<void> {
  await page.goto('about:blank');
  network.mend();
  await page.goto('/exports/new');
}

test.beforeEach(({ page }) => {
  page.on('dialog', (dialog) => dialog.accept());
});

test('an upload survives a lost network and a reload, and becomes a job', async ({
  page,
  network,
  context,
  request,
}) => {
  const file = fileOf('broken-line.csv', 'mail.example');
  const addresses: string[] = [];
  page.on('request', (asked) => addresses.push(asked.url()));
  await enterSandbox(page);
  await page.goto('/exports/new');
  network.breakAfter(quarterOf(file));
  await choose(page, file);
  await expect(lost(page)).toBeVisible();
  await expectAccessible(page);

  // The browser learns that it is online: the upload goes on, until the line breaks again.
  await context.setOffline(true);
  network.breakAfter(quarterOf(file));
  await context.setOffline(false);
  await expect.poll(() => network.isOver).toBe(true);
  await expect(lost(page)).toBeVisible();

  await reload(page, network);
  await expect(unfinished(page, file)).toContainText(PARTLY);
  await expectAccessible(page);
  await choose(page, file);
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
  expect(network.passed).toBeLessThan(1.5 * file.buffer.length);
  const { records } = await (await request.get(`/api/jobs/${await send(page)}`)).json();
  expect(records).toMatchObject({ read: 20_000, accepted: 20_000 });
  expect(addresses.filter((address) => address.includes('broken-line'))).toEqual([]);
});

test('another file of the same name and size is not glued to what has arrived', async ({ page, network }) => {
  const file = fileOf(TWIN, 'mail.example');
  await page.goto('/exports/new');
  network.breakAfter(quarterOf(file));
  await choose(page, file);
  await expect(lost(page)).toBeVisible();
  await reload(page, network);
  await expect(unfinished(page, file)).toContainText(PARTLY);
  await choose(page, fileOf(TWIN, 'post.example'));
  await expect(page.getByText('the checksums differ')).toBeVisible();
  await expect(unfinished(page, file)).toBeHidden();
  await expectAccessible(page);
  await expectToFit(page);
  await page.getByRole('button', { name: `Try again with ${TWIN}` }).click();
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
});

test('an upload can be paused, taken up again and cancelled, and one that was left be discarded', async ({
  page,
  network,
}) => {
  const file = fileOf('paused.csv', 'mail.example');
  await page.goto('/exports/new');
  network.stallAfter(quarterOf(file));
  await choose(page, file);
  await expect.poll(() => network.isOver).toBe(true);
  await page.getByRole('button', { name: 'Pause' }).click();
  await expect(page.getByText('Paused. What has arrived stays.')).toBeVisible();
  await expect(page.getByText(/^[1-9]\d?%/)).toBeVisible();
  await expectAccessible(page);
  network.stallAfter(quarterOf(file));
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect.poll(() => network.isOver).toBe(true);

  await reload(page, network);
  await expect(unfinished(page, file)).toContainText(PARTLY);
  await page.getByRole('button', { name: 'Discard paused.csv' }).click();
  await expect(unfinished(page, file)).toBeHidden();

  network.stallAfter(quarterOf(file));
  await choose(page, file);
  await expect.poll(() => network.isOver).toBe(true);
  const discarded = page.waitForResponse((answer) => answer.request().method() === 'DELETE');
  await page.getByRole('button', { name: 'Cancel' }).click();
  expect((await discarded).status()).toBe(204);
  await expect(page.getByRole('button', { name: 'Select file' })).toBeVisible();
  await reload(page, network);
  await expect(page.getByRole('button', { name: 'Select file' })).toBeVisible();
  await expect(unfinished(page, file)).toBeHidden();
});

test('the pages of an upload that does not exist answer 404', async ({ page }) => {
  for (const step of ['match', 'send']) {
    expect((await page.goto(`/exports/new/999999/${step}`))?.status()).toBe(404);
    await expect(page.getByText('There is no such upload')).toBeVisible();
  }
});
