import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { newJobAfter, openJob, queueFile, showJob } from './job-kit.ts';
import { expectUsable } from './page-checks.ts';
import { pintd, setFaults } from './shell.ts';
import { enterSandbox, keepFileOrder } from './steps.ts';

/** Rejected and invalid records of a job are fixed in the review grid and sent again. */

// Unique per process: Playwright starts a new process after a failure, and the earlier data still exists.
const NAME = `Fixing ${process.pid}`;
const TIME = Math.floor(Date.now() / 1000) - 60;

/** Records 2 and 3 will be rejected; 4 to 6 have milliseconds, and 7 has a malformed email address. */
const CSV = [
  'event_name,action_source,event_time,event_id,em',
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((record) => {
    const time = record >= 4 && record <= 6 ? `${TIME}123` : TIME;
    return `checkout,web,${time},fx-${record},${record === 7 ? 'no-address' : `u${record}@mail.example`}`;
  }),
].join('\n');

test.beforeAll(async () => {
  await pintd(['auth:create', NAME], 'pina_fixing');
});
test.afterEach(({ request }) => setFaults(request, []));

const cell = (page: Page, place: string) => page.locator(`[data-place="${place}"]`);
const footer = (page: Page) => page.locator('footer');

test("fixes a job's rejected and invalid records, and resends those that are ready", { tag: '@whole' }, async ({
  page,
  request,
}) => {
  const account = '730000000021';
  await setFaults(request, [{ match: { account }, do: { failEventIds: ['fx-2', 'fx-3'] } }]);
  const job = await queueFile({ csv: CSV, name: 'fixing.csv', authentication: NAME, account });
  await openJob(page, job, 'Success');
  await keepFileOrder(page);
  await setFaults(request, []);
  await expectUsable(page);

  await page.getByRole('button', { name: 'Fix and resend' }).click();
  await page.waitForURL(`**/jobs/${job}/fix`);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '7');
  await expect(page.getByRole('switch', { name: 'Show only records with errors' })).toBeChecked();
  await expect(page.getByRole('button', { name: /^Rejected by Pinterest/ })).toContainText('2');
  await expect(footer(page)).toContainText('0 fixed and ready · 4 still with errors · 2 not changed');
  await expect(page.getByRole('button', { name: 'Resend 0 records' })).toBeDisabled();
  await cell(page, '0:2').click();
  await expect(page.getByText('Pinterest rejected the event', { exact: false }).last()).toBeVisible();
  await expectUsable(page);

  await page.getByRole('button', { name: 'Fix all like this' }).click();
  await expect(page.getByRole('menu')).toContainText(`only records of job ${job} are sent`);
  await page.getByRole('menuitem', { name: /^Times to seconds/ }).click();
  await expect(footer(page).getByRole('status')).toHaveText('3 records changed.');
  await cell(page, '0:7').dblclick();
  await page.getByLabel('em, record 2').fill('v2@mail.example');
  await page.getByLabel('em, record 2').press('Enter');
  await expect(footer(page).getByRole('status')).toHaveText('Record 2: Fixed');
  await expect(footer(page)).toContainText('4 fixed and ready · 1 still with errors · 1 not changed');
  await page.getByRole('button', { name: /^Fixed and ready/ }).click();
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '5');

  await page.getByRole('button', { name: 'Resend 4 records' }).click();
  const dialog = page.getByRole('alertdialog');
  await expect(dialog).toContainText('Resend 4 fixed records?');
  await expect(dialog).toContainText('for 48 hours');
  await expectUsable(page);
  await dialog.getByRole('button', { name: 'Resend', exact: true }).click();
  const child = await newJobAfter(page, job);
  expect((await showJob(child)).records).toMatchObject({ read: 4, accepted: 4, rejected: 0, invalid: 0 });
  const history = page.getByRole('region', { name: 'History' });
  await expect(history.getByRole('row', { name: new RegExp(`^Job ${child} Resend of 4 fixed records`) })).toBeVisible();
  await expect(page.getByText(`re-runs job ${child} in this data folder`, { exact: false })).toBeVisible();

  await history.getByRole('link', { name: `Job ${job}`, exact: true }).click();
  await page.waitForURL(`**/jobs/${job}`);
  await page.getByRole('link', { name: /^Records(?! not)/ }).click();
  await page.getByRole('button', { name: 'Fix and resend' }).click();
  await expect(footer(page)).toContainText('0 fixed and ready · 1 still with errors · 1 not changed · 4 resent');
});

test('a rejection by the sandbox is shown as such, also on a phone', { tag: '@whole' }, async ({ page }) => {
  await enterSandbox(page);
  const rows = [
    `checkout,web,${TIME - 31 * 86_400},fx-old,old@mail.example`,
    `checkout,web,${TIME},fx-new,new@mail.example`,
  ];
  const csv = ['event_name,action_source,event_time,event_id,em', ...rows].join('\n');
  const job = await queueFile({ csv, name: 'sandbox.csv', authentication: 'Sandbox', account: '730000000022' });
  await openJob(page, job, 'Success');
  await page.getByRole('button', { name: 'Fix and resend' }).click();
  await page.waitForURL(`**/jobs/${job}/fix`);
  await expect(page.getByRole('button', { name: /^Rejected by the sandbox/ })).toContainText('1');
  await page.setViewportSize({ width: 390, height: 844 });
  await page.getByRole('button', { name: /Rejected by the sandbox/ }).click();
  await expect(page.getByRole('dialog')).toContainText('The sandbox rejected the event');
});
