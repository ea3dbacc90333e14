import { describe, expect, test } from 'vitest';
import { INITIAL_MAIL, isSameServer, mailInForce, mailInput } from './mail-settings.ts';
import { INITIAL_NOTIFICATIONS, notificationsInForce, notificationsInput } from './notification-settings.ts';

const fieldsAtFault = (parsed: { error?: { issues: readonly { path: readonly PropertyKey[]; message: string }[] } }) =>
  parsed.error?.issues.map(({ path, message }) => [...path, message].join(' '));

describe('notifications', () => {
  const parse = (changed: object) => notificationsInput.safeParse({ ...INITIAL_NOTIFICATIONS, ...changed });

  test.each([
    [{ mail_recipients: 'a@shop.example, b@shop.example\n\nA@shop.example' }, ['A@shop.example', 'b@shop.example']],
    [{ mail_recipients: [' a@shop.example '] }, ['a@shop.example']],
    [{ mail_recipients: '' }, []],
  ])('accepts the recipients %j, each once', (changed, expected) => {
    expect(parse(changed).data?.mail_recipients).toEqual(expected);
  });

  test.each([
    [{ webhook_url: 'https://hooks.example/a?b=c' }, 'https://hooks.example/a?b=c'],
    [{ webhook_url: ' HTTPS://Hooks.example ' }, 'https://hooks.example/'],
    [{ webhook_url: 'http://127.0.0.1:9000/x' }, 'http://127.0.0.1:9000/x'],
    [{ webhook_url: 'http://localhost:9000' }, 'http://localhost:9000/'],
    [{ webhook_url: 'http://[::1]:9000/' }, 'http://[::1]:9000/'],
    [{ webhook_url: '' }, ''],
  ])('accepts the webhook %j', (changed, expected) => {
    expect(parse(changed).data?.webhook_url).toBe(expected);
  });

  test.each([
    'http://hooks.example/',
    'http://127.0.0.1.evil.example/',
    'http://localhost.evil.example/',
    'https://user:secret@hooks.example/',
    'https://user@hooks.example/',
    'ftp://hooks.example/',
    'file:///etc/passwd',
    'hooks.example',
    'https://',
  ])('refuses the webhook %s', (webhook_url) => {
    expect(fieldsAtFault(parse({ webhook_url }))).toEqual(['webhook_url webhook_url_malformed']);
  });

  test.each([
    [{ mail_recipients: 'a@shop.example, no-address' }, 'mail_recipients recipient_malformed'],
    [
      { mail_recipients: Array.from({ length: 21 }, (_, i) => `u${i}@shop.example`) },
      'mail_recipients too_many_recipients',
    ],
    [{ rejects_percent: '100' }, 'rejects_percent number_out_of_range'],
    [{ rejects_percent: '' }, 'rejects_percent number_out_of_range'],
    [{ notify_error: 'perhaps' }, 'notify_error not_a_boolean'],
    [{ console_url: 'javascript:alert(1)' }, 'console_url console_url_malformed'],
  ])('refuses %j at its field', (changed, expected) => {
    expect(fieldsAtFault(parse(changed))).toEqual([expected]);
  });

  test('uses stored values, and initial values in place of invalid ones', () => {
    const stored = new Map<string, unknown>([
      ['notify_success', false],
      ['mail_recipients', ['a@shop.example']],
      ['webhook_url', 'http://evil.example'],
    ]);
    const expected = { ...INITIAL_NOTIFICATIONS, notify_success: false, mail_recipients: ['a@shop.example'] };
    expect(notificationsInForce(stored)).toEqual(expected);
  });
});

test('initial values are valid', () => {
  expect(notificationsInput.parse(INITIAL_NOTIFICATIONS)).toEqual(INITIAL_NOTIFICATIONS);
  expect(mailInput.parse({ ...INITIAL_MAIL, smtp_password: '' })).toMatchObject(INITIAL_MAIL);
});

describe('mail', () => {
  const whole = { ...INITIAL_MAIL, smtp_host: 'smtp.example', mail_from: 'console@shop.example', smtp_password: '' };
  const parse = (changed: object) => mailInput.safeParse({ ...whole, ...changed });

  test.each([
    { smtp_host: '' },
    { smtp_host: '10.0.0.5', smtp_port: ' 2525 ' },
    { smtp_host: '::1' },
    { smtp_host: '', mail_from: '' },
    { smtp_security: 'none' },
    { smtp_security: 'none', smtp_host: '127.0.0.1', smtp_user: 'me' },
  ])('accepts %j', (changed) => {
    expect(fieldsAtFault(parse(changed))).toBeUndefined();
  });

  test.each([
    [{ smtp_host: 'smtp.example/x' }, 'smtp_host smtp_host_malformed'],
    [{ smtp_host: 'smtp example' }, 'smtp_host smtp_host_malformed'],
    [{ smtp_port: '0' }, 'smtp_port smtp_port_malformed'],
    [{ smtp_port: '70000' }, 'smtp_port smtp_port_malformed'],
    [{ smtp_security: 'ssl' }, 'smtp_security smtp_security_unknown'],
    [{ mail_from: 'console' }, 'mail_from mail_from_malformed'],
    [{ mail_from: '' }, 'mail_from mail_from_required'],
    [{ smtp_security: 'none', smtp_user: 'me' }, 'smtp_security smtp_password_in_the_clear'],
  ])('refuses %j at its field', (changed, expected) => {
    expect(fieldsAtFault(parse(changed))).toEqual([expected]);
  });

  test('isSameServer compares host, port, encryption and user, not the sender', () => {
    const one = mailInForce(new Map());
    expect(isSameServer(one, { ...one, mail_from: 'x@shop.example' })).toBe(true);
    for (const changed of [
      { smtp_host: 'x' },
      { smtp_port: 1 },
      { smtp_security: 'none' as const },
      { smtp_user: 'x' },
    ]) {
      expect(isSameServer(one, { ...one, ...changed })).toBe(false);
    }
  });
});
