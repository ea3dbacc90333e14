import type { APIRequestContext } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { withProducts } from './product.ts';
import { csvOf, pintd, queueExport, setFaults } from './shell.ts';
import { answerZone, completeReview, SEND_BUTTON } from './steps.ts';

/** The home page: first steps, what needs attention, and recent jobs. */

test('guides a new person through the sandbox with sample data, and marks completed steps', { tag: '@whole' }, async ({
  page,
}) => {
  await withProducts(async (start) => {
    const product = await start();
    await product.waitUntilReady();
    await page.goto(product.url);
    const steps = page.getByRole('region', { name: /to your first real event/ });
    await expect(steps).toContainText('4 steps to your first real event');
    await expect(page.getByText('No jobs yet')).toBeVisible();
    await expect(page.getByText('Nothing needs your attention.')).toBeVisible();
    await expectUsable(page);

    await steps.getByRole('button', { name: 'Try the sample file' }).click();
    await page.waitForURL(/\/exports\/new\/1\/match$/);
    await page.getByRole('link', { name: 'Home' }).click();
    await expect(steps).toContainText('4 steps to your first real event, 2 done');
    await expect(steps).toContainText('“Sandbox”, ID 1');
    await expect(page.getByText('conversions-10000.csv is uploaded but not sent yet.')).toBeVisible();

    await steps.getByRole('link', { name: 'Continue with conversions-10000.csv' }).click();
    await answerZone(page);
    await completeReview(page);
    await page.getByRole('button', { name: SEND_BUTTON }).click();
    await page.waitForURL(/\/jobs\/1$/);
    await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
    await page.getByRole('link', { name: 'Home' }).click();
    await expect(steps).toContainText('4 steps to your first real event, 3 done');
    const job = page.getByRole('table', { name: 'Recent jobs' }).getByRole('row').nth(1);
    await expect(job.getByRole('img')).toHaveAccessibleName(/^Accepted \d,\d{3}, Rejected \d/);
    await expect(page.getByText('Nothing needs your attention.')).toBeVisible();
    await expectUsable(page);

    await steps.getByRole('button', { name: 'Hide' }).click();
    await expect(steps).toBeHidden();
    await page.reload();
    await expect(page.getByRole('heading', { name: 'Recent jobs' })).toBeVisible();
    await expect(steps).toBeHidden();
    await page.getByRole('button', { name: 'Show the first steps' }).click();
    await expect(steps).toBeVisible();

    await page.goto(`${product.url}/workbench/parent-segments`);
    await expect(page.getByRole('heading', { name: 'No parent segments yet' })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Load the sample shop' })).toBeVisible();
    await expectUsable(page);
    await page.getByRole('link', { name: 'How parent segments work' }).click();
    const help = page.getByRole('heading', { name: 'Activate a segment in Audience Studio' });
    await expect(help).toBeInViewport();
    await expectUsable(page);
    await page.goto(product.url);
    await steps.getByRole('button', { name: 'Load the sample shop' }).click();
    await page.waitForURL(/\/audience\/1$/);
    await expect(page.getByRole('link', { name: /^Recent buyers/ }).first()).toBeVisible();
    await page.goto(product.url);
    const build = page.getByRole('table', { name: 'Recent jobs' }).getByRole('row').nth(1);
    await expect(build.getByRole('cell', { name: '—' }).first()).toBeVisible();
    await expect(build.getByRole('img')).toHaveCount(0);
  });
});

/** Starts an upload of 100 bytes, of which it sends only 40. */
async function startUpload(request: APIRequestContext, name: string): Promise<void> {
  const tus = { 'tus-resumable': '1.0.0', 'sec-fetch-site': 'same-origin' };
  const metadata = `filename ${Buffer.from(name).toString('base64')}`;
  const created = await request.post('/api/uploads', {
    headers: { ...tus, 'upload-length': '100', 'upload-metadata': metadata },
  });
  const patched = await request.patch(created.headers()['location'] ?? '', {
    headers: { ...tus, 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' },
    data: Buffer.alloc(40, 'x'),
  });
  expect(patched.status()).toBe(204);
}

test('lists what needs attention, with links', { tag: '@whole' }, async ({ page, request }) => {
  const account = '700000000077';
  await pintd(['auth:create', 'Waits here'], 'pina_waits_here');
  await setFaults(request, [{ match: { account }, do: { status: 401 } }]);
  await page.goto('/');
  const job = await queueExport(csvOf(5, 'waits'), 'Waits here', account);
  await startUpload(request, 'half.csv');
  const attention = page.getByRole('region', { name: 'Needs your attention' });
  await expect(attention).toContainText('half.csv is 40% uploaded.');
  await expect(attention).toContainText('Waits here: the token has been refused since');
  await expect(attention).toContainText(': Token refused.');
  await expectUsable(page);
  await attention.getByRole('link', { name: 'Waits here' }).click();
  await expect(page.getByRole('heading', { name: 'Waits here' })).toBeVisible();

  await setFaults(request, []);
  await pintd(['job:kill', String(job)]);
  await page.goto('/');
  await expect(page.getByRole('row', { name: new RegExp(`^Killed Job ${job}`) })).toBeVisible();
});
