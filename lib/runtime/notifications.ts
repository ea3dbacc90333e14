import { randomUUID } from 'node:crypto';
import { type Mail, sendMail } from '../adapters/notification/mailer.ts';
import { callWebhook } from '../adapters/notification/webhook.ts';
import { UserError } from '../core/errors.ts';
import { isExposed, publicOrigin } from '../core/network/public-origin.ts';
import { attemptEvent, noticeEvent } from '../core/notification/notice-event.ts';
import type { DueNotice, Notice, SendResult, SentChannel } from '../core/notification/notification.ts';
import { type Invitation, invitationPath } from '../core/people/person.ts';
import { attemptMail } from '../messages/attempt-mail.ts';
import { linkMail } from '../messages/link-mail.ts';
import type { Locale } from '../messages/locale.ts';
import type { NoticeMail } from '../messages/mail-layout.ts';
import { noticeMail, refusalMail, testMail } from '../messages/notice-mail.ts';
import type { SendingOptions } from '../operations/settings/send-next.ts';
import type { Runtime } from './runtime.ts';

const NOT_CONFIGURED: SendResult = { ok: false, code: 'not_configured', params: {} };

/** Options for sending the notifications of a channel. */
export function sendingOptions(runtime: Runtime, channel: SentChannel): SendingOptions {
  const { outbox, random, logger } = runtime;
  const send = channel === 'mail' ? mailNotice : callWebhookWithNotice;
  return {
    outbox,
    random,
    send: (due, signal) => send(runtime, due, signal),
    log: (facts, result) => {
      const { ok, code: problem, params } = result;
      const details = { ...facts, channel, ...(problem !== undefined && { problem }), ...params };
      if (problem === undefined) logger.info(details, 'notification sent');
      else logger.warn(details, ok ? 'notification partly sent' : 'notification not sent');
    },
  };
}

/** Sends a test email immediately, with the stored settings. */
export async function sendTestMail(runtime: Runtime, to: string): Promise<SendResult> {
  const consoleUrl = await consoleUrlOf(runtime);
  return mail(runtime, { ...testMail(consoleUrl), id: randomUUID(), to: [to] }, new AbortController().signal);
}

/**
 * Mails the link of an invitation immediately, not through the outbox, which would store the link. The link begins with
 * the public URL from the environment or this machine's, because a URL from the settings could lead to another server.
 */
export function sendLinkMail(
  runtime: Runtime,
  { invitation, token, locale }: { readonly invitation: Invitation; readonly token: string; readonly locale: Locale },
): Promise<SendResult> {
  const url = `${publicOrigin(runtime.env)}${invitationPath(token)}`;
  const message = { ...linkMail(invitation, url, locale), id: randomUUID(), to: [invitation.email] };
  return mail(runtime, message, new AbortController().signal);
}

/** Sends an event of type `test` to the webhook immediately. */
export function sendTestWebhook(runtime: Runtime): Promise<SendResult> {
  const event = { type: 'test', timestamp: new Date(runtime.clock.now()).toISOString(), data: {} };
  return callConfiguredWebhook(runtime, randomUUID(), event, new AbortController().signal);
}

async function mailNotice(
  runtime: Runtime,
  { key, notice, recipients }: DueNotice,
  signal: AbortSignal,
): Promise<SendResult> {
  const to = recipients ?? (await runtime.settings.notifications()).mail_recipients;
  const message = await mailAbout(runtime, notice, recipients !== undefined);
  return to.length === 0 ? NOT_CONFIGURED : mail(runtime, { ...message, id: key, to }, signal);
}

async function mailAbout(runtime: Runtime, notice: Notice, isForSchedule: boolean): Promise<NoticeMail> {
  const consoleUrl = await consoleUrlOf(runtime);
  if ('attempt' in notice) return attemptMail(notice, consoleUrl);
  if (notice.state === 'refused') return refusalMail(notice, { consoleUrl, isForSchedule });
  const { rejects_percent: percent } = await runtime.settings.notifications();
  const pausedAlike = notice.state === 'paused' ? await runtime.outbox.countPausedAlike(notice) : 0;
  return noticeMail(notice, { consoleUrl, percent, pausedAlike, isForSchedule });
}

/** Sends an email through the configured server. */
export async function mail(runtime: Runtime, message: Mail, signal: AbortSignal): Promise<SendResult> {
  const server = await runtime.settings.mail();
  if (server.smtp_host === '') return NOT_CONFIGURED;
  const isPrivateAllowed = runtime.env.smtpPrivateHosts.includes(server.smtp_host.toLowerCase());
  return withSecret(runtime, 'smtp_password', (password) =>
    sendMail({ ...server, password, isPrivateAllowed }, message, signal),
  );
}

async function callWebhookWithNotice(
  runtime: Runtime,
  { key, notice }: DueNotice,
  signal: AbortSignal,
): Promise<SendResult> {
  // A planned run that was refused has no job, and is reported by email only.
  if (notice.state === 'refused') return NOT_CONFIGURED;
  const consoleUrl = await consoleUrlOf(runtime);
  if ('attempt' in notice) {
    const url = `${consoleUrl}/workbench/workflows/attempts/${notice.attempt}`;
    return callConfiguredWebhook(runtime, key, attemptEvent(notice, url), signal);
  }
  const { rejects_percent: percent } = await runtime.settings.notifications();
  const url = `${consoleUrl}/jobs/${notice.job}`;
  return callConfiguredWebhook(runtime, key, noticeEvent(notice, { percent, url }), signal);
}

async function callConfiguredWebhook(
  runtime: Runtime,
  key: string,
  event: object,
  signal: AbortSignal,
): Promise<SendResult> {
  const { webhook_url: url } = await runtime.settings.notifications();
  return withSecret(runtime, 'webhook_secret', async (secret) => {
    if (url === '' || secret === undefined) return NOT_CONFIGURED;
    const body = JSON.stringify(event);
    const isPrivateAllowed = runtime.env.webhookPrivateHosts.includes(hostOf(url));
    // People who sign in from other machines must not reach servers that listen only on this machine.
    const isLoopbackAllowed = isPrivateAllowed || !isExposed(runtime.env);
    const request = { url, secret, id: `msg_${key}`, body, isPrivateAllowed, isLoopbackAllowed };
    return callWebhook(request, runtime.clock.now(), signal);
  });
}

/** The host of a URL as in a list of hosts: an IPv6 address without brackets. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

/** A secret that cannot be decrypted counts as a failed try to send, since a person can enter it again. */
async function withSecret(
  { secrets }: Runtime,
  name: 'smtp_password' | 'webhook_secret',
  use: (secret: string | undefined) => Promise<SendResult>,
): Promise<SendResult> {
  let secret: string | undefined;
  try {
    secret = await secrets.open(name);
  } catch (error) {
    if (error instanceof UserError) return { ok: false, code: error.code, params: {} };
    throw error;
  }
  return use(secret);
}

/** The URL with which links begin: the one from the environment, else from the settings, else that of this machine. */
async function consoleUrlOf({ settings, env }: Runtime): Promise<string> {
  return (env.publicUrl ?? ((await settings.notifications()).console_url || publicOrigin(env))).replace(/\/+$/, '');
}
