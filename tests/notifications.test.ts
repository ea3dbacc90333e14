import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { generate } from 'selfsigned';
import type { SMTPServerOptions } from 'smtp-server';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { Job } from '../lib/core/job/job.ts';
import type { SentChannel } from '../lib/core/notification/notification.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice } from '../lib/core/schedule/schedule.ts';
import { INITIAL_MAIL, type MailSettings, mailInput } from '../lib/core/settings/mail-settings.ts';
import { INITIAL_NOTIFICATIONS, type NotificationSettings } from '../lib/core/settings/notification-settings.ts';
import { KILLED, PAUSED_BY_USER } from '../lib/operations/delivery/stops.ts';
import { runSavedQuery } from '../lib/operations/queries/run-saved-query.ts';
import { saveQuery } from '../lib/operations/queries/save-query.ts';
import { scheduleQuery } from '../lib/operations/schedules/schedule-query.ts';
import { deliverNext } from '../lib/operations/settings/deliver-next.ts';
import { renewWebhookSecret } from '../lib/operations/settings/renew-webhook-secret.ts';
import { saveMail } from '../lib/operations/settings/save-mail.ts';
import { saveNotifications } from '../lib/operations/settings/save-notifications.ts';
import { claimAndExecute } from '../lib/runtime/execute.ts';
import { deliverOptions, notificationOptions, sendTestEvent, sendTestMail } from '../lib/runtime/notifications.ts';
import { openRuntime } from '../lib/runtime/runtime.ts';
import { saveQueryOptions } from '../lib/runtime/schedules.ts';
import { sweepsOf } from '../lib/runtime/sweeps.ts';
import { startProduct, type TestProduct, validLines } from './kit/product.ts';
import { startMailServer, startWebhookServer } from './kit/receivers.ts';
import { jobsOfUpload, planAll } from './kit/schedules.ts';

/** What is told of jobs, from the transaction that ends one to a real mail server and a real receiver of webhooks. */

const never = new AbortController().signal;
const RECIPIENTS = ['ops@shop.example', 'data@shop.example'];
const PASSWORD = 'smtp geheim "ä"';

interface Told {
  readonly mail?: Partial<MailSettings> & { readonly smtp_password?: string };
  readonly told?: Partial<NotificationSettings>;
  readonly server?: SMTPServerOptions;
  readonly env?: Record<string, string>;
}

/** A product that tells a mail server and a receiver of its own. */
async function startTelling({ mail = {}, told = {}, server = {}, env = {} }: Told = {}) {
  const product = await startProduct(env);
  const mails = await startMailServer(server);
  const hook = await startWebhookServer();
  onTestFinished(async () => {
    await mails.close();
    await hook.close();
  });
  const { runtime } = product;
  const way = { smtp_host: '127.0.0.1', smtp_port: mails.port, smtp_security: 'none', mail_from: 'me@shop.example' };
  saveMail(runtime, mailInput.parse({ ...INITIAL_MAIL, ...way, smtp_password: '', ...mail }));
  const { secret } = saveNotifications(notificationOptions(runtime), {
    ...INITIAL_NOTIFICATIONS,
    mail_recipients: RECIPIENTS,
    webhook_url: hook.url,
    ...told,
  });
  return { ...product, mails, hook, secret: secret ?? '' };
}

/** Sends all that is due on one way out. */
async function deliver({ runtime }: TestProduct, channel: SentChannel): Promise<void> {
  while (await deliverNext(deliverOptions(runtime, channel), channel, never));
}

/** Two of five records are invalid. */
function faultyLines(): string[] {
  const [header = '', ...records] = validLines(5);
  return [header, ...records.map((record, i) => (i < 2 ? record.replace('@mail.example', '') : record))];
}

const stateOf = ({ runtime }: TestProduct) =>
  runtime.outbox.list(100).map(({ channel, state }) => `${channel} ${state}`);

/** A mail's parts in the clear: quoted-printable and folded headers undone. */
function readable(raw: string): string {
  return raw
    .replaceAll('=\r\n', '')
    .replaceAll(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
}

describe('a mail', () => {
  test('tells how a job ended, in words and numbers, to everybody who is to know', async () => {
    const product = await startTelling();
    const job = await product.run(await product.export(faultyLines()));
    await deliver(product, 'mail');
    const [mail, ...more] = product.mails.mails;
    expect(more).toEqual([]);
    expect(mail).toMatchObject({ from: 'me@shop.example', to: RECIPIENTS });
    const text = readable(mail?.raw ?? '');
    const subject = `Subject: [Conversion Console] Job ${job.id} succeeded: 3 accepted, 2 not accepted`;
    expect(text.replaceAll('\r\n ', ' ')).toContain(subject);
    expect(text).toMatch(/5 {2}Read\r?\n {2}3 {2}Accepted\r?\n {2}0 {2}Rejected by Pinterest\r?\n {2}2 {2}Invalid/);
    expect(text).toMatch(/2 {2}Not an e-mail address/);
    expect(text).toContain('More than 10 % of the records were not accepted.');
    expect(text).toContain(`http://localhost:3000/jobs/${job.id}/records`);
    expect(text).toContain('List-Unsubscribe: <http://localhost:3000/settings/notifications>');
    expect(text.match(/^Content-Type: text\/\w+/gm)).toEqual(['Content-Type: text/plain', 'Content-Type: text/html']);
    expect(text).not.toMatch(/<img|src=|url\(|attachment|user\d|pina_|events\.csv/i);
    expect(stateOf(product)).toContain('mail sent');
  });

  test('says before everything else that it was a rehearsal', async () => {
    const product = await startTelling();
    await product.run(await product.export(validLines(1), { test_event: true }));
    await deliver(product, 'mail');
    expect(product.mails.mails[0]?.raw).toContain('Subject: [Conversion Console] TEST: Job 1 succeeded');
  });

  test('leads to the console where people find it', async () => {
    const product = await startTelling({ told: { console_url: 'https://console.shop.example/' } });
    await product.run(await product.export(validLines(1)));
    await deliver(product, 'mail');
    expect(readable(product.mails.mails[0]?.raw ?? '')).toContain('https://console.shop.example/jobs/1');
  });
});

describe('a mail server on a private network', () => {
  test.each(['10.0.0.1', '192.168.1.1', '169.254.169.254', 'fd00::1', '::ffff:127.0.0.1', '100.64.0.1', '0.0.0.0'])(
    'is not reached, unless the environment names it: %s',
    async (smtp_host) => {
      const { runtime, mails } = await startTelling({ mail: { smtp_host } });
      const refused = { ok: false, code: 'private_mail_server' };
      expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject(refused);
      expect(mails.mails).toEqual([]);
    },
  );

  // An address of this machine that is none of its plain names, so that it is judged as any private one is.
  test('is used where the environment names it, and no other', async () => {
    const smtp_host = '::FFFF:127.0.0.1';
    const env = { PINTD_SMTP_PRIVATE_HOSTS: 'mail.internal,::ffff:127.0.0.1' };
    const { runtime, mails } = await startTelling({ mail: { smtp_host }, env });
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ ok: true });
    expect(mails.mails).toHaveLength(1);
    saveMail(
      runtime,
      mailInput.parse({ ...runtime.settings.mail(), smtp_host: '::ffff:127.0.0.2', smtp_password: '' }),
    );
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ code: 'private_mail_server' });
  });

  test('that is this machine is reached by its own name, and says what is wrong where it is not there', async () => {
    const { runtime, mails } = await startTelling({ mail: { smtp_host: 'localhost' } });
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ ok: true });
    await mails.close();
    expect(await sendTestMail(runtime, 'me@shop.example')).toMatchObject({ code: 'connection_refused' });
  });
});

describe('a webhook', () => {
  const signatureOf = (secret: string, { headers, body }: { headers: Record<string, unknown>; body: string }) => {
    const signed = `${headers['webhook-id']}.${headers['webhook-timestamp']}.${body}`;
    const key = Buffer.from(secret.replace('whsec_', ''), 'base64');
    return `v1,${createHmac('sha256', key).update(signed).digest('base64')}`;
  };

  test('is signed as Standard Webhooks has it, and says counts and codes', async () => {
    const product = await startTelling();
    const job = await product.run(await product.export(faultyLines()));
    await deliver(product, 'webhook');
    const [call, ...more] = product.hook.calls;
    expect(more).toEqual([]);
    expect(Buffer.from(product.secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    expect(call?.headers['webhook-signature']).toBe(signatureOf(product.secret, call!));
    expect(JSON.parse(call?.body ?? '')).toMatchObject({
      type: 'job.success',
      data: {
        ...{ job_id: job.id, status: 'success', error: null, test_event: false, sandbox: false, over_threshold: true },
        records: { read: 5, accepted: 3, rejected: 0, invalid: 2, not_sent: 0, uncertain: 0 },
        top_errors: [{ code: 'em_malformed', records: 2 }],
        url: `http://localhost:3000/jobs/${job.id}`,
      },
    });
    expect(call?.body).not.toMatch(/user\d|pina_|events\.csv/);
  });

  test('that fails is called again with the same id, later and later, and given up in the end', async () => {
    const product = await startTelling();
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    hook.status = 503;
    await deliver(product, 'webhook');
    const [report] = runtime.outbox.list(10).filter(({ channel }) => channel === 'webhook');
    expect(report).toMatchObject({
      state: 'waiting',
      tries: 1,
      problem: { code: 'answered', params: { status: 503 } },
    });
    expect(report?.nextTryAt).toBeGreaterThan(runtime.clock.now());
    for (let day = 0; day < 24 * 20; day++) {
      await runtime.clock.sleep(60 * 60 * 1000, never);
      await deliver(product, 'webhook');
    }
    expect(stateOf(product)).toContain('webhook given_up');
    expect(hook.calls.length).toBeGreaterThan(4);
    expect(new Set(hook.calls.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  });

  test('works again as soon as its settings do', async () => {
    const product = await startTelling({ told: { webhook_url: 'http://127.0.0.1:1/' } });
    const { runtime, hook } = product;
    await product.run(await product.export(validLines(1)));
    await deliver(product, 'webhook');
    expect(runtime.outbox.list(10).find(({ channel }) => channel === 'webhook')?.problem?.code).toBe(
      'connection_refused',
    );
    const { secret } = saveNotifications(notificationOptions(runtime), {
      ...runtime.settings.notifications(),
      webhook_url: hook.url,
    });
    expect(secret).toBeNull();
    await deliver(product, 'webhook');
    expect(hook.calls).toHaveLength(1);
    expect(stateOf(product)).toContain('webhook sent');
  });

  test('signs with a new secret once that was asked for', async () => {
    const product = await startTelling();
    const renewed = renewWebhookSecret(notificationOptions(product.runtime));
    expect(renewed).not.toBe(product.secret);
    expect(await sendTestEvent(product.runtime)).toMatchObject({ ok: true, params: { status: 200 } });
    const [call] = product.hook.calls;
    expect(JSON.parse(call?.body ?? '')).toMatchObject({ type: 'test' });
    expect(call?.headers['webhook-signature']).toBe(signatureOf(renewed, call!));
  });

  test('follows no redirect', async () => {
    const product = await startTelling();
    product.hook.status = 307;
    expect(await sendTestEvent(product.runtime)).toMatchObject({
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
    const { runtime } = await startTelling({ told: { webhook_url } });
    expect(await sendTestEvent(runtime)).toMatchObject({ ok: false, code: 'private_address' });
  });

  test.each(['http://[::1]:1/', 'http://localhost:1/', 'http://127.0.0.2:1/'])(
    'that is nowhere on this machine is a message, and no stack: %s',
    async (webhook_url) => {
      const { runtime } = await startTelling({ told: { webhook_url } });
      const printed = vi.spyOn(console, 'warn').mockReturnValue();
      onTestFinished(() => void printed.mockRestore());
      expect(await sendTestEvent(runtime)).toMatchObject({ ok: false, code: expect.not.stringContaining('private') });
      expect(printed).not.toHaveBeenCalled();
    },
  );
});

describe('the schedule of a query', () => {
  /** Of a job that came of it, or of one that a person had run, told to these. */
  async function startScheduled(told: Partial<ScheduleChoice>, settings: Told = {}) {
    const product = await startTelling(settings);
    const { runtime } = product;
    const upload = await product.upload(validLines(2));
    const query = { name: 'Daily sales', database: 'shop', engine: 'duckdb', sql: 'SELECT 1' };
    await runtime.workbench.createDatabase(query.database);
    const { id } = saveQuery(saveQueryOptions(runtime), query);
    scheduleQuery(runtime, id, { ...INITIAL_SCHEDULE, cron: '@hourly', recipients: ['sales@shop.example'], ...told });
    const makeJob = jobsOfUpload(runtime, upload.id);
    return { ...product, query: id, makeJob };
  }

  async function runPlanned(product: Awaited<ReturnType<typeof startScheduled>>) {
    const { runtime, makeJob } = product;
    await runtime.clock.sleep(60 * 60 * 1000, never);
    planAll(runtime, makeJob);
    const [job] = runtime.jobs.list({ limit: 1 });
    await product.run(job as Job);
    await deliver(product, 'mail');
    return product.mails.mails.map(({ to }) => to);
  }

  test('has its own people told, by a mail of their own', async () => {
    const product = await startScheduled({ mailSuccess: true });
    expect(await runPlanned(product)).toEqual([RECIPIENTS, ['sales@shop.example']]);
    const text = readable(product.mails.mails[1]?.raw ?? '').replaceAll('\r\n ', ' ');
    expect(text).toContain('Subject: [Conversion Console] Daily sales: Job 1 succeeded: 2 accepted');
    expect(text).toMatch(/Planned for: \d{4}-\d\d-\d\dT\d\d:00:00/);
    expect(text).toContain('List-Unsubscribe: <http://localhost:3000/workbench/queries/1/schedule>');
    expect(text).not.toContain('ops@shop.example');
  });

  test('also where the settings name nobody', async () => {
    const told = { mail_recipients: [] };
    expect(await runPlanned(await startScheduled({ mailSuccess: true }, { told }))).toEqual([['sales@shop.example']]);
  });

  test('but nobody twice of one matter', async () => {
    const recipients = ['OPS@shop.example', 'sales@shop.example'];
    expect(await runPlanned(await startScheduled({ mailSuccess: true, recipients }))).toEqual([
      RECIPIENTS,
      ['sales@shop.example'],
    ]);
  });

  test('of what they want to hear alone', async () => {
    const told = { mail_recipients: [] };
    expect(await runPlanned(await startScheduled({ mailSuccess: false }, { told }))).toEqual([]);
    const failing = await startScheduled({ mailSuccess: false, mailFailure: true }, { told });
    failing.sandbox.setScript([{ do: { status: 401 } }]);
    expect(await runPlanned(failing)).toEqual([['sales@shop.example']]);
  });

  test('not of what a person has run by hand', async () => {
    const product = await startScheduled({ mailSuccess: true }, { told: { mail_recipients: [] } });
    const { job } = runSavedQuery({ ...product.runtime, makeJob: product.makeJob }, product.query);
    await product.run(product.runtime.jobs.find(job) as Job);
    await deliver(product, 'mail');
    expect(product.mails.mails).toEqual([]);
  });

  test('is named to the webhook', async () => {
    const product = await startScheduled({});
    await runPlanned(product);
    await deliver(product, 'webhook');
    const data = JSON.parse(product.hook.calls[0]?.body ?? '{}').data;
    expect(data.query).toMatchObject({ id: 1, name: 'Daily sales' });
    expect(data.query.planned_at).toMatch(/:00:00.000Z$/);
  });
});

describe('what goes into the outbox', () => {
  const refused = [{ do: { status: 401 } }];
  const stop = (product: TestProduct, job: Job, how: typeof KILLED) =>
    claimAndExecute(product.runtime, job.id, ['queued'], { signal: AbortSignal.abort(), stop: how });

  test('a refused token is one mail, and a call for each job that it pauses', async () => {
    const product = await startTelling();
    product.sandbox.setScript(refused);
    const jobs = [
      await product.export(validLines(3)),
      await product.export(validLines(3)),
      await product.export(validLines(3)),
    ];
    for (const job of jobs) await product.run(job);
    for (const channel of ['mail', 'webhook'] as const) await deliver(product, channel);
    expect(product.mails.mails).toHaveLength(1);
    expect(readable(product.mails.mails[0]?.raw ?? '')).toContain('2 other jobs are paused for the same reason.');
    const told = product.hook.calls.map(({ body }) => JSON.parse(body).data);
    expect(told.map(({ job_id }) => job_id).sort()).toEqual(jobs.map(({ id }) => id));
    expect(told[0]).toMatchObject({ status: 'paused', error: { code: 'unauthorized' } });
  });

  test('what pauses again within the hour is told once; after it, again', async () => {
    const product = await startTelling();
    product.sandbox.setScript(refused);
    const job = await product.export(validLines(3));
    await product.run(job);
    await product.run(job);
    expect(stateOf(product).filter((each) => each.startsWith('mail'))).toHaveLength(1);
    await product.runtime.clock.sleep(61 * 60 * 1000, never);
    await product.run(job);
    expect(stateOf(product).filter((each) => each.startsWith('mail'))).toHaveLength(2);
  });

  test('nothing of what a person did', async () => {
    const product = await startTelling();
    await stop(product, await product.export(validLines(1)), KILLED);
    await stop(product, await product.export(validLines(1)), PAUSED_BY_USER);
    expect(stateOf(product)).toEqual([]);
    expect(product.runtime.outbox.after(0, 10).notices).toEqual([]);
  });

  test('only what is wanted goes out; the pages hear of everything', async () => {
    const product = await startTelling({ told: { notify_success: false, notify_rejects: true, rejects_percent: 50 } });
    const { runtime } = product;
    await product.run(await product.export(faultyLines()));
    expect(stateOf(product)).toEqual([]);
    expect(runtime.outbox.after(0, 10)).toMatchObject({ cursor: 1, notices: [{ job: 1, state: 'success' }] });
    saveNotifications(notificationOptions(runtime), { ...runtime.settings.notifications(), rejects_percent: 30 });
    await product.run(await product.export(faultyLines(), {}, { alreadyAccepted: 'send' }));
    expect(stateOf(product)).toEqual(['webhook waiting', 'mail waiting']);
  });

  test('what was sent is swept away after a month, and what still waits is not', async () => {
    const product = await startTelling();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    await deliver(product, 'mail');
    await runtime.clock.sleep(31 * 24 * 60 * 60 * 1000, never);
    await sweepsOf(runtime)
      .find(({ name }) => name === 'notifications')
      ?.run();
    expect(stateOf(product)).toEqual(['webhook waiting']);
  });

  test('what somebody took and never told of is sent by another, after a while', async () => {
    const product = await startTelling();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    expect(runtime.outbox.take('mail')).toBeDefined();
    await deliver(product, 'mail');
    expect(product.mails.mails).toEqual([]);
    await runtime.clock.sleep(3 * 60 * 1000, never);
    await deliver(product, 'mail');
    expect(product.mails.mails).toHaveLength(1);
  });

  test('settings that are saved while a mail is under way do not send it twice', async () => {
    const product = await startTelling();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    expect(runtime.outbox.take('mail')).toBeDefined();
    saveMail(runtime, mailInput.parse({ ...runtime.settings.mail(), smtp_password: '' }));
    saveNotifications(notificationOptions(runtime), runtime.settings.notifications());
    await deliver(product, 'mail');
    expect(product.mails.mails).toEqual([]);
  });

  test('a try that another one has overtaken changes nothing, unless it got through', async () => {
    const product = await startTelling();
    const { outbox, clock } = product.runtime;
    const failed = { ok: false, code: 'timed_out', params: {} } as const;
    const mail = () => outbox.list(10).find(({ channel }) => channel === 'mail');
    await product.run(await product.export(validLines(1)));
    const slow = outbox.take('mail')!;
    await clock.sleep(3 * 60 * 1000, never);
    const quick = outbox.take('mail')!;
    await outbox.record(slow, failed, undefined);
    await outbox.putBack(slow);
    expect(mail()).toMatchObject({ state: 'waiting', tries: 2, problem: null });
    await outbox.record(slow, { ok: true, params: {} }, undefined);
    await outbox.record(quick, failed, 1000);
    expect(mail()).toMatchObject({ state: 'sent', problem: null });
  });

  test('what came of a try is noted once the database is free again', async () => {
    const product = await startTelling();
    const { outbox, env } = product.runtime;
    await product.run(await product.export(validLines(1)));
    const due = outbox.take('mail')!;
    const other = new Database(join(env.dataDir, 'console.db'));
    onTestFinished(() => void other.close());
    other.exec('BEGIN IMMEDIATE');
    const noted = outbox.record(due, { ok: true, params: {} }, undefined); // refused once by now
    other.exec('COMMIT');
    await noted;
    expect(stateOf(product)).toContain('mail sent');
  });

  test('what is to go a way that was taken away since is given up at once', async () => {
    const product = await startTelling();
    const { runtime } = product;
    await product.run(await product.export(validLines(1)));
    saveNotifications(notificationOptions(runtime), { ...runtime.settings.notifications(), webhook_url: '' });
    await deliver(product, 'webhook');
    expect(stateOf(product)).toEqual(['webhook given_up', 'mail waiting']);
  });

  test('a fault of its own leaves the job its end', async () => {
    const product = await startTelling();
    const database = new Database(join(product.runtime.env.dataDir, 'console.db'));
    database.exec('DROP TABLE notification').close();
    expect(await product.run(await product.export(validLines(1)))).toMatchObject({ state: 'success' });
  });

  test('a try that was cut short counts for nothing', async () => {
    const product = await startTelling();
    await product.run(await product.export(validLines(1)));
    await deliverNext(deliverOptions(product.runtime, 'mail'), 'mail', AbortSignal.abort());
    expect(product.runtime.outbox.list(10).find(({ channel }) => channel === 'mail')).toMatchObject({ tries: 0 });
    await deliver(product, 'mail');
    expect(product.mails.mails).toHaveLength(1);
  });
});

describe('the mail server', () => {
  const login: SMTPServerOptions = {
    authOptional: false,
    onAuth: ({ username, password }, _, done) =>
      username === 'console' && password === PASSWORD ? done(null, { user: username }) : done(new Error('no')),
  };

  test('is given user and password', async () => {
    const mail = { smtp_user: 'console', smtp_password: PASSWORD };
    const { runtime, mails } = await startTelling({ mail, server: login });
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: true });
    expect(mails.mails[0]).toMatchObject({ to: ['ops@shop.example'] });
  });

  test.each<[string, Told]>([
    ['login_refused', { mail: { smtp_user: 'console', smtp_password: 'wrong' }, server: login }],
    ['mail_refused', { server: { onRcptTo: (_address, _session, done) => done(new Error('no such user')) } }],
    ['mail_refused', { server: { onMailFrom: (_address, _session, done) => done(new Error('not you')) } }],
    ['connection_refused', { mail: { smtp_port: 1 } }],
    ['name_unknown', { mail: { smtp_host: 'nowhere.invalid' } }],
    ['tls_failed', { mail: { smtp_security: 'starttls' } }],
  ])('that does not take a mail is told as %s', async (code, told) => {
    const { runtime, mails } = await startTelling(told);
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code });
    expect(mails.mails).toEqual([]);
  });

  test('with a certificate that nobody vouches for gets neither mail nor password', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'mail.example' }]);
    const seen: string[] = [];
    const server: SMTPServerOptions = {
      ...{ key, cert, disabledCommands: [] },
      onAuth: ({ password }, _, done) => {
        seen.push(password ?? '');
        done(null, { user: 'x' });
      },
    };
    const mail = { smtp_security: 'starttls', smtp_user: 'console', smtp_password: PASSWORD } as const;
    const { runtime } = await startTelling({ mail, server });
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code: 'tls_failed' });
    expect(seen).toEqual([]);
  });

  test('that takes a mail for one of two has taken it', async () => {
    const server: SMTPServerOptions = {
      onRcptTo: ({ address }, _, done) => done(address.startsWith('data') ? new Error('unknown') : null),
    };
    const product = await startTelling({ server });
    await product.run(await product.export(validLines(1)));
    await deliver(product, 'mail');
    expect(product.mails.mails).toMatchObject([{ to: ['ops@shop.example'] }]);
    expect(stateOf(product)).toContain('mail sent');
    const [{ problem } = { problem: null }] = product.runtime.outbox
      .list(10)
      .filter(({ channel }) => channel === 'mail');
    expect(problem).toEqual({ code: 'some_refused', params: { refused: 1, count: 2 } });
  });
});

describe('secrets', () => {
  const mail = { smtp_user: 'console', smtp_password: PASSWORD };

  test('lie sealed, each for its own place', async () => {
    const { runtime, secret } = await startTelling({ mail });
    const bytes = readFileSync(join(runtime.env.dataDir, 'console.db-wal'));
    for (const text of [PASSWORD, secret, secret.slice('whsec_'.length)]) expect(bytes.includes(text)).toBe(false);
    const database = new Database(join(runtime.env.dataDir, 'console.db'));
    database.exec(
      `UPDATE secret SET sealed = (SELECT sealed FROM secret WHERE name = 'webhook_secret') WHERE name = 'smtp_password'`,
    );
    database.close();
    expect(await sendTestMail(runtime, 'ops@shop.example')).toMatchObject({ ok: false, code: 'key_wrong' });
  });

  test('keep the key: without it nothing starts, and nothing is touched', async () => {
    const { runtime } = await startTelling({ mail });
    new Database(join(runtime.env.dataDir, 'console.db')).exec('DELETE FROM authentication').close();
    const elsewhere = { ...runtime.env, keyFile: join(runtime.env.dataDir, 'another', 'token.key') };
    await expect(openRuntime(elsewhere, 'test')).rejects.toThrow('key_missing');
  });

  const change = (changed: Partial<MailSettings> & { smtp_password?: string }, { runtime }: TestProduct) =>
    saveMail(runtime, mailInput.parse({ ...runtime.settings.mail(), smtp_password: '', ...changed }));

  test('a password is kept where none is given, and given to no other server', async () => {
    const product = await startTelling({ mail });
    const { secrets } = product.runtime;
    change({ mail_from: 'other@shop.example' }, product);
    expect(secrets.open('smtp_password')).toBe(PASSWORD);
    expect(() => change({ smtp_host: '127.0.0.2' }, product)).toThrow('smtp_password_again');
    expect(product.runtime.settings.mail().smtp_host).toBe('127.0.0.1');
    change({ smtp_host: '127.0.0.2', smtp_password: 'another' }, product);
    expect(secrets.open('smtp_password')).toBe('another');
    change({ smtp_host: '' }, product);
    expect(secrets.keptSince('smtp_password')).toBeUndefined();
  });
});
