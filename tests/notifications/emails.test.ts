import { generate } from 'selfsigned';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, test } from 'vitest';
import { mailInput } from '../../lib/core/settings/mail-settings.ts';
import { saveMail } from '../../lib/operations/settings/save-mail.ts';
import { sendTestMail } from '../../lib/runtime/notifications.ts';
import {
  channelStatesOf,
  faultyLines,
  type NotifyingOptions,
  PASSWORD,
  RECIPIENTS,
  sendDue,
  startNotifying,
} from '../kit/notifying.ts';
import { validLines } from '../kit/product.ts';
import { decodeQuotedPrintable } from '../kit/receivers.ts';

/** Emails about jobs, sent by a real mail server. */

describe('an email', () => {
  test('reports the end of a job, with counts, to all recipients', async () => {
    const product = await startNotifying();
    const job = await product.run(await product.export(faultyLines()));
    await sendDue(product, 'mail');
    const [mail, ...more] = product.mailServer.mails;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'me@shop.example', to: RECIPIENTS });
    const text = decodeQuotedPrintable(mail?.raw ?? '');
    const subject = `Subject: [Conversion Console] Job ${job.id} succeeded: 3 accepted, 2 not accepted`;
    expect(text.replaceAll('\r\n ', ' ')).toContain(subject);
    expect(text).toMatch(/5 {2}Read\r?\n {2}3 {2}Accepted\r?\n {2}0 {2}Rejected by Pinterest\r?\n {2}2 {2}Invalid/);
    expect(text).toMatch(/2 {2}Not an email address/);
    expect(text).toContain('More than 10% of the records were not accepted.');
    expect(text).toContain(`http://localhost:3000/jobs/${job.id}/records`);
    expect(text).toContain('List-Unsubscribe: <http://localhost:3000/settings/notifications>');
    expect(text.match(/^Content-Type: text\/\w+/gm)).toEqual(['Content-Type: text/plain', 'Content-Type: text/html']);
    expect(text).not.toMatch(/<img|src=|url\(|attachment|user\d|pina_|events\.csv/i);
    expect(await channelStatesOf(product)).toContain('mail sent');
  });

  test('marks a test in the subject', async () => {
    const product = await startNotifying();
    await product.run(await product.export(validLines(1), { test_event: true }));
    await sendDue(product, 'mail');
    expect(product.mailServer.mails[0]?.raw).toContain('Subject: [Conversion Console] TEST: Job 1 succeeded');
  });

  test('links to the configured console URL', async () => {
    const product = await startNotifying({ notifications: { console_url: 'https://console.shop.example/' } });
    await product.run(await product.export(validLines(1)));
    await sendDue(product, 'mail');
    expect(decodeQuotedPrintable(product.mailServer.mails[0]?.raw ?? '')).toContain(
      'https://console.shop.example/jobs/1',
    );
  });
});

describe('a mail server', () => {
  test.each(['10.0.0.1', '192.168.1.1', '169.254.169.254', 'fd00::1', '::ffff:127.0.0.1', '100.64.0.1', '0.0.0.0'])(
    'on a private network is refused unless the environment allows it: %s',
    async (smtp_host) => {
      const { runtime, mailServer } = await startNotifying({ mail: { smtp_host } });
      const refused = { ok: false, code: 'private_mail_server' };
      expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject(refused);
      expect(mailServer.mails).toEqual([]);
    },
  );

  test('on a private network is used if the environment allows it', async () => {
    const smtp_host = '::FFFF:127.0.0.1'; // is this machine, but counts as private, since it is no plain loopback name
    const env = { PINTD_SMTP_PRIVATE_HOSTS: 'mail.internal,::ffff:127.0.0.1' };
    const { runtime, mailServer } = await startNotifying({ mail: { smtp_host }, env });
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ ok: true });
    expect(mailServer.mails).toHaveLength(1);
    await saveMail(
      runtime,
      mailInput.parse({ ...(await runtime.settings.mail()), smtp_host: '::ffff:127.0.0.2', smtp_password: '' }),
    );
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ code: 'private_mail_server' });
  });

  test('on this machine is reached by a loopback name; a server that is not running is reported', async () => {
    const { runtime } = await startNotifying({ mail: { smtp_host: 'localhost' } });
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ ok: true });
    // Port 1, because another test might get the port of a server that this test closes.
    await saveMail(runtime, mailInput.parse({ ...(await runtime.settings.mail()), smtp_port: 1, smtp_password: '' }));
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ code: 'connection_refused' });
  });
});

describe('the mail server', () => {
  const serverWithLogin: SMTPServerOptions = {
    authOptional: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'console' && password === PASSWORD ? done(null, { user: username }) : done(new Error('no')),
  };

  test('gets user and password', async () => {
    const mail = { smtp_user: 'console', smtp_password: PASSWORD };
    const { runtime, mailServer } = await startNotifying({ mail, server: serverWithLogin });
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: true });
    expect(mailServer.mails[0]).toMatchObject({ to: ['ops@shop.example'] });
  });

  test.each<[string, NotifyingOptions]>([
    ['login_refused', { mail: { smtp_user: 'console', smtp_password: 'wrong' }, server: serverWithLogin }],
    ['mail_refused', { server: { onRcptTo: (_address, _session, done) => done(new Error('no such user')) } }],
    ['mail_refused', { server: { onMailFrom: (_address, _session, done) => done(new Error('not you')) } }],
    ['connection_refused', { mail: { smtp_port: 1 } }],
    ['name_unknown', { mail: { smtp_host: 'nowhere.invalid' } }],
    ['tls_failed', { mail: { smtp_security: 'starttls' } }],
  ])('that does not accept an email is reported as %s', async (code, settings) => {
    const { runtime, mailServer } = await startNotifying(settings);
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code });
    expect(mailServer.mails).toEqual([]);
  });

  test('with an untrusted certificate gets neither email nor password', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'mail.example' }]);
    const passwords: string[] = [];
    const server: SMTPServerOptions = {
      key,
      cert,
      disabledCommands: [],
      onAuth: ({ password }, _, done) => {
        passwords.push(password ?? '');
        done(null, { user: 'x' });
      },
    };
    const mail = { smtp_security: 'starttls', smtp_user: 'console', smtp_password: PASSWORD } as const;
    const { runtime } = await startNotifying({ mail, server });
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code: 'tls_failed' });
    expect(passwords).toEqual([]);
  });

  test('that accepts only one of two recipients gets the email, which counts as sent', async () => {
    const server: SMTPServerOptions = {
      onRcptTo: ({ address }, _, done) => done(address.startsWith('data') ? new Error('unknown') : null),
    };
    const product = await startNotifying({ server });
    await product.run(await product.export(validLines(1)));
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toMatchObject([{ to: ['ops@shop.example'] }]);
    expect(await channelStatesOf(product)).toContain('mail sent');
    const [{ problem } = { problem: null }] = (await product.runtime.outbox.list(10)).filter(
      ({ channel }) => channel === 'mail',
    );
    expect(problem).toEqual({ code: 'some_refused', params: { refused: 1, count: 2 } });
  });
});
