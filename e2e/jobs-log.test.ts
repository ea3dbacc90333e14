import { expect, test } from './fixtures.ts';
import { downloadOf, openJob, queueFile } from './job-kit.ts';
import { expectUsable } from './page-checks.ts';
import { csvOf, pintd, setFaults } from './shell.ts';

/** The full log of a job and its calls. */

// Unique per process: Playwright starts a new process after a failure, and the earlier data still exists.
const NAME = `Log ${process.pid}`;

test.beforeAll(async () => {
  await pintd(['auth:create', NAME], 'pina_log');
});
test.afterEach(({ request }) => setFaults(request, []));

test('a log is filtered, searched and downloaded', async ({ page, request }) => {
  const account = '720000000001';
  await setFaults(request, [{ match: { account, call: 2 }, do: { status: 429, headers: { 'retry-after': '1' } } }]);
  const job = await queueFile({ csv: csvOf(3500, 'log-'), name: 'log.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await page.getByRole('link', { name: 'Full log' }).click();
  await page.waitForURL(`**/jobs/${job}/log`);
  const lines = page.getByRole('list', { name: `Log of job ${job}` });
  await expect(lines.getByRole('listitem')).toHaveCount(8);
  await expect(page.getByRole('switch', { name: 'Follow' })).toHaveCount(0);
  await expectUsable(page);

  await page.getByRole('link', { name: 'Warnings and errors 1' }).click();
  await expect(lines.getByRole('listitem')).toHaveCount(1);
  await expect(lines).toContainText('429');
  // Calls are concurrent, so any of them may be the second to arrive.
  const [batch = ''] = /Batch \d+/.exec((await lines.textContent()) ?? '') ?? [];
  await page.getByRole('link', { name: 'Errors', exact: true }).click();
  await expect(page.getByText('No errors.')).toBeVisible();
  await page.getByRole('link', { name: 'All', exact: true }).click();
  await expect(lines.getByRole('listitem')).toHaveCount(8);
  await page.getByRole('searchbox', { name: 'Search the log' }).fill(batch.toLowerCase());
  await page.keyboard.press('Enter');
  await expect(lines.getByRole('listitem').filter({ hasNotText: batch })).toHaveCount(0);
  await expect(lines).toContainText(batch);
  await page.getByRole('searchbox', { name: 'Search the log' }).fill('nowhere');
  await page.keyboard.press('Enter');
  await expect(page.getByText('No line matches.')).toBeVisible();
  await expectUsable(page);

  const text = await downloadOf(page, () => page.getByRole('link', { name: 'Download' }).click());
  expect(text.trimEnd().split('\n')).toHaveLength(8);
  expect(text).not.toMatch(/mail\.example|pina_/);
});

test('a followed log shows its last line without a reload', { tag: '@whole' }, async ({ page, request }) => {
  const account = '720000000002';
  await setFaults(request, [{ match: { account }, do: { status: 429, headers: { 'retry-after': '1' } } }]);
  const job = await queueFile({ csv: csvOf(40_000, 'follow-'), name: 'follow.csv', authentication: NAME, account });
  await page.goto(`/jobs/${job}/log`);
  await expect(page.getByRole('switch', { name: 'Follow' })).toBeChecked();
  await setFaults(request, []);
  await expect(page.getByText(/^Done\. 40,000 = 40,000 accepted/)).toBeVisible();
  await expect(page.getByRole('switch', { name: 'Follow' })).toHaveCount(0);
});

for (const [tab, account, outcome] of [
  ['records', '720000000004', 'Rejected'],
  ['batches', '720000000005', 'Partly rejected'],
] as const)
  test(`the ${tab} of a running job appear without a reload`, async ({ page, request }) => {
    await setFaults(request, [{ match: { account }, do: { status: 429, headers: { 'retry-after': '1' } } }]);
    const job = await queueFile({ csv: csvOf(3, `${tab}-`), name: `${tab}.csv`, authentication: NAME, account });
    await page.goto(`/jobs/${job}/${tab}`);
    await setFaults(request, [{ match: { account }, do: { failEventIds: [`${tab}-2`], message: 'in the past' } }]);
    await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
    await expect(page.getByText('Every record was accepted')).toHaveCount(0);
    await expect(page.locator('tbody tr').filter({ hasText: outcome })).toHaveCount(1);
  });

test('shows a call in full, without token and without personal values', async ({ page, request }) => {
  const account = '720000000003';
  await setFaults(request, [{ match: { account }, do: { failEventIds: ['call-2'], message: 'in the past' } }]);
  const job = await queueFile({ csv: csvOf(1200, 'call-'), name: 'calls.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await page.getByRole('link', { name: /^Batches/ }).click();
  await page.waitForURL(/\/batches$/);
  await expect(page.locator('tbody tr')).toHaveCount(2);
  await expectUsable(page);
  await page.locator('tbody tr').first().getByRole('link').click();
  await page.waitForURL(/\?batch=\d+$/);
  const drawer = page.getByRole('dialog').or(page.getByRole('complementary')).last();
  await expect(drawer).toContainText('byte for byte what was sent');
  await expect(drawer).toContainText('The record that was not accepted');
  await expect(drawer).toContainText('in the past');
  await expect(drawer).toContainText(`POST /v5/ad_accounts/${account}/events`);
  await expect(drawer).toContainText('The first 5 of 1,000 events');
  expect(await drawer.textContent()).not.toMatch(/pina_|mail\.example|[0-9a-f]{64}/);
  await expectUsable(page);
  await page.keyboard.press('Escape');
  await expect(drawer).toHaveCount(0);
  expect(new URL(page.url()).search).toBe('');
  await page.goto(`${page.url()}?after=0`);
  await expect(page.locator('tbody tr').first().getByRole('link')).toHaveAttribute('href', /^\?after=0&batch=\d+$/);
});
