import { expect, onTestFinished, test } from 'vitest';
import type { SentChannel } from '../lib/core/notification/notification.ts';
import { INITIAL_NOTIFICATIONS, type NotificationSettings } from '../lib/core/settings/notification-settings.ts';
import { saveNotifications } from '../lib/operations/settings/save-notifications.ts';
import { sendNext } from '../lib/operations/settings/send-next.ts';
import { sendingOptions } from '../lib/runtime/notifications.ts';
import { sendMailsThrough } from './kit/mail-settings.ts';
import type { TestProduct } from './kit/product.ts';
import { startMailServer, startWebhookServer } from './kit/receivers.ts';
import { pushAndRun, pushFiles, queueAttempt, runAttempt, SESSION, startWithDatabase } from './kit/workflows.ts';

/** Notifications about attempts, from the transaction that writes them to a real mail server and webhook server. */

const FAILING = '+a: {echo>: fine}\n+b: {fail>: "secret 4711"}\n';

async function startNotifying(notifications: Partial<NotificationSettings> = {}) {
  const product = await startWithDatabase();
  const [mailServer, hook] = [await startMailServer(), await startWebhookServer()];
  onTestFinished(async () => {
    await mailServer.close();
    await hook.close();
  });
  const { runtime } = product;
  await sendMailsThrough(mailServer, runtime);
  const receivers = { mail_recipients: ['ops@shop.example'], webhook_url: hook.url };
  await saveNotifications(runtime, { ...INITIAL_NOTIFICATIONS, ...receivers, ...notifications });
  return { ...product, mailServer, hook };
}

async function sendDue({ runtime }: TestProduct): Promise<void> {
  for (const channel of ['mail', 'webhook'] satisfies SentChannel[])
    while (await sendNext(sendingOptions(runtime, channel), channel, new AbortController().signal));
}

/** The notices that the console's pages show, and those of the other channels, whether sent or not. */
async function noticesOf({ runtime }: TestProduct): Promise<readonly string[]> {
  const shown = (await runtime.outbox.after(0, 100)).notices.map(({ state }) => `console ${state}`);
  const sent = (await runtime.outbox.list(100)).map(({ channel, jobState }) => `${channel} ${jobState}`);
  return [...shown, ...sent].sort();
}

test('each channel reports a failed attempt once, without the messages of its tasks', async () => {
  const product = await startNotifying();
  const attempt = await pushAndRun(product, FAILING);
  await sendDue(product);
  expect(await noticesOf(product)).toEqual(['console error', 'mail error', 'webhook error']);
  const [mail, ...mails] = product.mailServer.mails;
  const [call, ...calls] = product.hook.calls;
  expect([mails, calls]).toEqual([[], []]);
  expect(mail?.raw.replaceAll('\r\n ', ' ')).toContain(
    `Subject: [Conversion Console] shop daily: attempt ${attempt.id} failed`,
  );
  expect(JSON.parse(call?.body ?? '')).toEqual({
    type: 'workflow.error',
    timestamp: expect.any(String),
    data: {
      attempt_id: attempt.id,
      status: 'error',
      project: { id: 1, name: 'shop' },
      workflow: { id: 1, name: 'daily' },
      session_id: attempt.session.id,
      session_time: '2026-11-26T00:00:00.000+00:00',
      retry_name: null,
      sandbox: false,
      tasks: { success: 1, error: 1 },
      failed_tasks: ['+daily+b'],
      started_at: new Date(attempt.createdAt).toISOString(),
      url: `http://localhost:3000/workbench/workflows/attempts/${attempt.id}`,
    },
  });
  expect(`${mail?.raw}${call?.body}`).not.toContain('4711');
});

test('the pages report success; the other channels do so only if the settings include it', async () => {
  const product = await startNotifying();
  await pushAndRun(product, '+a: {echo>: x}\n');
  expect(await noticesOf(product)).toEqual(['console success']);
  const onlySuccess = await startNotifying({ notify_workflow_success: true, notify_workflow_error: false });
  await pushAndRun(onlySuccess, '+a: {echo>: x}\n');
  await pushAndRun(onlySuccess, FAILING, { session: SESSION + 1000 });
  expect(await noticesOf(onlySuccess)).toEqual(['console error', 'console success', 'mail success', 'webhook success']);
});

test('the pages report how an attempt ended, but not each of its jobs', async () => {
  const product = await startNotifying();
  await pushAndRun(
    product,
    '+a:\n  td>: {data: SELECT 1 AS x}\n  database: shop\n+b:\n  td>: {data: SELECT nothing}\n  database: shop\n',
  );
  expect((await product.runtime.jobs.find(2))?.state).toBe('error');
  expect((await noticesOf(product)).filter((each) => each.startsWith('console'))).toEqual(['console error']);
});

test('an attempt that misses its SLA is reported once, if the SLA has an alert', async () => {
  const product = await startNotifying();
  const late = 'sla:\n  duration: 00:01:00\n  alert: ALERT\n+work: {wait>: 2m}\n+more: {wait>: 2m}\n';
  await pushAndRun(product, late.replace('ALERT', 'true'));
  expect(await noticesOf(product)).toEqual(['console sla', 'console success', 'mail sla', 'webhook sla']);
  const silent = await startNotifying();
  await pushAndRun(silent, late.replace('ALERT', 'false'));
  expect(await noticesOf(silent)).toEqual(['console success']);
});

test('an attempt that a person killed is not reported', async () => {
  const product = await startNotifying();
  await pushFiles(product, { 'daily.dig': FAILING });
  const attempt = await queueAttempt(product);
  await product.runtime.workflowAttempts.requestCancel(attempt.id);
  expect([(await runAttempt(product, attempt)).state, await noticesOf(product)]).toEqual(['killed', []]);
});
