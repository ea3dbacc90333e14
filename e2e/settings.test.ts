import { hostname } from 'node:os';
import type { Page } from '@playwright/test';
import { expect, test } from './fixtures.ts';
import { expectUsable } from './page-checks.ts';
import { pintd } from './shell.ts';
import { holdRequests } from './steps.ts';

test('a limit is changed, and an invalid value is refused at its field', async ({ page }) => {
  await page.goto('/settings');
  const save = page.getByRole('button', { name: 'Save settings' });
  const calls = page.getByLabel('Test calls per second');
  await expect(save).toBeDisabled();
  await calls.fill('11');
  await save.click();
  await expect(page.getByText('Enter a whole number from 1 to 10.')).toBeVisible();
  await expect(calls).toBeFocused();
  await expectUsable(page);
  await calls.fill('9');
  await save.click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await page.reload();
  await expect(calls).toHaveValue('9');
});

test('leaving unsaved settings needs confirmation, and staying keeps them', async ({ page }) => {
  await page.goto('/settings');
  const minutes = page.getByLabel('Longest wait between tries to reconnect (minutes)');
  await expect(minutes).toHaveValue('5');
  await minutes.fill('7');
  const jobs = page.getByRole('navigation').getByRole('link', { name: 'Jobs', exact: true }).first();
  await jobs.click();
  const dialog = page.getByRole('alertdialog', { name: 'Discard unsaved changes?' });
  await expect(dialog).toContainText('The settings that you changed are not saved.');
  await expectUsable(page);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await expect(minutes).toHaveValue('7');
  await jobs.click();
  await dialog.getByRole('button', { name: 'Discard and leave' }).click();
  await expect(page).toHaveURL(/\/jobs$/);
  await page.goto('/settings');
  await expect(minutes).toHaveValue('5');
});

test('saving settings in one tab keeps those changed in another', { tag: '@whole' }, async ({ page, context }) => {
  const hoursOf = (tab: Page) => tab.getByLabel('Hours for which accepted events are recognized');
  const minutesOf = (tab: Page) => tab.getByLabel('Longest wait between tries to reconnect (minutes)');
  const save = async (tab: Page) => {
    await tab.getByRole('button', { name: 'Save settings' }).click();
    await expect(tab.getByText('Settings saved').last()).toBeVisible();
  };
  await page.goto('/settings');
  await expect(hoursOf(page)).toHaveValue('48');
  const other = await context.newPage();
  await other.goto('/settings');
  await expect(hoursOf(other)).toHaveValue('48');
  await hoursOf(other).fill('72');
  await save(other);
  await minutesOf(page).fill('6');
  await save(page);
  await expect(hoursOf(page)).toHaveValue('72');
  await other.reload();
  await expect(hoursOf(other)).toHaveValue('72');
  await expect(minutesOf(other)).toHaveValue('6');
  await minutesOf(other).fill('5');
  await save(other);
  // Saving does not repeat what the same tab saved earlier.
  await hoursOf(page).fill('48');
  await page.getByRole('button', { name: 'Save settings' }).click();
  await expect(minutesOf(page)).toHaveValue('5');
  await other.reload();
  await expect(hoursOf(other)).toHaveValue('48');
  await expect(minutesOf(other)).toHaveValue('5');
});

test('what is typed while settings are saved stays as an unsaved change', { tag: '@whole' }, async ({ page }) => {
  const address = '/settings/notifications';
  await page.goto(address);
  const recipients = page.getByLabel('Recipients');
  const percent = page.getByLabel('Alert when more than … % are not accepted');
  const save = page.getByRole('button', { name: 'Save settings' });
  await recipients.fill('ops@shop.example');
  const release = await holdRequests(page, ({ pathname }) => pathname === address, 'POST');
  const saving = page.waitForRequest((request) => request.method() === 'POST' && request.url().endsWith(address));
  await save.click();
  await saving;
  await recipients.fill('ops@shop.example, more@shop.example');
  await percent.fill('20');
  release();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await expect(recipients).toHaveValue('ops@shop.example, more@shop.example');
  await expect(percent).toHaveValue('20');
  const saveAll = async () => {
    const saved = page.waitForResponse((response) => response.request().method() === 'POST');
    await save.click();
    await saved;
  };
  await saveAll();
  await page.reload();
  await expect(recipients).toHaveValue('ops@shop.example\nmore@shop.example');
  await expect(percent).toHaveValue('20');
  await recipients.fill('');
  await percent.fill('10');
  await saveAll();
});

test('a shorter retention time needs confirmation, because it deletes files', async ({ page }) => {
  await page.goto('/settings');
  await page.getByRole('link', { name: 'Retention' }).click();
  const save = page.getByRole('button', { name: 'Save settings' });
  const days = page.getByLabel('Days for which files are kept');
  await days.fill('');
  await save.click();
  await expect(page.getByText('Enter a whole number from 0 to 365.')).toBeVisible();
  await expectUsable(page);
  await days.fill('13');
  await save.click();
  await expect(page.getByRole('alertdialog')).toContainText('Keep files for only 13 days?');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
  await page.reload();
  await expect(days).toHaveValue('13');

  // 14 days are more than this tab shows, but fewer than the colleague has set by then.
  const colleague = await page.context().newPage();
  await colleague.goto('/settings/retention');
  const daysOfColleague = colleague.getByLabel('Days for which files are kept');
  await expect(daysOfColleague).toHaveValue('13'); // the form fills the field once it is ready
  await daysOfColleague.fill('15');
  await colleague.getByRole('button', { name: 'Save settings' }).click();
  await expect(colleague.getByText('Settings saved')).toBeVisible();
  await days.fill('14');
  await save.click();
  await expect(page.getByText(/files are now kept for 15 days. Nothing was saved/)).toBeVisible();
  await save.click();
  await expect(page.getByRole('alertdialog')).toContainText('Keep files for only 14 days?');
  await page.getByRole('alertdialog').getByRole('button', { name: 'Save settings' }).click();
  await expect(page.getByText('Settings saved')).toBeVisible();
});

test('the system page shows the state, updates it, and shows its own tab on a phone', { tag: '@whole' }, async ({
  page,
}) => {
  await page.goto('/settings/system');
  await expect(page.getByText('Everything that jobs need is available.')).toBeVisible();
  await expect(page.getByText('Running', { exact: true }).first()).toBeVisible();
  await expect(page.getByText(process.env['E2E_DATA_DIR'] ?? '')).toBeVisible();
  const workers = page.getByRole('table', { name: 'Workers' }).getByRole('row');
  await expect(workers).toHaveCount(2); // with the header
  await expect(workers.nth(1)).toContainText(hostname());
  await expect(page.getByRole('heading', { name: 'Replication' })).toHaveCount(0);
  await expectUsable(page);
  const asOf = page.getByText(/^as of/);
  const first = await asOf.textContent();
  await expect(asOf).not.toHaveText(first ?? '');
  await page.getByRole('switch', { name: 'Update every 5 seconds' }).uncheck();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.reload();
  const link = page.getByRole('navigation', { name: /^Control Panel/ }).getByRole('link', { name: 'System' });
  await expect(link).toBeInViewport({ ratio: 0.99 });
});

test('an entry of the audit log opens in a new tab with its list', { tag: '@whole' }, async ({ page, context }) => {
  await page.goto('/settings/audit?outcome=done');
  const opening = context.waitForEvent('page');
  await page
    .getByRole('table', { name: 'Entries' })
    .getByRole('rowheader')
    .getByRole('link')
    .last()
    .click({ modifiers: ['ControlOrMeta'] });
  const other = await opening;
  await expect(other).toHaveURL(/\/settings\/audit\?outcome=done&entry=\d+$/);
  await expect(other.getByRole('dialog', { name: /^Entry/ })).toBeVisible();
  await page.setViewportSize({ width: 390, height: 844 });
  await expect(page.getByText(/^(Audit log intact|Checking)\b/)).toBeVisible();
});

test('the file of a job is deleted on request, and pages explain the consequences', { tag: '@whole' }, async ({
  page,
}) => {
  const result = '{"type":"pinterest_conversion","ad_account_id":"549764609761","skip_invalid_record":true}';
  const args = ['export', 'examples/all-columns.csv', '--sandbox', '--result', result];
  const { job_id: job } = JSON.parse(await pintd(args));

  await page.goto(`/jobs/${job}`);
  const file = page.getByRole('region', { name: 'Uploaded file' });
  await expect(file).toContainText(/kept until \w+ \d+, \d{4}/);
  await file.getByRole('button', { name: 'Delete the file now' }).click();
  await expect(page.getByRole('alertdialog')).toContainText(
    'all-columns.csv is permanently deleted from this machine.',
  );
  await expectUsable(page);
  await page.getByRole('alertdialog').getByRole('button', { name: 'Delete the file' }).click();
  await expect(file).toContainText('by a user');
  await expect(file.getByRole('button')).toHaveCount(0);

  await page.goto(`/jobs/${job}/records?status=warned`);
  await expect(page.getByText(/^The uploaded file was deleted on/).first()).toBeVisible();
  await expectUsable(page);
});
