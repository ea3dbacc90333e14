import { startSandbox } from '../lib/connectors/pinterest/sandbox/server.ts';
import { startPostgresqlPair } from '../tests/kit/postgresql-server.ts';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { withProducts } from './product.ts';
import { csvOf, pintd } from './shell.ts';

/** A job on a PostgreSQL whose commits do not wait for its standby. */

test('the page of a job shows why it is held back while commits could be lost, in English and Japanese', {
  tag: '@whole',
}, async ({ page, browser }) => {
  const [pair, sandbox] = await Promise.all([startPostgresqlPair(), startSandbox({})]);
  try {
    await withProducts(async (start) => {
      sandbox.setScript([{ do: { latencyMs: 500 } }]);
      const product = await start(undefined, {
        DATABASE_URL: pair.urlOf('postgres'),
        PINTEREST_API_BASE_URL: sandbox.url,
        PINTD_MAX_EVENTS_PER_CALL: '1',
        PINTD_CALLS_IN_FLIGHT: '1',
      });
      await product.waitUntilReady();
      await pintd(['auth:create', 'Shop'], 'pina_held_back', product.env);
      const result = { type: 'pinterest_conversion', authentication: 'Shop', ad_account_id: '760000000023' };
      const args = ['export', '-', '--result', JSON.stringify(result), '--no-wait'];
      const { job_id: job } = JSON.parse(await pintd(args, csvOf(100, 'held-back-'), product.env));
      await page.goto(`${product.url}/jobs/${job}`);
      await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();

      await pair.setSynchronousStandbys('');
      const banner = page.getByText('Jobs are held back, because commits of the database could be lost.');
      await expect(banner).toBeVisible();
      await expect(page.getByText('ALTER SYSTEM SET synchronous_standby_names')).toBeVisible();
      await expectUsable(page);
      const japanese = await browser.newPage({ locale: 'ja-JP' });
      await japanese.goto(`${product.url}/jobs/${job}`);
      await expect(japanese.getByText('ジョブの実行を保留しています。')).toBeVisible();
      await japanese.close();

      await pair.setSynchronousStandbys('standby');
      sandbox.setScript([]);
      await expect(banner).toHaveCount(0);
      await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
      expect((await sandbox.unique()).length).toBe(100);
    });
  } finally {
    await sandbox.close();
    await pair.close();
  }
});
