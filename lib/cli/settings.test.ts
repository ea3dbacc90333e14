import { describe, expect, onTestFinished, test } from 'vitest';
import { validLines } from '../../tests/kit/product.ts';
import { startWebhookServer } from '../../tests/kit/receivers.ts';
import { resultOption, SandboxShell } from './sandbox-shell.test-kit.ts';

/** Tests the commands for settings and notifications. */

const shell = new SandboxShell();
const { pintd, fileOf } = shell;

describe('settings', () => {
  test('a change is stored and visible to the next command', async () => {
    const before = JSON.parse((await pintd(['settings', '--json'])).out);
    expect(before).toMatchObject({ calls_per_minute: 5000, retention_days: 14 });
    const changed = await pintd(['settings:set', 'retention_days', '0']);
    expect(changed).toMatchObject({ status: 0, err: 'retention_days is now 0.\n' });
    expect(JSON.parse((await pintd(['settings', '--json'])).out)).toEqual({ ...before, retention_days: 0 });
  });

  test('a value out of bounds is refused with the bounds', async () => {
    const settings = { PINTD_CALLS_PER_MINUTE: '300' };
    const refused = await pintd(['settings:set', 'calls_per_minute', '301'], { settings });
    expect(refused).toMatchObject({
      status: 1,
      out: '',
      err: 'calls_per_minute must be a whole number from 2 to 300.\n',
    });
    expect((await pintd(['settings:set', 'colour', 'red'])).status).toBe(1);
  });
});

describe('notifications', () => {
  test('are listed, and sent without a worker by notify:send; a test reports a failure, and the secret is renewed', async () => {
    const hook = await startWebhookServer();
    onTestFinished(() => hook.close());
    const set = await pintd(['settings:set', 'webhook_url', hook.url]);
    const { webhook_secret: secret } = JSON.parse(set.out);
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect((await pintd(['settings', '--json'])).out).not.toContain(secret);

    const { out } = await pintd(['export', await fileOf(validLines(2)), '--sandbox', '--result', resultOption()]);
    const [notification] = JSON.parse((await pintd(['notify:list', '--json'])).out);
    expect(notification).toMatchObject({
      job_id: JSON.parse(out).job_id,
      status: 'success',
      state: 'waiting',
      tries: 0,
    });
    expect(hook.calls).toEqual([]);
    expect(JSON.parse((await pintd(['notify:send'])).out)).toEqual({ sent: 1, waiting: 0 });
    expect(JSON.parse(hook.calls[0]?.body ?? '')).toMatchObject({ type: 'job.success', data: { sandbox: true } });

    hook.status = 500;
    const failed = await pintd(['notify:test-webhook']);
    expect(failed).toMatchObject({ status: 1, err: 'The server responded with 500.\n' });
    const renewed = await pintd(['notify:renew-secret']);
    expect(renewed.out.trim()).not.toBe(secret);
  });

  test('a password is read from standard input, kept only for its user, and never shown', async () => {
    const withoutSender = await pintd(['settings:set', 'smtp_host', 'mail.shop.test']);
    expect(withoutSender).toMatchObject({ status: 1, err: expect.stringContaining('set mail_from first') });
    const withoutServer = await pintd(['settings:set', 'smtp_password'], { input: 'sesame' });
    expect(withoutServer).toMatchObject({ status: 1, out: '' });
    expect(withoutServer.err).toContain('set smtp_host and smtp_user first');
    const server = { mail_from: 'me@shop.example', smtp_host: 'mail.example', smtp_user: 'console' };
    for (const [key, value] of Object.entries(server)) await pintd(['settings:set', key, value]);
    expect((await pintd(['settings:set', 'smtp_password', 'sesame'])).status).toBe(1);
    expect((await pintd(['settings:set', 'smtp_password'], { input: 'sesame' })).status).toBe(0);
    const shown = (await pintd(['settings', '--json'])).out;
    expect(JSON.parse(shown)).toMatchObject({ smtp_password_set: true });
    expect(shown).not.toContain('sesame');
    expect((await pintd(['settings:set', 'smtp_user', 'another'])).err).toContain('not sent to another');
    expect((await pintd(['settings:set', 'smtp_password'], { input: '' })).err).toContain('smtp_password is deleted');
    expect((await pintd(['settings:set', 'smtp_user', 'another'])).status).toBe(0);
  });

  test('each setting is validated by its own rule', async () => {
    expect((await pintd(['settings:set', 'smtp_host', 'mail.example'])).err).toContain('A sender is required');
    expect((await pintd(['settings:set', 'mail_recipients', 'a@shop.example, b'])).err).toContain(
      'Entry 2 is not an email',
    );
    expect((await pintd(['settings:set', 'webhook_url', 'http://hooks.example'])).err).toContain('https://');
    expect((await pintd(['settings:set', 'notify_success', 'maybe'])).err).toContain('true or false');
    expect((await pintd(['settings:set', 'smtp_host'])).err).toContain('Give a value for smtp_host.');
    expect((await pintd(['notify:test-mail', 'no-address'])).err).toContain('one email address');
    expect(await pintd(['notify:test-mail', 'a@shop.example'])).toMatchObject({
      status: 1,
      err: expect.stringContaining('The settings of the mail server or webhook are missing'),
    });
  });
});
