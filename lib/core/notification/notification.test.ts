import { expect, test } from 'vitest';
import { INITIAL_MAIL } from '../settings/mail-settings.ts';
import { INITIAL_NOTIFICATIONS } from '../settings/notification-settings.ts';
import { channelsOf, isNotifiable, isOverThreshold, type JobNotice, matterOf, retryDelayMs } from './notification.ts';

const notice: JobNotice = {
  job: 12,
  state: 'success',
  reason: null,
  topErrors: [],
  testEvent: false,
  isSandbox: false,
  records: { read: 100, accepted: 90, rejected: 6, invalid: 3, not_sent: 0, uncertain: 1 },
  authentication: { id: 3, name: 'Shop' },
  account: '549764609761',
  startedAt: 0,
  at: 1,
};
const mail = { ...INITIAL_MAIL, smtp_host: 'mail.example', mail_from: 'console@shop.example' };
const all = { ...INITIAL_NOTIFICATIONS, mail_recipients: ['a@shop.example'], webhook_url: 'https://hooks.example/' };

test.each([
  ['success', null, true],
  ['error', 'refused', true],
  ['paused', 'unauthorized', true],
  ['paused', 'user', false],
  ['paused', 'interrupted', false],
  ['killed', null, false],
  ['queued', null, false],
] as const)('a job that is %s (%s) is notifiable: %s', (state, code, expected) => {
  expect(isNotifiable({ state, error: code && { code, params: {} } })).toBe(expected);
});

test.each([
  [9, true],
  [10, false],
  [11, false],
])('10 of 100 records are over a threshold of %i%%: %s', (percent, expected) => {
  expect(isOverThreshold(notice, percent)).toBe(expected);
});

test('a file without records or a paused job never exceeds a threshold', () => {
  const records = { read: 0, accepted: 0, rejected: 0, invalid: 0, not_sent: 0, uncertain: 0 };
  expect(isOverThreshold({ ...notice, records }, 0)).toBe(false);
  expect(isOverThreshold({ ...notice, state: 'paused' }, 0)).toBe(false);
});

test.each([
  ['all are set up', mail, all, ['console', 'mail', 'webhook']],
  ['there is no mail server', INITIAL_MAIL, all, ['console', 'webhook']],
  ['there are no mail recipients', mail, { ...all, mail_recipients: [] }, ['console', 'webhook']],
  ['there is no webhook', mail, { ...all, webhook_url: '' }, ['console', 'mail']],
  ['notifications of success are off', mail, { ...all, notify_success: false }, ['console']],
  [
    'records are over the threshold',
    mail,
    { ...all, notify_success: false, rejects_percent: 5 },
    ['console', 'mail', 'webhook'],
  ],
  [
    'records are over the threshold, but notifications are off',
    mail,
    { ...all, notify_success: false, notify_rejects: false, rejects_percent: 5 },
    ['console'],
  ],
])('the channels of a success if %s', (_, server, settings, expected) => {
  expect(channelsOf(notice, server, settings)).toEqual(expected);
});

test.each(['unauthorized', 'token_unreadable'])(
  'a token that is %s is reported once by mail, and by webhook once for each job',
  (reason) => {
    const refused = { ...notice, state: 'paused' as const, reason };
    const otherJob = { ...refused, job: 13 };
    expect(matterOf(refused, 'mail')).toBe(matterOf(otherJob, 'mail'));
    expect(matterOf(refused, 'webhook')).not.toBe(matterOf(otherJob, 'webhook'));
  },
);

test('a missing permission is reported by mail for each account', () => {
  const forbidden = { ...notice, state: 'paused' as const, reason: 'forbidden' };
  expect(matterOf(forbidden, 'mail')).not.toBe(matterOf({ ...forbidden, account: '1' }, 'mail'));
});

test('only a pause has a matter', () => {
  expect(matterOf(notice, 'mail')).toBeNull();
});

test('delays between tries grow, and end after a limited number of tries', () => {
  const delays = Array.from({ length: 20 }, (_, tries) => retryDelayMs(tries + 1, 0));
  const retries = delays.filter((delay) => delay !== undefined);
  expect(retries).toEqual([...retries].sort((a, b) => a - b));
  expect(retries.length).toBeGreaterThan(4);
  expect(delays.at(-1)).toBeUndefined();
  expect(retryDelayMs(1, 0.99)).toBeGreaterThan(retryDelayMs(1, 0) ?? 0);
});
