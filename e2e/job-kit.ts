import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { pintd } from './shell.ts';

/** What tests of jobs share. */

interface QueuedExport {
  readonly csv: string;
  readonly name: string;
  readonly authentication: string;
  readonly account: string;
  readonly parameters?: object;
}

/** Queues an export of a file with this name for the console's worker; returns the job ID. */
export async function queueFile({
  csv,
  name,
  authentication,
  account,
  parameters = {},
}: QueuedExport): Promise<number> {
  const path = join(mkdtempSync(join(tmpdir(), 'pintd-sent-')), name);
  writeFileSync(path, csv);
  const type = 'pinterest_conversion';
  const result = { type, authentication, ad_account_id: account, skip_invalid_record: true, ...parameters };
  const printed = await pintd(['export', path, '--result', JSON.stringify(result), '--no-wait']);
  return (JSON.parse(printed) as { job_id: number }).job_id;
}

export async function openJob(page: Page, job: number, state: string): Promise<void> {
  await page.goto(`/jobs/${job}`);
  await expect(page.getByText(state, { exact: true }).first()).toBeVisible();
}

/** Kills the job whose page is open. */
export async function killJob(page: Page, job: number): Promise<void> {
  await page.getByRole('button', { name: 'Kill', exact: true }).click();
  await page
    .getByRole('alertdialog')
    .getByRole('button', { name: `Kill job ${job}` })
    .click();
  await expect(page.getByText('Killed by a user.')).toBeVisible();
}

export const showJob = async (job: number | string) => JSON.parse(await pintd(['job:show', String(job), '--json']));

/** Waits for the page of the job that repeats `previous` or sends its records again; returns that job. */
export async function newJobAfter(page: Page, previous: number): Promise<number> {
  await page.waitForURL((url) => /\/jobs\/\d+$/.test(url.pathname) && !url.pathname.endsWith(`/${previous}`));
  const job = Number(new URL(page.url()).pathname.split('/').at(-1));
  // "Success" can be the state of the previous job: its page is still shown for a moment, then its row in the history.
  await expect.poll(async () => (await showJob(job)).status).toBe('success');
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
  return job;
}

/** The content of the download that `start` triggers. */
export async function downloadOf(page: Page, start: () => Promise<void>): Promise<string> {
  const downloading = page.waitForEvent('download');
  await start();
  return readFileSync(await (await downloading).path(), 'utf8');
}
