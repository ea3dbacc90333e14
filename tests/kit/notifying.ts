import type { SMTPServerOptions } from 'smtp-server';
import { onTestFinished } from 'vitest';
import type { SentChannel } from '../../lib/core/notification/notification.ts';
import type { MailSettings } from '../../lib/core/settings/mail-settings.ts';
import { INITIAL_NOTIFICATIONS, type NotificationSettings } from '../../lib/core/settings/notification-settings.ts';
import { saveNotifications } from '../../lib/operations/settings/save-notifications.ts';
import { sendNext } from '../../lib/operations/settings/send-next.ts';
import { sendingOptions } from '../../lib/runtime/notifications.ts';
import { sendMailsThrough } from './mail-settings.ts';
import { startProduct, type TestProduct, validLines } from './product.ts';
import { startMailServer, startWebhookServer } from './receivers.ts';

export const neverAborted = new AbortController().signal;
export const RECIPIENTS = ['ops@shop.example', 'data@shop.example'];
export const PASSWORD = 'smtp sesame "ä"';

export interface NotifyingOptions {
  readonly mail?: Partial<MailSettings> & { readonly smtp_password?: string };
  readonly notifications?: Partial<NotificationSettings>;
  readonly server?: SMTPServerOptions;
  readonly env?: Record<string, string>;
}

/** A product with its own mail server and webhook server. */
export async function startNotifying({ mail = {}, notifications = {}, server = {}, env = {} }: NotifyingOptions = {}) {
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
export async function sendDue({ runtime }: TestProduct, channel: SentChannel): Promise<void> {
  while (await sendNext(sendingOptions(runtime, channel), channel, neverAborted));
}

/** Five records, of which two are invalid. */
export function faultyLines(): string[] {
  const [header = '', ...records] = validLines(5);
  return [header, ...records.map((record, i) => (i < 2 ? record.replace('@mail.example', '') : record))];
}

export const channelStatesOf = async ({ runtime }: TestProduct) =>
  (await runtime.outbox.list(100)).map(({ channel, state }) => `${channel} ${state}`);
