import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { openJob, queueFile } from './job-kit.ts';
import { expectNoOverflow, expectUsable } from './page-checks.ts';
import { csvOf, pintd, setFaults } from './shell.ts';

/** A job's page: the sum, what is open and why, and the messages of each state. */

// Unique per process: Playwright starts a new process after a failure, and the earlier data still exists.
const NAME = `Summary ${process.pid}`;
const ACCOUNT = '710000000001';

test.beforeAll(async () => {
  await pintd(['auth:create', NAME], 'pina_summary');
});
test.afterEach(({ request }) => setFaults(request, []));

/** Every tenth record has a malformed email address. */
const faulty = (count: number, idPrefix: string) =>
  csvOf(count, idPrefix)
    .split('\n')
    .map((line, i) => (i % 10 === 0 ? line.replace('@mail.example', '') : line))
    .join('\n');

const ODD = 'The event is odd, for a reason that takes a second line.';

const queueCsv = (csv: string, parameters: object = {}) =>
  queueFile({ csv, name: 'summary.csv', authentication: NAME, account: ACCOUNT, parameters });

test('open records are grouped by reason; a job that took seconds has no charts', async ({ page, request }) => {
  await setFaults(request, [{ match: { account: ACCOUNT }, do: { failEventIds: ['sum-11', 'sum-12'], message: ODD } }]);
  const job = await queueCsv(faulty(2500, 'sum-'));
  await openJob(page, job, 'Success');
  await expect(page.getByText('2,248 of 2,500 records accepted by Pinterest')).toBeVisible();
  const openRecords = page.getByRole('region', { name: 'Open: 252 records' });
  await expect(openRecords.getByRole('row', { name: /^Rejected by Pinterest/ })).toContainText('2');
  await expect(openRecords.getByRole('row', { name: /^Other reason/ })).toContainText(`in job ${job}.`);
  await expect(openRecords.getByRole('row', { name: /^Not an email address/ })).toContainText('250');
  for (const name of ['Events per second', 'Calls per minute']) {
    await expect(page.getByRole('region', { name })).toHaveCount(0);
  }
  await expectUsable(page);
  // The job has no query and no result.
  for (const part of ['query', 'result']) {
    await page.goto(`/jobs/${job}/${part}`);
    await page.waitForURL(new RegExp(`/jobs/${job}$`));
  }

  await openRecords
    .getByRole('row', { name: /^Not an email address/ })
    .getByRole('link')
    .click();
  await page.waitForURL(/code=em_malformed/);
  const records = page.getByRole('navigation', { name: 'Filter records' });
  await expect(records.getByRole('link', { name: /^Not an email address/ })).toBeVisible();
  await page.locator('tbody tr').first().getByRole('link').click();
  // The cell with the issue comes first, although its column is the last column.
  await expect(page.getByRole('complementary').last().locator('dt').first()).toHaveText('em');
  await records
    .getByRole('link', { name: /^Rejected by Pinterest/ })
    .first()
    .click();
  await page.waitForURL(/status=rejected$/);
  await expect(records.getByRole('link', { name: /^Not an email address/ })).toHaveCount(0);
  // The list shows why each event was rejected.
  const reason = page.locator('tbody tr').first().getByText(ODD);
  await expect(reason).toBeVisible();
  const isCut = (shown: HTMLElement) =>
    shown.scrollHeight > shown.clientHeight || shown.scrollWidth > shown.clientWidth;
  expect(await reason.evaluate(isCut)).toBe(false);
  const search = page.getByRole('searchbox', { name: 'Record number' });
  const toggle = page.getByRole('button', { name: 'Show personal values' }).first();
  const topOfToggle = async () => (await toggle.boundingBox())?.y;
  const top = await topOfToggle();
  await search.fill('twelve');
  await page.keyboard.press('Enter');
  await expect(page.getByText('Enter a number from 1, in digits only.')).toBeVisible();
  expect(await topOfToggle()).toBe(top);
  await search.fill('１２');
  await page.keyboard.press('Enter');
  await page.waitForURL(/record=12$/);

  await page.goto('/jobs');
  const filter = page.getByRole('navigation', { name: 'Show jobs' });
  await filter.getByRole('link', { name: /^Success, some not accepted/ }).click();
  await expect(page).toHaveURL(/state=success_with_rejects$/);
  await expect(page.getByRole('rowheader', { name: `Job ${job}`, exact: true })).toBeVisible();
  await expectUsable(page);

  await page.goto(`/jobs/${job}/records?after=99999`);
  await expect(page.getByText('No listed record has a number above 99,999.')).toBeVisible();
  await expect(page.getByText(/100,000 to/)).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.locator('header').getByText('252 open', { exact: true })).toBeVisible();
});

test("the page of a running job is updated even if the server's clock is set back", async ({ page, request }) => {
  await setFaults(request, [{ match: { account: ACCOUNT }, do: { held: true } }]);
  const job = await queueCsv(csvOf(3, 'clock-'));
  await page.route(`**/api/jobs/${job}`, async (route) => {
    const response = await route.fetch();
    const state = await response.json();
    await route.fulfill({ response, json: { ...state, at: state.at - 3_600_000 } });
  });
  await openJob(page, job, 'Running');
  await setFaults(request, []);
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();
});

test('a job of test events is marked as a test, and its page advises to send few test events', async ({ page }) => {
  await openJob(page, await queueCsv(csvOf(3, 'trial-'), { test_event: true }), 'Success');
  await expect(page.getByText('This was a test.')).toBeVisible();
  await expect(page.getByText('Test events are not limited in number')).toBeVisible();
  await expectUsable(page);
});

for (const [state, csv, parameters, message] of [
  ['Success', csvOf(3, 'none-').split('\n')[0] ?? '', {}, 'The file has no records.'],
  ['Success', csvOf(3, 'bad-').replaceAll('@', ''), {}, 'Every record is invalid.'],
  ['Error', faulty(30, 'stop-'), { skip_invalid_record: false }, 'Ended in error: Stopped at an invalid record.'],
] as const) {
  test(`the page of a job shows: ${message}`, async ({ page }) => {
    await openJob(page, await queueCsv(csv, parameters), state);
    await expect(page.getByText(message)).toBeVisible();
    await expectUsable(page);
  });
}

test('a job whose token has no role on the account pauses; events accepted in another job are left out', {
  tag: '@whole',
}, async ({ page, request }) => {
  const account = '710000000002';
  const csv = csvOf(5, 'role-');
  await setFaults(request, [{ match: { account }, do: { status: 403 } }]);
  const job = await queueFile({ csv, name: 'role.csv', authentication: NAME, account });
  await openJob(page, job, 'Paused');
  await expect(page.getByText('Paused: No role on this ad account.')).toBeVisible();
  await expectUsable(page);
  await setFaults(request, []);
  await page.getByRole('button', { name: 'Resume' }).click();
  await expect(page.getByText('Success', { exact: true }).first()).toBeVisible();

  const again = await queueFile({ csv, name: 'role.csv', authentication: NAME, account });
  await openJob(page, again, 'Success');
  await expect(page.getByText('5 records were left out.')).toBeVisible();
  await expectUsable(page);
  await page.goto('/jobs');
  expect(await countsInList(page, again)).toEqual(['5', '0', '0', '5']);
});

test('the list of jobs shows the outcomes of all records', { tag: '@whole' }, async ({ page, request }) => {
  const account = '710000000003';
  await setFaults(request, [{ match: { account }, do: { status: 204 } }]);
  const job = await queueFile({ csv: faulty(30, 'doubt-'), name: 'doubt.csv', authentication: NAME, account });
  await openJob(page, job, 'Error');
  await page.goto('/jobs');
  expect(await countsInList(page, job)).toEqual(['30', '0', '30\n27 uncertain', '0']);
  await expectUsable(page);
  await expectNoOverflow(page, 1024);
  await page.goto('/');
  expect(await countsInList(page, job)).toEqual(['0', '30\n27 uncertain', '0']);
  await expectUsable(page);
  await expectNoOverflow(page, 1024);
});

/** Read, accepted, not accepted, and not sent, as far as a list shows them. */
async function countsInList(page: Page, job: number): Promise<string[]> {
  const row = page.getByRole('row').filter({ has: page.getByRole('rowheader', { name: `Job ${job}`, exact: true }) });
  await expect(row).toBeVisible();
  return row
    .locator(['Read', 'Accepted', 'Not accepted', 'Not sent'].map((name) => `[data-label="${name}"]`).join())
    .allInnerTexts();
}
