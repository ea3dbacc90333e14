import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { downloadOf, killJob, openJob, queueFile } from './job-kit.ts';
import { expectUsable } from './page-checks.ts';
import { csvOf, pintd, setFaults } from './shell.ts';

/** Downloads of records, and a download that is fixed and uploaded again. */

// Unique per process: Playwright starts a new process after a failure, and the earlier data still exists.
const NAME = `Downloads ${process.pid}`;

test.beforeAll(async () => {
  await pintd(['auth:create', NAME], 'pina_downloads');
});
test.afterEach(({ request }) => setFaults(request, []));

const rowsOf = (csv: string) => csv.trimEnd().split(/\r?\n/);

async function download(page: Page, which: RegExp, ...options: string[]): Promise<string> {
  await page.getByRole('button', { name: 'Download records' }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByRole('radio', { name: which })
    .or(dialog.getByRole('button', { name: which }))
    .click();
  for (const option of options) await dialog.getByText(option, { exact: true }).click();
  const text = await downloadOf(page, () => dialog.getByRole('link', { name: 'Download CSV' }).click());
  await expect(dialog).toHaveCount(0);
  return text;
}

test('downloads records that were not accepted; the file is mapped automatically when uploaded again', async ({
  page,
}) => {
  const account = '740000000001';
  const lines = csvOf(10, 'dl-').split('\n');
  lines[0] += ',ph';
  for (let i = 1; i < lines.length; i++) lines[i] += ',+15551234567';
  lines[3] = lines[3]?.replace('@mail.example', '') ?? '';
  const job = await queueFile({ csv: lines.join('\n'), name: 'dl.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  const notAccepted = await downloadOf(page, () => page.getByRole('link', { name: 'Download CSV' }).click());
  expect(rowsOf(notAccepted)).toEqual([
    `${lines[0]},_record,_line,_status,_error_code,_error_column,_error_message`,
    expect.stringContaining(`${lines[3]},3,4,invalid,em_malformed,em,`),
  ]);

  await page.getByRole('button', { name: 'Download records' }).click();
  await expectUsable(page);
  await page.keyboard.press('Escape');
  const all = await download(page, /^All/, 'For Excel');
  expect(all.startsWith('\uFEFFevent_name')).toBe(true);
  expect(rowsOf(all)).toHaveLength(11);
  expect(all).toContain(',+15551234567,');
  expect(await download(page, /^All/, 'Disable formulas')).toContain(",'+15551234567,");

  await page.goto('/exports/new');
  const buffer = Buffer.from(notAccepted.replace(',u3,', ',u3@mail.example,'));
  await page.locator('input[type=file]').setInputFiles({ name: 'rejected.csv', mimeType: 'text/csv', buffer });
  await page.waitForURL(/\/exports\/new\/\d+\/match$/);
  await expect(page.getByRole('button', { name: 'Review the records' })).toBeEnabled();
  const upload = page.url().match(/new\/(\d+)/)?.[1];
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.waitForURL(`**/exports/new/${upload}/review`);
  await expect(page.getByRole('link', { name: /^Continue with/ })).toBeVisible();
});

test('downloads records that were not sent, including the part that was never read', { tag: '@whole' }, async ({
  page,
  request,
}) => {
  const account = '740000000002';
  await setFaults(request, [{ match: { account, call: { from: 2 } }, do: { status: 403 } }]);
  const job = await queueFile({ csv: csvOf(60_000, 'ns-'), name: 'ns.csv', authentication: NAME, account });
  await openJob(page, job, 'Paused');
  await killJob(page, job);
  const { records } = JSON.parse(await pintd(['job:show', String(job), '--json']));
  const notSent = await downloadOf(page, () => page.getByRole('link', { name: 'Records not sent, CSV' }).click());
  expect(rowsOf(notSent)).toHaveLength(1 + 60_000 - records.accepted);
  expect(rowsOf(notSent).at(-1)).toContain(',ns-60000,');
  await page.getByRole('button', { name: 'Download records' }).click();
  await page
    .getByRole('dialog')
    .getByText(/^Not sent/)
    .first()
    .click();
  await expect(page.getByRole('dialog')).toContainText('Includes the part of the file that was never read');
});
