import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { Clock } from './clock.ts';
import { expect, test } from './fixtures.ts';
import { expectAccessible, expectUsable } from './page-checks.ts';
import { withProducts } from './product.ts';
import { csvOf, pintd } from './shell.ts';

/** Pinterest, here a sandbox on loopback, or the console cannot be reached for a while. */

const MINUTE_MS = 60_000;

test('the page of a job shows that Pinterest cannot be reached; the job pauses and resumes automatically', {
  tag: '@whole',
}, async ({ page }) => {
  await withProducts(async (start, folder) => {
    const unreachable = await startSandbox({});
    await unreachable.close();
    const clock = new Clock(page, folder);
    const beganAt = Date.now();
    await clock.moveTo(beganAt);
    const product = await start(undefined, { ...clock.settings, PINTEREST_API_BASE_URL: unreachable.url });
    await product.waitUntilReady();
    await pintd(['auth:create', 'Shop'], 'pina_outage', product.env);
    const result = { type: 'pinterest_conversion', authentication: 'Shop', ad_account_id: '760000000017' };
    const args = ['export', '-', '--result', JSON.stringify(result), '--no-wait'];
    const { job_id: job } = JSON.parse(await pintd(args, csvOf(3, 'outage-'), product.env));

    await page.goto(`${product.url}/jobs/${job}`);
    const banner = page.getByRole('status').filter({ hasText: 'Pinterest cannot be reached.' });
    await expect(banner).toContainText('the connection is refused. Nothing has been sent since then.', {
      timeout: 5000,
    });
    await expect(banner).toContainText('0 records were accepted, 3 that were read are not sent; nothing is lost.');
    await expect(banner).toContainText(/Next try at [\d:]+, in \d+ seconds?\.|The next try is under way\./);

    await clock.moveTo(beganAt + 2 * MINUTE_MS);
    await expect(banner).toContainText('Paused: Pinterest cannot be reached.');
    await expect(banner).toContainText(/and then resumes the job automatically\./);
    await expectUsable(page);
    await page.getByRole('button', { name: 'Keep paused' }).click();
    await expect(banner).toHaveCount(0);
    await expect(page.getByText('Paused by a user').first()).toBeVisible();
    await page.getByRole('button', { name: 'Resume' }).click();
    await expect(banner).toBeVisible();
    await expect(page.getByRole('button', { name: 'Pause', exact: true })).toBeFocused();
    await clock.moveTo(beganAt + 4 * MINUTE_MS);
    await expect(banner).toContainText('Paused: Pinterest cannot be reached.');

    const sandbox = await startSandbox({ port: unreachable.port });
    try {
      await clock.moveTo(beganAt + 15 * MINUTE_MS);
      await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
      await expect(
        page.getByText('Pinterest can be reached again. The job resumes automatically.').first(),
      ).toBeVisible();
      expect((await sandbox.unique()).length).toBe(3);
    } finally {
      await sandbox.close();
    }
  });
});

test('a page shows that it cannot reach the console, until the console is reachable again', async ({
  page,
  context,
}) => {
  await page.goto('/jobs');
  await context.setOffline(true);
  const toast = page.getByText('Not connected to the console');
  await expect(toast).toBeVisible();
  await expectAccessible(page);
  await context.setOffline(false);
  await expect(toast).toHaveCount(0);
});
