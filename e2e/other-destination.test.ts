import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { csvOf, pintd } from './shell.ts';

/** A job that a shell created for a destination other than the console's: pages show this, and nothing is sent. */

const ELSEWHERE = 'http://127.0.0.1:9';
const ownDestination = () => `http://127.0.0.1:${process.env['E2E_LIVE_PORT']}`;

test('a job for another destination waits, is marked wherever jobs are shown, and can be killed', {
  tag: '@whole',
}, async ({ page }) => {
  const authentication = `Elsewhere ${process.pid}`;
  await pintd(['auth:create', authentication], 'pina_elsewhere');
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: '760000000001' };
  const env = { ...process.env, PINTD_DATA_DIR: process.env['E2E_DATA_DIR'], PINTEREST_API_BASE_URL: ELSEWHERE };
  const args = ['export', '-', '--result', JSON.stringify(result), '--no-wait'];
  const { job_id: job } = JSON.parse(await pintd(args, csvOf(3, 'elsewhere-'), env));

  await page.goto(`/jobs/${job}`);
  await expect(page.getByText('This job was created for another destination.')).toBeVisible();
  const text = page.getByText(`Job ${job} was created for ${ELSEWHERE}, but events here go to ${ownDestination()}`);
  await expect(text).toContainText('Kill it, or start a worker with PINTEREST_API_BASE_URL');
  const details = page.getByRole('region', { name: 'Details' });
  await expect(details.getByText(ELSEWHERE)).toBeVisible();
  await expect(details.getByText('Created for another destination')).toBeVisible();
  await expect(page.getByText(`Created for ${ELSEWHERE}.`)).toBeVisible();
  await expectUsable(page);

  await page.goto('/jobs');
  const row = page.getByRole('row').filter({ has: page.getByRole('link', { name: `Job ${job}`, exact: true }) });
  await expect(row.getByText('Created for another destination')).toBeVisible();
  await expectUsable(page);

  await pintd(['db:sample']);
  const sql = 'SELECT * FROM conversions LIMIT 1';
  const query = ['query', '-d', 'sample_datasets', '--result', JSON.stringify(result), sql];
  await pintd(query, '', env);
  await page.goto('/jobs');
  await page.getByRole('row').filter({ hasText: sql }).getByRole('rowheader').getByRole('link').click();
  await expect(page.getByText('This job was created for another destination.')).toBeVisible();
  await expect(page.getByText('0 records read', { exact: true })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'File read' })).toHaveAttribute('aria-valuenow', '0');
  await page.getByRole('button', { name: 'Kill' }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: /^Kill job/ })
    .click();
  await expect(page.getByText('Killed', { exact: true }).first()).toBeVisible();

  await page.goto('/');
  const attention = page.getByRole('region', { name: 'Needs your attention' });
  await expect(attention.getByText(`Job ${job} was created for another destination.`)).toBeVisible();
  await page.goto('/settings/system');
  await expect(page.getByText('For another destination')).toBeVisible();
  await expect(page.getByText(ownDestination())).toBeVisible();

  await page.goto(`/jobs/${job}`);
  await page.getByRole('button', { name: 'Kill' }).click();
  await page.getByRole('button', { name: `Kill job ${job}` }).click();
  await expect(page.getByText('Killed', { exact: true }).first()).toBeVisible();
  expect(JSON.parse(await pintd(['job:show', String(job), '--json']))).toMatchObject({
    status: 'killed',
    calls: 0,
    destination: ELSEWHERE,
    error: null,
  });
});
