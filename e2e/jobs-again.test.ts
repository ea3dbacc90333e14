import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openJob, queueFile } from './job-kit.ts';
import { looksRight } from './page-checks.ts';
import { csvOf, pintd, playFaults } from './shell.ts';

/** Records that go out again: the refused ones, the rest after a stop, all of them; and what a shell can do of it. */

// A test that failed gets another process, and what it made is still there.
const NAME = `Again ${process.pid}`;

test.beforeAll(() => {
  pintd(['auth:create', NAME], 'pina_again');
});
test.afterEach(({ request }) => playFaults(request, []));
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

const shown = (job: number | string) => JSON.parse(pintd(['job:show', String(job), '--json']));
const idOf = (page: Page) => Number(new URL(page.url()).pathname.split('/').at(-1));

/** Presses the button of the question, and waits for the new job's page and its end. */
async function confirmNewJob(page: Page, former: number, button: string): Promise<number> {
  await page.getByRole('alertdialog').getByRole('button', { name: button }).click();
  await page.waitForURL((url) => /\/jobs\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${former}`));
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  return idOf(page);
}

async function copied(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('rejected records are retried as a job of their own, and each knows the other', async ({ page, request }) => {
  const account = '730000000001';
  await playFaults(request, [{ match: { account }, do: { failEventIds: ['ag-2', 'ag-7'] } }]);
  const job = queueFile({ csv: csvOf(20, 'ag-'), name: 'again.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await playFaults(request, []);
  await page.getByRole('button', { name: 'Retry 2 rejected' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Send 2 rejected records again?');
  await expect(dialog).toContainText('for 48 hours');
  await expect(dialog).toContainText('5,000 calls a minute');
  await looksRight(page);
  const child = await confirmNewJob(page, job, 'Retry');
  expect(shown(child)).toMatchObject({ records: { read: 2, accepted: 2 } });
  await page.getByRole('link', { name: `job ${job}` }).click();
  await page.waitForURL(`**/jobs/${job}`);
  await expect(page.getByRole('link', { name: `job ${child}` })).toBeVisible();
  await page.getByRole('button', { name: 'Retry 2 rejected' }).click();
  await expect(dialog).toContainText(`Job ${child} sent records of it again before.`);
  await page.keyboard.press('Escape');

  await page.goto(`/jobs/${child}`);
  expect(await copied(page, 'Copy as pintd command')).toBe(`pintd job:rerun ${child}`);
});

test('the rest goes out after a job was stopped', async ({ page, request }) => {
  const account = '730000000002';
  await playFaults(request, [{ match: { account, call: { from: 2 } }, do: { status: 403 } }]);
  const csv = csvOf(60_000, 'rest-');
  const job = queueFile({ csv, name: 'rest.csv', authentication: NAME, account });
  await openJob(page, job, 'Paused');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Stop job ${job}` })
    .click();
  await expect(page.getByText('Stopped by a person.')).toBeVisible();
  await looksRight(page);
  const { records } = shown(job);
  expect(records.read).toBeLessThan(60_000);
  await playFaults(request, []);
  await page.getByRole('button', { name: 'Send the rest' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Send the rest of the file?');
  const child = await confirmNewJob(page, job, 'Send the rest');
  expect(shown(child).records.accepted).toBe(60_000 - records.accepted);
});

test('a job is run again after a question, or exported to another place', async ({ page }) => {
  const account = '730000000003';
  const job = queueFile({ csv: csvOf(10, 'rerun-'), name: 'rerun.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await page.getByRole('button', { name: 'Re-run' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('The whole file goes out as a new job');
  await expect(page.getByRole('alertdialog')).toContainText('accepted in the last 48 hours are left out');
  await looksRight(page);
  const again = await confirmNewJob(page, job, 'Re-run');
  expect(shown(again).records).toMatchObject({ read: 10, accepted: 0, not_sent: 10 });

  await page.getByRole('button', { name: 'More actions' }).click();
  await looksRight(page);
  await page.getByRole('menuitem', { name: 'Export again' }).click();
  await page.waitForURL(/\/exports\/new\/\d+\/send$/);
  await expect(page.getByText('rerun.csv').first()).toBeVisible();
});

test('the command that is copied makes the job again', async ({ page }) => {
  const account = '730000000004';
  const csv = csvOf(10, 'cmd-');
  const job = queueFile({ csv, name: "it's a file.csv", authentication: NAME, account });
  await openJob(page, job, 'Success');
  const command = await copied(page, 'Copy as pintd command');
  const folder = mkdtempSync(join(tmpdir(), 'pintd-command-'));
  writeFileSync(join(folder, "it's a file.csv"), csv);
  const printed = inShell(`pintd() { node "$PINTD" "$@"; }; ${command} --no-wait`, folder);
  expect(JSON.parse(printed)).toMatchObject({ type: 'export', test_event: false, skip_invalid_record: true });
});

test('the curl that is copied makes it by the API, with a key', async ({ page }) => {
  const account = '730000000005';
  const csv = csvOf(10, 'curl-').replace('em\n', 'mail\n');
  const authentication = NAME;
  const path = join(mkdtempSync(join(tmpdir(), 'pintd-curl-')), 'curl.csv');
  writeFileSync(path, csv);
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: account, test_event: true };
  const printed = pintd(['export', path, '--mapping', '{"mail":"em"}', '--result', JSON.stringify(result)]);
  const { job_id: job } = JSON.parse(printed);
  const key = pintd(['apikey:create', 'curl']).trim();
  await openJob(page, job, 'Success');
  const answer = JSON.parse(inShell(`${await copied(page, 'Copy as curl')} -s -f`, '.', key));
  expect(answer).toMatchObject({ type: 'export', test_event: true, skip_invalid_record: false });
  await openJob(page, answer.job_id, 'Success');
  expect(shown(answer.job_id).records).toMatchObject({ read: 10, invalid: 0 });
});

/** Does what a person pastes into a shell. */
function inShell(command: string, cwd: string, key = ''): string {
  const PINTD = join(import.meta.dirname, '../bin/pintd.mjs');
  const env = { ...process.env, PINTD, PINTD_DATA_DIR: process.env['E2E_DATA_DIR'], PINTD_API_KEY: key };
  return execFileSync('bash', ['-c', command], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}
