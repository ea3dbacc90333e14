import { createHmac } from 'node:crypto';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { generate } from 'selfsigned';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { databasePath } from '../lib/adapters/store/sqlite/connection.ts';
import type { Job } from '../lib/core/job/job.ts';
import type { SentChannel } from '../lib/core/notification/notification.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice } from '../lib/core/schedule/schedule.ts';
import { type MailSettings, mailInput } from '../lib/core/settings/mail-settings.ts';
import { INITIAL_NOTIFICATIONS, type NotificationSettings } from '../lib/core/settings/notification-settings.ts';
import { KILLED, PAUSED_BY_PERSON } from '../lib/operations/delivery/stops.ts';
import { runSavedQuery } from '../lib/operations/queries/run-saved-query.ts';
import { saveQuery } from '../lib/operations/queries/save-query.ts';
import { scheduleQuery } from '../lib/operations/schedules/schedule-query.ts';
import { renewWebhookSecret } from '../lib/operations/settings/renew-webhook-secret.ts';
import { changeMail, saveMail } from '../lib/operations/settings/save-mail.ts';
import { saveNotifications } from '../lib/operations/settings/save-notifications.ts';
import { sendNext } from '../lib/operations/settings/send-next.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { sendingOptions, sendTestMail, sendTestWebhook } from '../lib/runtime/notifications.ts';
import { openRuntime } from '../lib/runtime/runtime.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import { executeElsewhere, storedBytes } from './kit/elsewhere.ts';
import { sendMailsThrough } from './kit/mail-settings.ts';
import { testOfSqlite } from './kit/postgresql.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';
import { decodeQuotedPrintable, startMailServer, startWebhookServer } from './kit/receivers.ts';
import { jobsOfUpload, planAll } from './kit/schedules.ts';

/** Notifications, from the transaction that ends a job to a real mail server and webhook server. */

const neverAborted = new AbortController().signal;
const RECIPIENTS = ['ops@shop.example', 'data@shop.example'];
const PASSWORD = 'smtp sesame "ä"';

interface TestSettings {
  readonly mail?: Partial<MailSettings> & { readonly smtp_password?: string };
  readonly notifications?: Partial<NotificationSettings>;
  readonly server?: SMTPServerOptions;
  readonly env?: Record<string, string>;
}

/** A product with its own mail server and webhook server. */
async function startNotifying({ mail = {}, notifications = {}, server = {}, env = {} }: TestSettings = {}) {
  const product = await startProduct(env);
  const mailServer = await startMailServer(server);
  const hook = await startWebhookServer();
  onTestFinished(async () => {
    await mailServer.close();
    await hook.close();
  });
  const { runtime } = product;
  await sendMailsThrough(mailServer, runtime, mail);
  const { secret } = await saveNotifications(runtime, {
    ...INITIAL_NOTIFICATIONS,
    mail_recipients: RECIPIENTS,
    webhook_url: hook.url,
    ...notifications,
  });
  return { ...product, mailServer, hook, secret: secret ?? '' };
}

/** Sends all due notifications of a channel. */
async function sendDue({ runtime }: TestProduct, channel: SentChannel): Promise<void> {
  while (await sendNext(sendingOptions(runtime, channel), channel, neverAborted));
}

/** Five records, of which two are invalid. */
function faultyLines(): string[] {
  const [header = '', ...records] = validLines(5);
  return [header, ...records.map((record, i) => (i < 2 ? record.replace('@mail.example', '') : record))];
}

const channelStatesOf = async ({ runtime }: TestProduct) =>
  (await runtime.outbox.list(100)).map(({ channel, state }) => `${channel} ${state}`);

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

describe('a webhook', () => {
  const signatureOf = (secret: string, { headers, body }: { headers: Record<string, unknown>; body: string }) => {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  };

  test('is signed according to Standard Webhooks, and contains counts and codes', async () => {
    const product = await startNotifying();
    const job = await product.run(await product.export(faultyLines()));
    await sendDue(product, 'webhook');
    const [call, ...more] = product.hook.calls;
    expect(more).toEqual([]);
    expect(Buffer.from(product.secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(call?.headers['webhook-signature']).toBe(signatureOf(product.secret, call!));
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'job.success',
      data: {
        job_id: job.id,
        status: 'success',
        error: null,
        test_event: false,
        sandbox: false,
        over_threshold: true,
        records: { read: 5, accepted: 3, rejected: 0, invalid: 2, not_sent: 0, uncertain: 0 },
        top_errors: [{ code: 'em_malformed', records: 2 }],
        url: `http://localhost:3000/jobs/${job.id}`,
      },
    });
    expect(call?.body).not.toMatch(/user\d|pina_|events\.csv/);
  });

  test('is retried later with the same id, and finally given up', async () => {
    const product = await startNotifying();
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    hook.status = 503;
    await sendDue(product, 'webhook');
    const [notification] = (await runtime.outbox.list(10)).filter(({ channel }) => channel === 'webhook');
    expect(notification).toMatchObject({
      state: 'waiting',
      tries: 1,
      problem: { code: 'answered', params: { status: 503 } },
    });
    expect(notification?.nextTryAt).toBeGreaterThan(runtime.clock.now());
    for (let hour = 0; hour < 24 * 20; hour++) {
      await runtime.clock.sleep(60 * 60 * 1000, neverAborted);
      await sendDue(product, 'webhook');
    }
    expect(await channelStatesOf(product)).toContain('webhook given_up');
    expect(hook.calls.length).toBeGreaterThan(4);
    expect(new Set(hook.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('is retried although its next try was set while the clock was ahead', async () => {
    const product = await startNotifying();
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    hook.status = 503;
    await sendDue(product, 'webhook');
    await sendDue(product, 'webhook');
    expect(hook.calls).toHaveLength(1);
    const inAYear = runtime.clock.now() + 365 * 24 * 60 * 60 * 1000;
    await executeElsewhere(runtime, `UPDATE notification SET next_try_at = ? WHERE state = 'waiting'`, [inAYear]);
    hook.status = 200;
    await sendDue(product, 'webhook');
    expect(hook.calls).toHaveLength(2);
    expect(await channelStatesOf(product)).toContain('webhook sent');
  });

  test('is retried immediately after its settings change', async () => {
    const product = await startNotifying({ notifications: { webhook_url: 'http://127.0.0.1:1/' } });
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    await sendDue(product, 'webhook');
    expect((await runtime.outbox.list(10)).find(({ channel }) => channel === 'webhook')?.problem?.code).toBe(
      'connection_refused',
    );
    const { secret } = await saveNotifications(runtime, {
      ...(await runtime.settings.notifications()),
      webhook_url: hook.url,
    });
    expect(secret).toBeNull();
    await sendDue(product, 'webhook');
    expect(hook.calls).toHaveLength(1);
    expect(await channelStatesOf(product)).toContain('webhook sent');
  });

  test('signs with a renewed secret', async () => {
    const product = await startNotifying();
    const renewed = await renewWebhookSecret(product.runtime);
    expect(renewed).not.toBe(product.secret);
    expect(await sendTestWebhook(product.runtime)).toMatchObject({ ok: true, params: { status: 200 } });
    const [call] = product.hook.calls;
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ type: 'test' });
    expect(call?.headers['webhook-signature']).toBe(signatureOf(renewed, call!));
  });

  test('follows no redirect', async () => {
    const product = await startNotifying();
    product.hook.status = 307;
    expect(await sendTestWebhook(product.runtime)).toMatchObject({
      ok: false,
      code: 'redirected',
      params: { status: 307 },
    });
    expect(product.hook.calls).toHaveLength(1);
  });

  test.each([
    'https://10.0.0.1/',
    'https://192.168.1.1/',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:10.0.0.1]/',
    'https://0.0.0.0/',
    'https://100.64.0.1/',
  ])('does not reach into a private network: %s', async (webhook_url) => {
    const { runtime } = await startNotifying({ notifications: { webhook_url } });
    expect(await sendTestWebhook(runtime)).toMatchObject({ ok: false, code: 'private_address' });
  });

  test('no longer reaches this machine once other machines reach the console, unless the environment allows its host', async () => {
    const publicConsole = { PINTD_PUBLIC_URL: 'https://console.example', PINTD_TRUSTED_PROXIES: '127.0.0.1' };
    const refused = await startNotifying({ env: publicConsole });
    expect(await sendTestWebhook(refused.runtime)).toMatchObject({ ok: false, code: 'private_address' });
    expect(refused.hook.calls).toEqual([]);
    const named = await startNotifying({
      env: { ...publicConsole, PINTD_WEBHOOK_PRIVATE_HOSTS: 'relay.internal,127.0.0.1' },
    });
    expect(await sendTestWebhook(named.runtime)).toMatchObject({ ok: true });
    expect(named.hook.calls).toHaveLength(1);
  });

  test.each(['http://[::1]:1/', 'http://localhost:1/', 'http://127.0.0.2:1/'])(
    'to a port of this machine without a server is reported without a warning: %s',
    async (webhook_url) => {
      const { runtime } = await startNotifying({ notifications: { webhook_url } });
      const printed = vi.spyOn(console, 'warn').mockReturnValue();
      onTestFinished(() => void printed.mockRestore());
      expect(await sendTestWebhook(runtime)).toMatchObject({ ok: false, code: expect.not.stringContaining('private') });
      expect(printed).not.toHaveBeenCalled();
    },
  );
});

describe('the schedule of a query', () => {
  /** A product with a scheduled query and these notification choices. */
  async function startScheduled(choice: Partial<ScheduleChoice>, settings: TestSettings = {}) {
    const product = await startNotifying(settings);
    const { runtime } = product;
    const upload = await product.upload(validLines(2));
    const query = { name: 'Daily sales', database: 'shop', engine: 'duckdb', sql: 'SELECT 1' };
    await runtime.workbench.createDatabase(query.database);
    const { id } = await saveQuery(runtime, query);
    await scheduleQuery(runtime, id, {
      ...INITIAL_SCHEDULE,
      cron: '@hourly',
      recipients: ['sales@shop.example'],
      ...choice,
    });
    const makeJob = jobsOfUpload(runtime, upload.id);
    return { ...product, queryId: id, makeJob };
  }

  /** Runs the query at its planned time; returns the recipients of each email so far. */
  async function runPlanned(product: Awaited<ReturnType<typeof startScheduled>>) {
    const { runtime, makeJob } = product;
    await runtime.clock.sleep(60 * 60 * 1000, neverAborted);
    await planAll(runtime, makeJob);
    const [job] = await runtime.jobs.list({ limit: 1 });
    await product.run(job as Job);
    await sendDue(product, 'mail');
    return product.mailServer.mails.map(({ to }) => to);
  }

  test('sends a separate email to its own recipients', async () => {
    const product = await startScheduled({ mailSuccess: true });
    expect(await runPlanned(product)).toEqual([RECIPIENTS, ['sales@shop.example']]);
    const text = decodeQuotedPrintable(product.mailServer.mails[1]?.raw ?? '').replaceAll('\r\n ', ' ');
    expect(text).toContain('Subject: [Conversion Console] Daily sales: Job 1 succeeded: 2 accepted');
    expect(text).toMatch(/Scheduled for: \d{4}-\d\d-\d\dT\d\d:00:00/);
    expect(text).toContain('List-Unsubscribe: <http://localhost:3000/workbench/queries/1/schedule>');
    expect(text).not.toContain('ops@shop.example');
  });

  test('sends an email even without recipients in the settings', async () => {
    const notifications = { mail_recipients: [] };
    expect(await runPlanned(await startScheduled({ mailSuccess: true }, { notifications }))).toEqual([
      ['sales@shop.example'],
    ]);
  });

  test('sends no second email to recipients of the settings', async () => {
    const recipients = ['OPS@shop.example', 'sales@shop.example'];
    expect(await runPlanned(await startScheduled({ mailSuccess: true, recipients }))).toEqual([
      RECIPIENTS,
      ['sales@shop.example'],
    ]);
  });

  test('sends only the chosen kinds of email', async () => {
    const notifications = { mail_recipients: [] };
    expect(await runPlanned(await startScheduled({ mailSuccess: false }, { notifications }))).toEqual([]);
    const failing = await startScheduled({ mailSuccess: false, mailFailure: true }, { notifications });
    failing.sandbox.setScript([{ do: { status: 401 } }]);
    expect(await runPlanned(failing)).toEqual([['sales@shop.example']]);
  });

  test('sends no email for manual runs', async () => {
    const product = await startScheduled({ mailSuccess: true }, { notifications: { mail_recipients: [] } });
    const { job } = await runSavedQuery({ ...product.runtime, makeJob: product.makeJob }, product.queryId);
    await product.run((await product.runtime.jobs.find(job)) as Job);
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toEqual([]);
  });

  test('names its query and the planned time in the webhook event', async () => {
    const product = await startScheduled({});
    await runPlanned(product);
    await sendDue(product, 'webhook');
    const data = JSON.parse(product.hook.calls[0]?.body ?? '{}').data;
    expect(data.query).toMatchObject({ id: 1, name: 'Daily sales' });
    expect(data.query.planned_at).toMatch(/:00:00.000Z$/);
  });
});

describe('the outbox', () => {
  const refuseToken = [{ do: { status: 401 } }];
  const stopBeforeStart = (product: TestProduct, job: Job, how: typeof KILLED) =>
    claimAndExecute(product.runtime, job.id, ['queued'], { signal: AbortSignal.abort(), stop: how });

  test('a refused token causes one email, and a webhook call for each paused job', async () => {
    const product = await startNotifying();
    product.sandbox.setScript(refuseToken);
    const jobs = [
      await product.export(validLines(3)),
      await product.export(validLines(3)),
      await product.export(validLines(3)),
    ];
    for (const job of jobs) await product.run(job);
    for (const channel of ['mail', 'webhook'] as const) await sendDue(product, channel);
    expect(product.mailServer.mails).toHaveLength(1);
    expect(decodeQuotedPrintable(product.mailServer.mails[0]?.raw ?? '')).toContain(
      '2 other jobs are paused for the same reason.',
    );
    const notified = product.hook.calls.map(({ body }) => JSON.parse(body).data);
    expect(notified.map(({ job_id }) => job_id).sort((a, b) => a - b)).toEqual(jobs.map(({ id }) => id));
    expect(notified[0]).toMatchObject({ status: 'paused', error: { code: 'unauthorized' } });
  });

  test('repeated pauses within an hour cause one notification', async () => {
    const product = await startNotifying();
    product.sandbox.setScript(refuseToken);
    const job = await product.export(validLines(3));
    await product.run(job);
    await product.runtime.clock.sleep(58 * 60 * 1000, neverAborted);
    await product.run(job);
    expect((await channelStatesOf(product)).filter((each) => each.startsWith('mail'))).toHaveLength(1);
    await product.runtime.clock.sleep(3 * 60 * 1000, neverAborted);
    await product.run(job);
    expect((await channelStatesOf(product)).filter((each) => each.startsWith('mail'))).toHaveLength(2);
  });

  test('repeated pauses cause one notification even if another clock is ahead, unless it is far ahead', async () => {
    const product = await startNotifying();
    product.sandbox.setScript(refuseToken);
    const job = await product.export(validLines(3));
    const pauseAfterNoticeAt = async (aheadMs: number) => {
      const createdAt = product.runtime.clock.now() + aheadMs;
      await executeElsewhere(product.runtime, 'UPDATE notification SET created_at = ?', [createdAt]);
      await product.run(job);
      return (await channelStatesOf(product)).filter((each) => each.startsWith('mail')).length;
    };
    await product.run(job);
    expect(await pauseAfterNoticeAt(60_000)).toBe(1);
    expect(await pauseAfterNoticeAt(365 * 24 * 60 * 60 * 1000)).toBe(2);
  });

  test('pauses and kills by a person cause no notification', async () => {
    const product = await startNotifying();
    await stopBeforeStart(product, await product.export(validLines(1)), KILLED);
    await stopBeforeStart(product, await product.export(validLines(1)), PAUSED_BY_PERSON);
    expect(await channelStatesOf(product)).toEqual([]);
    expect((await product.runtime.outbox.after(0, 10)).notices).toEqual([]);
  });

  test('only chosen notifications are sent; pages get all', async () => {
    const product = await startNotifying({
      notifications: { notify_success: false, notify_rejects: true, rejects_percent: 50 },
    });
    const { runtime } = product;
    await product.run(await product.export(faultyLines()));
    expect(await channelStatesOf(product)).toEqual([]);
    expect(await runtime.outbox.after(0, 10)).toMatchObject({ cursor: 1, notices: [{ job: 1, state: 'success' }] });
    await saveNotifications(runtime, { ...(await runtime.settings.notifications()), rejects_percent: 30 });
    await product.run(await product.export(faultyLines(), {}, { alreadyAccepted: 'send' }));
    expect(await channelStatesOf(product)).toEqual(['webhook waiting', 'mail waiting']);
  });

  test('pages get the newest notices, each once', async () => {
    const product = await startNotifying();
    const { outbox } = product.runtime;
    for (let number = 1; number <= 3; number++) await product.run(await product.export(validLines(number)));
    const { cursor, notices } = await outbox.after(0, 2);
    expect(notices).toMatchObject([{ job: 2 }, { job: 3 }]);
    expect(await outbox.after(cursor, 2)).toEqual({ cursor, notices: [] });
  });

  test('sent notifications are deleted after a month, waiting ones are not', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    await sendDue(product, 'mail');
    await runtime.clock.sleep(31 * 24 * 60 * 60 * 1000, neverAborted);
    await sweepsOf(runtime)
      .find(({ name }) => name === 'notifications')
      ?.run();
    expect(await channelStatesOf(product)).toEqual(['webhook waiting']);
  });

  test('a notification taken by a dead process is sent again after a timeout', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    expect(await runtime.outbox.take('mail')).toBeDefined();
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toEqual([]);
    await runtime.clock.sleep(3 * 60 * 1000, neverAborted);
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toHaveLength(1);
  });

  test('saving settings while a notification is sent does not send it twice', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    expect(await runtime.outbox.take('mail')).toBeDefined();
    await saveMail(runtime, mailInput.parse({ ...(await runtime.settings.mail()), smtp_password: '' }));
    await saveNotifications(runtime, await runtime.settings.notifications());
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toEqual([]);
  });

  test('an outdated try changes nothing, unless it succeeded', async () => {
    const product = await startNotifying();
    const { outbox, clock } = product.runtime;
    const failed = { ok: false, code: 'timed_out', params: {} } as const;
    const mail = async () => (await outbox.list(10)).find(({ channel }) => channel === 'mail');
    await product.run(await product.export(validLines(1)));
    const slowTry = (await outbox.take('mail'))!;
    await clock.sleep(3 * 60 * 1000, neverAborted);
    const quickTry = (await outbox.take('mail'))!;
    await outbox.record(slowTry, failed, undefined);
    await outbox.putBack(slowTry);
    expect(await mail()).toMatchObject({ state: 'waiting', tries: 2, problem: null });
    await outbox.record(slowTry, { ok: true, params: {} }, undefined);
    await outbox.record(quickTry, failed, 1000);
    expect(await mail()).toMatchObject({ state: 'sent', problem: null });
  });

  testOfSqlite('the result of a try is stored once the database is available again', async () => {
    const product = await startNotifying();
    const { outbox, env } = product.runtime;
    await product.run(await product.export(validLines(1)));
    const taken = (await outbox.take('mail'))!;
    const other = new Database(databasePath(env.dataDir));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    // The first attempt to store the result has failed by the time the lock is released.
    const recording = outbox.record(taken, { ok: true, params: {} }, undefined);
    other.exec('COMMIT');
    await recording;
    expect(await channelStatesOf(product)).toContain('mail sent');
  });

  test('notifications of a removed channel are given up immediately', async () => {
    const product = await startNotifying();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    await saveNotifications(runtime, { ...(await runtime.settings.notifications()), webhook_url: '' });
    await sendDue(product, 'webhook');
    expect(await channelStatesOf(product)).toEqual(['webhook given_up', 'mail waiting']);
  });

  testOfSqlite('an internal error does not affect the end of the job', async () => {
    const product = await startNotifying();
    const database = new Database(databasePath(product.runtime.env.dataDir));
    database.exec('DROP TABLE notification').close();
    expect(await product.run(await product.export(validLines(1)))).toMatchObject({ state: 'success' });
  });

  test('an interrupted try does not count', async () => {
    const product = await startNotifying();
    await product.run(await product.export(validLines(1)));
    await sendNext(sendingOptions(product.runtime, 'mail'), 'mail', AbortSignal.abort());
    expect((await product.runtime.outbox.list(10)).find(({ channel }) => channel === 'mail')).toMatchObject({
      tries: 0,
    });
    await sendDue(product, 'mail');
    expect(product.mailServer.mails).toHaveLength(1);
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

  test.each<[string, TestSettings]>([
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

describe('secrets', () => {
  const mail = { smtp_user: 'console', smtp_password: PASSWORD };

  testOfSqlite('are encrypted for their own purpose', async () => {
    const { runtime, secret } = await startNotifying({ mail });
    const bytes = storedBytes(runtime);
    for (const text of [PASSWORD, secret, secret.slice('whsec_'.length)]) expect(bytes.includes(text)).toBe(false);
    const database = new Database(databasePath(runtime.env.dataDir));
    database.exec(
      `UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'webhook_secret') WHERE name = 'smtp_password'`,
    );
    database.close();
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code: 'key_wrong' });
  });

  testOfSqlite('require the key: without it nothing starts', async () => {
    const { runtime } = await startNotifying({ mail });
    new Database(databasePath(runtime.env.dataDir)).exec('DELETE FROM authentication').close();
    const withoutKey = { ...runtime.env, keyFile: join(runtime.env.dataDir, 'another', 'token.key') };
    await expect(openRuntime(withoutKey, 'test')).rejects.toThrow('key_missing');
  });

  const changeMailSettings = (changed: Partial<MailSettings> & { smtp_password?: string }, { runtime }: TestProduct) =>
    changeMail(runtime, changed);

  test('include the previous password if a change gives none, but not for another server', async () => {
    const product = await startNotifying({ mail });
    const { secrets } = product.runtime;
    await changeMailSettings({ mail_from: 'other@shop.example' }, product);
    expect(await secrets.open('smtp_password')).toBe(PASSWORD);
    await expect(() => changeMailSettings({ smtp_host: '127.0.0.2' }, product)).rejects.toThrow('smtp_password_again');
    expect((await product.runtime.settings.mail()).smtp_host).toBe('127.0.0.1');
    await changeMailSettings({ smtp_host: '127.0.0.2', smtp_password: 'another' }, product);
    expect(await secrets.open('smtp_password')).toBe('another');
    await changeMailSettings({ smtp_host: '' }, product);
    expect(await secrets.storedSince('smtp_password')).toBeUndefined();
  });

  test('and settings that a change does not name stay as an earlier change has set them', async () => {
    const product = await startNotifying({ mail });
    await changeMailSettings({ mail_from: 'other@shop.example' }, product);
    await changeMailSettings({ smtp_port: 1, smtp_password: 'another' }, product);
    expect(await product.runtime.settings.mail()).toMatchObject({ mail_from: 'other@shop.example', smtp_port: 1 });
    await expect(() => changeMailSettings({ mail_from: '' }, product)).rejects.toThrow('mail_from_required');
  });
});
