import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { killJob, newJobAfter, openJob, queueFile, showJob } from './job-kit.ts';
import { expectUsable } from './page-checks.ts';
import { csvOf, pintd, setFaults } from './shell.ts';

/** Resending rejected records, the rest of a killed job, or all records; and the copied commands. */

// Unique per process: Playwright starts a new process after a failure, and the earlier data still exists.
const NAME = `Again ${process.pid}`;

test.beforeAll(async () => {
  await pintd(['auth:create', NAME], 'pina_again');
});
test.afterEach(({ request }) => setFaults(request, []));
test.use({ permissions: ['clipboard-read', 'clipboard-write'] });

/** Confirms the dialog, and waits until the new job has succeeded and its page is shown. */
async function confirmNewJob(page: Page, previous: number, button: string): Promise<number> {
  await page.getByRole('alertdialog').getByRole('button', { name: button }).click();
  return newJobAfter(page, previous);
}

async function copyCommand(page: Page, name: string): Promise<string> {
  await page.getByRole('button', { name: 'More actions' }).click();
  await page.getByRole('menuitem', { name }).click();
  await expect(page.getByText('Copied').first()).toBeVisible();
  return page.evaluate(() => navigator.clipboard.readText());
}

test('resends rejected records as a new job, and links both jobs', async ({ page, request }) => {
  const account = '730000000001';
  await setFaults(request, [{ match: { account }, do: { failEventIds: ['ag-2', 'ag-7'] } }]);
  const job = await queueFile({ csv: csvOf(20, 'ag-'), name: 'again.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await setFaults(request, []);
  await page.getByRole('button', { name: 'Resend 2 rejected' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Resend 2 rejected records?');
  await expect(dialog).toContainText('for 48 hours');
  await expect(dialog).toContainText('5,000 calls per minute');
  await expectUsable(page);
  const child = await confirmNewJob(page, job, 'Resend');
  expect(await showJob(child)).toMatchObject({ records: { read: 2, accepted: 2 } });
  await page.getByRole('link', { name: `job ${job}`, exact: true }).click();
  await page.waitForURL(`**/jobs/${job}`);
  await expect(page.getByRole('link', { name: `Job ${child}`, exact: true })).toBeVisible();
  await expect(page.getByText('None is open.')).toBeVisible();
  await expect(page.getByRole('button', { name: /^Resend/ })).toHaveCount(0);

  await page.goto(`/jobs/${child}`);
  expect(await copyCommand(page, 'Copy as pintd command')).toBe(`pintd job:rerun ${child}`);
});

test('sends the rest after a job was killed', async ({ page, request }) => {
  const account = '730000000002';
  await setFaults(request, [{ match: { account, call: { from: 2 } }, do: { status: 403 } }]);
  const csv = csvOf(60_000, 'rest-');
  const job = await queueFile({ csv, name: 'rest.csv', authentication: NAME, account });
  await openJob(page, job, 'Paused');
  await killJob(page, job);
  await expectUsable(page);
  const { records } = await showJob(job);
  expect(records.read).toBeLessThan(60_000);
  await setFaults(request, []);
  await page.getByRole('button', { name: 'Send the rest' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('Send the rest of the file?');
  const child = await confirmNewJob(page, job, 'Send the rest');
  expect((await showJob(child)).records.accepted).toBe(60_000 - records.accepted);
  await page.goto(`/jobs/${job}/records`);
  await expect(page.getByText('Every record was accepted')).toBeVisible();
});

test('re-runs a job after confirmation, or exports it again', { tag: '@whole' }, async ({ page }) => {
  const account = '730000000003';
  const job = await queueFile({ csv: csvOf(10, 'rerun-'), name: 'rerun.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await page.getByRole('button', { name: 'Re-run' }).click();
  await expect(page.getByRole('alertdialog')).toContainText('The whole file is sent as a new job');
  await expect(page.getByRole('alertdialog')).toContainText('recently accepted are left out');
  await expectUsable(page);
  const again = await confirmNewJob(page, job, 'Re-run');
  expect((await showJob(again)).records).toMatchObject({ read: 10, accepted: 0, not_sent: 10 });

  await page.getByRole('button', { name: 'More actions' }).click();
  await expectUsable(page);
  await page.getByRole('menuitem', { name: 'Export to another account' }).click();
  await page.waitForURL(/\/exports\/new\/\d+\/send$/);
  await expect(page.getByText('rerun.csv').first()).toBeVisible();
});

test('the copied command creates the job again', async ({ page }) => {
  const account = '730000000004';
  const csv = csvOf(10, 'cmd-');
  const job = await queueFile({ csv, name: "it's a file.csv", authentication: NAME, account });
  await openJob(page, job, 'Success');
  const command = await copyCommand(page, 'Copy as pintd command');
  const folder = mkdtempSync(join(tmpdir(), 'pintd-command-'));
  writeFileSync(join(folder, "it's a file.csv"), csv);
  const printed = runInShell(`pintd() { node "$PINTD" "$@"; }; ${command} --no-wait`, folder);
  expect(JSON.parse(printed)).toMatchObject({ type: 'export', test_event: false, skip_invalid_record: true });
});

test('the copied curl command creates the job through the API, with a key', { tag: '@whole' }, async ({ page }) => {
  const account = '730000000005';
  const csv = csvOf(10, 'curl-').replace('em\n', 'mail\n');
  const authentication = NAME;
  const path = join(mkdtempSync(join(tmpdir(), 'pintd-curl-')), 'curl.csv');
  writeFileSync(path, csv);
  const result = { type: 'pinterest_conversion', authentication, ad_account_id: account, test_event: true };
  const printed = await pintd(['export', path, '--mapping', '{"mail":"em"}', '--result', JSON.stringify(result)]);
  const { job_id: job } = JSON.parse(printed);
  const key = (await pintd(['apikey:create', 'curl'])).trim();
  await openJob(page, job, 'Success');
  const response = JSON.parse(runInShell(`${await copyCommand(page, 'Copy as curl')} -s -f`, '.', key));
  expect(response).toMatchObject({ type: 'export', test_event: true, skip_invalid_record: false });
  await openJob(page, response.job_id, 'Success');
  expect((await showJob(response.job_id)).records).toMatchObject({ read: 10, invalid: 0 });
});

/** Runs a pasted command in a shell. */
function runInShell(command: string, cwd: string, key = ''): string {
  const PINTD = join(import.meta.dirname, '../bin/pintd.mjs');
  const env = { ...process.env, PINTD, PINTD_DATA_DIR: process.env['E2E_DATA_DIR'], PINTD_API_KEY: key };
  return execFileSync('bash', ['-c', command], { cwd, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
}

test('on a phone, several toasts take hardly more room than one', async ({ page }) => {
  const account = '730000000009';
  const job = await queueFile({ csv: csvOf(1, 'toast-'), name: 'toasts.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await page.setViewportSize({ width: 390, height: 844 });
  await copyCommand(page, 'Copy as pintd command');
  await copyCommand(page, 'Copy as pintd command');
  const toasts = page.locator('[data-sonner-toast]');
  await expect(toasts).toHaveCount(2);
  await expect
    .poll(async () => {
      const tops = await toasts.evaluateAll((all) => all.map((toast) => toast.getBoundingClientRect().top));
      return Math.max(...tops) - Math.min(...tops);
    })
    .toBeLessThan(24);
});
