import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';
import { completeReview, SEND_BUTTON } from './steps.ts';

/** The Send step: its counts of repeats, trials of an export, and the account that it remembers. */

const ACCOUNT = `54976${process.pid}7`;
const AUTHENTICATION = `Send ${process.pid}`;
const TIME = Math.floor(Date.now() / 1000) - 600;

/** 24 records: record 3 repeats record 1, record 5 repeats record 2 with another value, and record 7 is invalid. */
function fileWithRepeats(name: string) {
  const rows = Array.from({ length: 24 }, (_, index) => {
    const record = index + 1;
    const original = record === 3 ? 1 : record === 5 ? 2 : record;
    const event = record === 7 ? 'no event' : 'checkout';
    return `${event},web,${TIME},${name}${original},u${original}@mail.example,${record === 5 ? '84.00' : '48.00'}`;
  });
  const text = ['conversion_type,source_type,event_time,event_id,em,value', ...rows].join('\n');
  return { name: `${name}.csv`, mimeType: 'text/csv', buffer: Buffer.from(text) };
}

test.beforeAll(async () => {
  await pintd(['auth:create', AUTHENTICATION], `pina_${process.pid}`);
});

async function upload(page: Page, name: string): Promise<void> {
  await page.goto('/exports/new');
  await page.locator('input[type=file]').setInputFiles(fileWithRepeats(name));
  await page.waitForURL(/\/match$/);
}

async function chooseAuthentication(page: Page): Promise<void> {
  await page.getByLabel('Authentication').click();
  await page.getByRole('option', { name: new RegExp(`^${AUTHENTICATION}`) }).click();
}

async function recordsOf(page: Page, job: string) {
  return (await (await page.request.get(`/api/jobs/${job}`)).json()).records;
}

test('Send and Review redirect to Match while a question about the file is open', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/exports/new');
  const record = (id: number) => `checkout,web,${TIME},ph-${id},u${id}@mail.example,090-1234-567${id},JP`;
  const text = ['event_name,action_source,event_time,event_id,em,ph,country', record(1), record(2)].join('\n');
  const file = { name: 'phones.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  const match = page.url();
  const send = match.replace(/match$/, 'send');
  const review = match.replace(/match$/, 'review');
  const button = page.getByRole('button', { name: 'Review the records' });
  await expect(button).toBeDisabled();
  for (const step of [send, review]) {
    await page.goto(step);
    await page.waitForURL(match);
    await expect(page.getByRole('heading', { name: 'Match columns' })).toBeVisible();
  }

  // A review of a mapping without the question does not bypass the question, either.
  const mapPhoneColumn = async (option: string) => {
    const options = page.getByRole('option');
    // A click before the page is hydrated has no effect.
    await expect(async () => {
      await page.getByLabel('Field for ph', { exact: true }).click();
      await expect(options.first()).toBeVisible({ timeout: 2000 });
    }).toPass();
    await page.keyboard.type(option);
    await options.first().click();
  };
  await mapPhoneColumn('Not sent');
  await button.click();
  await page.waitForURL(review);
  await page.goto(match);
  await mapPhoneColumn('ph');
  await expect(button).toBeDisabled();
  await expect(page.getByText('draft saved')).toBeVisible();
  await page.goto(review);
  await page.getByRole('link', { name: 'Continue with 2' }).click();
  await page.waitForURL(match);

  await page.getByRole('button', { name: 'Answer or change' }).click();
  await page.getByRole('button', { name: 'Use these answers' }).click();
  await expect(page.getByText('draft saved')).toBeVisible();
  await page.goto(send);
  await expect(page.getByRole('button', { name: SEND_BUTTON })).toBeVisible();
  expect(page.url()).toBe(send);
});

test('repeats are listed and left out, and the numbers of Review, Send and the job agree', { tag: '@whole' }, async ({
  page,
}) => {
  await upload(page, 'kept');
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.getByLabel('Select all listed records').check();
  const leaveOut = page.locator('footer').getByRole('button', { name: 'Leave out 1 record' });
  await expect(leaveOut).toBeVisible();
  await page.getByRole('button', { name: /^Repeats/ }).click();
  await expect(leaveOut).toHaveCount(0);
  const bar = page.getByRole('status').filter({ hasText: 'repeat an earlier event' });
  await expect(bar).toContainText('2 records repeat an earlier event name and event ID. 1 is identical, 1 differs.');
  await expect(bar).toContainText('All are sent; Pinterest counts such events once.');
  const table = page.getByRole('table', { name: 'Records that repeat an earlier event' });
  await expect(table.getByRole('row')).toHaveCount(5);
  await expect(table.getByRole('row').nth(2)).toContainText('Same event as record 1 · identical');
  await expect(table.getByRole('row').nth(4)).toContainText('Same event as record 2 · Total value differs');
  await page.getByRole('button', { name: /^Records that differ/ }).click();
  await expect(table.getByRole('row')).toHaveCount(3);
  await page.getByLabel('Last', { exact: true }).check();
  await expect(bar).toContainText('2 earlier records are left out: of each event, the last record is sent.');
  await expectUsable(page);
  await page.getByRole('link', { name: 'Continue with 21' }).click();
  await page.waitForURL(/\/send$/);

  await expect(page.getByLabel('Last only')).toBeChecked();
  await expect(page.getByText('repeat another record: left out')).toBeVisible();
  await chooseAuthentication(page);
  await page.getByLabel('Ad Account ID').fill(ACCOUNT);
  await expectUsable(page);
  await page.getByRole('button', { name: 'Send 21 events' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Send 21 events to Pinterest?' });
  await expect(dialog).toContainText(`${ACCOUNT} with “${AUTHENTICATION}”`);
  await expect(dialog).toContainText('2 repeats, 1 invalid');
  await expectUsable(page);
  await dialog.getByRole('button', { name: SEND_BUTTON }).click();
  await page.waitForURL(/\/jobs\/\d+$/);
  await expect(page.getByText('2 repeats were left out.')).toBeVisible();
  const records = await recordsOf(page, page.url().split('/').at(-1) ?? '');
  expect(records).toMatchObject({ read: 24, accepted: 21, invalid: 1, not_sent: 2 });
});

test('Review says why more repeats could not be listed, and lists them once they can be', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/exports/new');
  const record = `checkout,web,${TIME},again,u@mail.example,x`;
  const text = ['event_name,action_source,event_time,event_id,em,again', ...Array(60).fill(record)].join('\n');
  const file = { name: 'again.csv', mimeType: 'text/csv', buffer: Buffer.from(text) };
  await page.locator('input[type=file]').setInputFiles(file);
  await page.waitForURL(/\/match$/);
  await page.getByRole('button', { name: 'Review the records' }).click();
  await page.getByRole('button', { name: /^Repeats/ }).click();
  const more = page.getByRole('button', { name: 'Show more repeats' });
  await expect(more).toBeVisible();
  await page.route('**/repeats/rows', (route) => route.abort());
  await more.click();
  await expect(page.getByText('No response from the console.', { exact: false })).toBeVisible();
  await page.unroute('**/repeats/rows');
  await more.click();
  await expect(more).toHaveCount(0);
});

test('Send after a lost response opens the existing job, not a second one', { tag: '@whole' }, async ({ page }) => {
  await upload(page, 'unanswered');
  await completeReview(page);
  await chooseAuthentication(page);
  await page.getByLabel('Ad Account ID').fill(ACCOUNT);
  const isSend = (url: URL) => url.pathname.endsWith('/send');
  await page.route(isSend, async (route) => {
    if (route.request().method() !== 'POST') return route.continue();
    await route.fetch();
    await route.abort();
  });
  const send = async () => {
    await page.getByRole('button', { name: SEND_BUTTON }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: SEND_BUTTON }).click();
  };
  await send();
  await expect(page.getByText('It is not known whether anything was sent.')).toBeVisible();
  await expect(page.getByText(/look under Jobs for a job of this file before you send again/)).toBeVisible();
  await expectUsable(page);
  await page.unroute(isSend);
  await send();
  await page.waitForURL(/\/jobs\/\d+$/);
  await page.goto('/jobs?search=unanswered');
  await expect(page.getByRole('row', { name: /unanswered/ })).toHaveCount(1);
});

test('a test and a rehearsal leave the export as it is, and show their outcome; the account is kept', async ({
  page,
}) => {
  await upload(page, 'tried');
  await completeReview(page);
  await chooseAuthentication(page);
  await page.getByLabel('Ad Account ID').fill(ACCOUNT);
  await page.getByLabel('First only').check();

  await page.getByRole('button', { name: 'Send the first 10 as test events' }).click();
  const testing = page.getByRole('alertdialog', { name: 'Send 10 test events to Pinterest?' });
  await expect(testing).toContainText('Pinterest, as test events');
  await testing.getByRole('button', { name: 'Send 10 test events' }).click();
  await expect(page.getByText('10 test events accepted, job')).toBeVisible();

  await page.getByRole('button', { name: 'Rehearse in the sandbox' }).click();
  const rehearsing = page.getByRole('alertdialog', { name: 'Rehearse with 21 events?' });
  await rehearsing.getByRole('button', { name: 'Rehearse in the sandbox' }).click();
  await expect(page.getByText('21 events accepted by the sandbox, 1 invalid')).toBeVisible();

  await page.reload();
  await expect(page.getByLabel('Ad Account ID')).toHaveValue(ACCOUNT);
  await expect(page.getByText('10 test events accepted, job')).toBeVisible();
  await expect(page.getByText('were accepted before')).toHaveCount(0);
  await page.getByRole('button', { name: 'Send 21 events' }).click();
  const dialog = page.getByRole('alertdialog', { name: 'Send 21 events to Pinterest?' });
  await expect(dialog).toContainText('The first 10 were accepted as test events at');
  await dialog.getByRole('button', { name: 'Cancel' }).click();

  await upload(page, 'next');
  await completeReview(page);
  await chooseAuthentication(page);
  await expect(page.getByLabel('Ad Account ID')).toHaveValue(ACCOUNT);
  await expect(page.getByText('Kept from your last export with this authentication.')).toBeVisible();
});

test('a file whose records are all invalid can be neither sent nor tested nor rehearsed', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/exports/new');
  const text = `event_name,action_source,event_time,event_id,em\nno event,web,${TIME},invalid-1,u1@mail.example`;
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'invalid.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  await page.waitForURL(/\/match$/);
  await completeReview(page);
  await chooseAuthentication(page);
  await expect(page.locator('footer').getByText('There are no events to send.')).toBeVisible();
  for (const name of ['Send the first 10 as test events', 'Rehearse in the sandbox', 'Send to Pinterest'])
    await expect(page.getByRole('button', { name, exact: true })).toBeDisabled();
});
