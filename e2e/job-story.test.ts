import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { newJobAfter, openJob, queueFile } from './job-kit.ts';
import { accessibilityViolations, expectNoOverflow, expectUsable } from './page-checks.ts';
import { pintd, setFaults } from './shell.ts';
import { keepFileOrder } from './steps.ts';

/** An export and its resends are one story, with one sum on every page that shows it, beside the job's own figures. */

// Unique per process: Playwright starts a new process after a failure, and the earlier data still exists.
const NAME = `Story ${process.pid}`;
const FILE = `story-${process.pid}.csv`;
const ACCOUNT = '760000000001';
const TIME = Math.floor(Date.now() / 1000) - 60;
const PAST =
  'Invalid event_timestamp parameter. Given timestamp is in the past. Current timestamp: 17, Given event_timestamp: 1';

/** Record 2 will be rejected as too old; 6 and 7 have a malformed email address. */
const CSV = [
  'event_name,action_source,event_time,event_id,em',
  ...[1, 2, 3, 4, 5, 6, 7, 8].map(
    (record) =>
      `checkout,web,${TIME},st-${record},${record > 5 && record < 8 ? 'no-address' : `u${record}@mail.example`}`,
  ),
].join('\n');

test.beforeAll(async () => {
  await pintd(['auth:create', NAME], 'pina_story');
});
test.afterEach(({ request }) => setFaults(request, []));

const region = (page: Page, name: string | RegExp) => page.getByRole('region', { name });

async function fixCell(page: Page, place: string, label: string, value: string): Promise<void> {
  await page.locator(`[data-place="${place}"]`).dblclick();
  await page.getByLabel(label).fill(value);
  await page.getByLabel(label).press('Enter');
  await expect(page.locator('footer').getByRole('status')).toContainText('Fixed');
}

test('an export and its resends are one story on every page', { tag: '@whole' }, async ({ page, request }) => {
  await setFaults(request, [{ match: { account: ACCOUNT, times: 1 }, do: { failEventIds: ['st-2'], message: PAST } }]);
  const first = await queueFile({ csv: CSV, name: FILE, authentication: NAME, account: ACCOUNT });
  await openJob(page, first, 'Success');
  await expect(page.getByText('5 of 8 records accepted by Pinterest')).toBeVisible();
  await expect(page.getByText('3 are open.')).toBeVisible();
  const rejected = region(page, 'Open: 3 records').getByRole('row', { name: /^Too long ago/ });
  await expect(rejected).toContainText('leave them out; if it is wrong, fix it and resend them');
  await expect(rejected).toContainText('Given timestamp is in the past');
  await expect(rejected).toContainText(`in job ${first}.`);
  await expect(page.getByRole('link', { name: /^Review \d/ })).toHaveCount(0);
  await expectUsable(page);

  await page.goto('/');
  await keepFileOrder(page);
  const attention = region(page, 'Needs your attention');
  const item = attention.getByRole('listitem').filter({ hasText: FILE });
  await expect(item).toContainText('3 records');
  await item.getByRole('button', { name: 'Fix and resend' }).click();
  await page.waitForURL(`**/jobs/${first}/fix`);
  await expect(page.getByRole('grid')).toHaveAttribute('aria-rowcount', '4');

  await setFaults(request, [
    { match: { account: ACCOUNT, times: 1 }, do: { failEventIds: ['st-7'], message: 'Odd.' } },
  ]);
  await fixCell(page, '2:7', 'em, record 7', 'v7@mail.example');
  await fixCell(page, '1:7', 'em, record 6', 'v6@mail.example');
  await page.getByRole('button', { name: 'Resend 2 records' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Resend', exact: true }).click();
  const second = await newJobAfter(page, first);
  const own = region(page, 'Outcomes of the records');
  await expect(own.getByRole('heading', { name: 'This job' })).toBeVisible();
  await expect(own).toContainText('1 of 2 records accepted by Pinterest');
  const whole = page.getByRole('region', { name: 'Whole export', exact: true });
  await expect(whole).toContainText('6 of 8 records accepted by Pinterest');
  await expect(whole).toContainText('5 at first and 1 in a resend. 2 are still open.');
  await expect(region(page, 'Open in the whole export: 2 records')).toBeVisible();
  const history = region(page, 'History');
  await expect(history.getByRole('row')).toHaveCount(3);
  await expect(history.getByRole('row', { name: new RegExp(`^Job ${second} Resend of 2 fixed`) })).toContainText('2');
  await expectUsable(page);
  await page.getByRole('button', { name: 'Download records' }).click();
  await expect(page.getByRole('radio', { name: 'Not accepted 2', exact: true })).toBeChecked();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);

  await page.getByRole('link', { name: /^Records \d/ }).click();
  await page.waitForURL(`**/jobs/${second}/records`);
  const rows = page.getByRole('table', { name: `Records of job ${second}` }).locator('tbody tr');
  await expect(rows).toHaveCount(2);
  const opening = page.context().waitForEvent('page');
  await rows
    .nth(1)
    .getByRole('link')
    .click({ modifiers: ['ControlOrMeta'] });
  await (await opening).close();
  await expect(rows.nth(1)).not.toHaveAttribute('aria-selected');
  await rows.nth(1).getByRole('link').click();
  const record = page.getByRole('complementary').last();
  await expect(record).toContainText(`Invalid in job ${first}, and not sent`);
  await expect(record).toContainText('Fixed, then sent again');
  await expect(record).toContainText(`Rejected by Pinterest in job ${second}`);
  await expectUsable(page);

  await page.goto('/');
  const recent = page.getByRole('table', { name: 'Recent jobs' }).getByRole('row').filter({ hasText: FILE });
  await expect(recent).toHaveCount(1);
  await expect(recent.locator('[data-label="Accepted"]')).toHaveText('1');
  await expect(recent.locator('[data-label="Not accepted"]')).toHaveText('1');
  await expect(recent).toContainText('Whole export, 2 jobs: 6 of 8 accepted, 2 open');
});

test.describe('in Japanese', () => {
  test.use({ locale: 'ja-JP' });

  test('the page of the job shows in Japanese why records are open', async ({ page, request }) => {
    const account = '760000000002';
    await setFaults(request, [{ match: { account, times: 1 }, do: { failEventIds: ['st-2'], message: PAST } }]);
    const job = await queueFile({ csv: CSV, name: FILE, authentication: NAME, account });
    await page.goto(`/jobs/${job}`);
    await expect(page.getByRole('region', { name: '未解決：3 件のレコード' })).toContainText('時刻が古すぎる');
    expect(await accessibilityViolations(page)).toEqual([]);
    await expectNoOverflow(page);
  });
});
