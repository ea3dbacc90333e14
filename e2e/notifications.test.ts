import type { Page } from '@playwright/test';
import { type MailServer, startMailServer, startWebhookServer, type WebhookServer } from '../tests/kit/receivers.ts';
import { expect, test as withFixtures } from './fixtures.ts';
import { accessibilityViolations, expectUsable } from './page-checks.ts';
import { csvOf, pintd } from './shell.ts';

/** Notifications about jobs: by email, by webhook, and on the pages. */

const PASSWORD = 'CANARY mail secret';

const test = withFixtures.extend<{ mailServer: MailServer; hook: WebhookServer }>({
  mailServer: async ({ page: _ }, use) => {
    const server = await startMailServer({
      authOptional: false,
      onAuth: ({ password }, _session, done) =>
        password === PASSWORD ? done(null, { user: 'console' }) : done(new Error('no')),
    });
    await use(server);
    await server.close();
  },
  hook: async ({ page: _ }, use) => {
    const server = await startWebhookServer();
    await use(server);
    await server.close();
  },
});

// Otherwise notifications about the jobs of other tests would be sent to the stopped servers.
test.afterAll(async () => {
  for (const key of ['smtp_host', 'webhook_url']) await pintd(['settings:set', key, '']);
});

async function sendInSandbox(ids: string): Promise<number> {
  const result = { type: 'pinterest_conversion', ad_account_id: '549764609761', skip_invalid_record: true };
  const printed = await pintd(['export', '-', '--sandbox', '--result', JSON.stringify(result)], csvOf(3, ids));
  return (JSON.parse(printed) as { job_id: number }).job_id;
}

async function saveSettings(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Save settings' }).click();
}

// Not in settings.test.ts, which runs at the same time: both would change the mail settings of one console.
test('saving mail settings in one tab keeps those changed in another', { tag: '@whole' }, async ({ page, context }) => {
  const saveIn = async (tab: Page) => {
    await saveSettings(tab);
    await expect(tab.getByRole('button', { name: 'Save settings' })).toBeDisabled();
    await expect(tab.getByText('Settings saved').last()).toBeVisible();
  };
  await page.goto('/settings/mail');
  await expect(page.getByLabel('User')).toHaveValue('');
  const other = await context.newPage();
  await other.goto('/settings/mail');
  await expect(other.getByLabel('Sender')).toHaveValue('');
  await other.getByLabel('Sender').fill('console@shop.example');
  await saveIn(other);
  await page.getByLabel('User').fill('console');
  await saveIn(page);
  await expect(page.getByLabel('Sender')).toHaveValue('console@shop.example');
  await other.reload();
  await expect(other.getByLabel('Sender')).toHaveValue('console@shop.example');
  await expect(other.getByLabel('User')).toHaveValue('console');
  await other.getByLabel('Sender').fill('');
  await other.getByLabel('User').fill('');
  await saveIn(other);
});

test('a mail server is configured and tested, and its password is never shown', async ({ page, mailServer }) => {
  await page.goto('/settings/mail');
  await expect(page.getByRole('button', { name: 'Send test email' })).toBeDisabled();
  await page.getByLabel('Mail server').fill('127.0.0.1/x');
  // On blur, the validation message appears and moves the select out from under the pressed mouse button.
  await page.getByLabel('Encryption').hover();
  await page.mouse.down();
  await expect(page.getByText('The mail server must be a host name or an IP address')).toBeVisible();
  await page.mouse.up();
  await page.getByRole('option', { name: /^None/ }).click();
  await expect(page.getByLabel('Port')).toHaveValue('25');
  await page.getByLabel('Port').fill('0');
  await saveSettings(page);
  await expect(page.getByText('The mail server must be a host name or an IP address')).toBeVisible();
  await expect(page.getByText('The port must be a whole number from 1 to 65535.')).toBeVisible();
  await expectUsable(page);

  await page.getByLabel('Mail server').fill('127.0.0.1');
  await page.getByLabel('Port').fill(String(mailServer.port));
  await page.getByLabel('User').fill('console');
  await page.getByLabel('Password', { exact: false }).first().fill(PASSWORD);
  await saveSettings(page);
  await expect(page.getByText('A sender is required when a mail server is set.')).toBeVisible();
  await page.getByLabel('Sender').fill('console@shop.example');
  await saveSettings(page);
  await expect(page.getByText('Settings saved')).toBeVisible();
  await page.reload();
  await expect(page.getByText(/set on \w+ \d+, \d{4}; leave it empty to keep it/)).toBeVisible();
  expect(await page.content()).not.toContain('CANARY');

  await page.getByLabel('Send to').fill('no-address');
  await page.getByRole('button', { name: 'Send test email' }).click();
  await expect(page.getByText('Enter one email address to send the test email to.')).toBeVisible();
  await page.getByLabel('Send to').fill('ops@shop.example');
  await page.getByRole('button', { name: 'Send test email' }).click();
  await expect(page.getByText('The mail server accepted the email.')).toBeVisible();
  expect(mailServer.mails).toMatchObject([{ from: 'console@shop.example', to: ['ops@shop.example'] }]);
  await expectUsable(page);

  await page.getByLabel('User').fill('another');
  await saveSettings(page);
  await expect(page.getByText('The stored password belongs to the previous server and user')).toBeVisible();
});

test('a webhook shows its secret once, and sent and failed notifications are listed', { tag: '@whole' }, async ({
  page,
  hook,
}) => {
  await page.goto('/settings/notifications');
  await page.getByLabel('Recipients').fill('ops@shop.example, no-address');
  await page.getByLabel('Webhook URL').fill('http://hooks.example/');
  await saveSettings(page);
  await expect(page.getByText('Entry 2 is not an email address.')).toBeVisible();
  await expect(page.getByText('The webhook must be a URL that begins with https://')).toBeVisible();
  await expectUsable(page);

  await page.getByLabel('Recipients').fill('');
  await page.getByLabel('Webhook URL').fill(hook.url);
  await saveSettings(page);
  const dialog = page.getByRole('dialog', { name: 'The signing secret' });
  const secret = (await dialog.getByText(/^whsec_/).textContent()) ?? '';
  await expectUsable(page);
  await dialog.getByRole('button', { name: 'Done' }).click();
  await page.getByRole('button', { name: 'Test webhook' }).click();
  await expect(page.getByText(/^The server responded with 200 after/)).toBeVisible();
  await page.reload();
  expect(await page.content()).not.toContain(secret);

  hook.status = 500;
  const job = await sendInSandbox('notified');
  const row = page.getByRole('row', { name: `Job ${job} succeeded` });
  await expect(row).toContainText('The server responded with 500. Next try at');
  await expectUsable(page);
  hook.status = 200;
  await page.getByLabel('Webhook URL').fill(`${hook.url}?again`);
  await saveSettings(page);
  await expect(row).toContainText('Sent');
  expect(JSON.parse(hook.calls.at(-1)?.body ?? '')).toMatchObject({ type: 'job.success', data: { job_id: job } });

  await page.getByRole('button', { name: 'Create a new secret' }).click();
  await page.getByRole('alertdialog').getByRole('button', { name: 'Create a new secret' }).click();
  await expect(dialog.getByText(/^whsec_/)).not.toHaveText(secret);
});

test('a job that ends in the background is shown by a toast and in the title, until it is seen', {
  tag: '@whole',
}, async ({ page }) => {
  await page.goto('/help/fields');
  const title = await page.title();
  await page.waitForResponse(/\/api\/notices/);
  const job = await sendInSandbox('seen');
  const toast = page.getByText(`Job ${job} succeeded · SANDBOX`);
  await toast.hover(); // A hovered toast stays.
  await expect(page).toHaveTitle(`(1) ${title}`);
  expect(await accessibilityViolations(page)).toEqual([]);
  await page.getByRole('button', { name: 'Open', exact: true }).click();
  await page.waitForURL(`**/jobs/${job}`);
  await expect(page).toHaveTitle(/^Job \d+/);

  await page.goto('/help');
  const other = await sendInSandbox('put away');
  await page.getByText(`Job ${other} succeeded`).hover();
  await expect(page).toHaveTitle(/^\(1\) /);
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await expect(page).toHaveTitle(/^(?!\()/);
});
