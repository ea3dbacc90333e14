import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect } from './fixtures.ts';
import { pintd } from './shell.ts';

/** What the tests of what comes after Send have in common. */

interface Sent {
  readonly csv: string;
  readonly name: string;
  readonly authentication: string;
  readonly account: string;
  readonly parameters?: object;
}

/** Queues an export of a file of this name for the console's worker; gives the job's number. */
export function queueFile({ csv, name, authentication, account, parameters = {} }: Sent): number {
  const path = join(mkdtempSync(join(tmpdir(), 'pintd-sent-')), name);
  writeFileSync(path, csv);
  const type = 'pinterest_conversion';
  const result = { type, authentication, ad_account_id: account, skip_invalid_record: true, ...parameters };
  const printed = pintd(['export', path, '--result', JSON.stringify(result), '--no-wait']);
  return (JSON.parse(printed) as { job_id: number }).job_id;
}

export async function openJob(page: Page, job: number, state: string): Promise<void> {
  await page.goto(`/jobs/${job}`);
  await expect(page.getByText(state, { exact: true }).first()).toBeVisible();
}

/** What the browser saves when this is done. */
export async function downloadOf(page: Page, begin: () => Promise<void>): Promise<string> {
  const downloading = page.waitForEvent('download');
  await begin();
  return readFileSync(await (await downloading).path(), 'utf8');
}
