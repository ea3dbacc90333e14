import type { SendResult } from '../../core/notification/notification.ts';
import type { MailSettings } from '../../core/settings/mail-settings.ts';
import { connectFiltered } from '../http/private-addresses.ts';
import { failureOf } from './failure.ts';

const CONNECT_TIMEOUT_MS = 10_000;
const SOCKET_TIMEOUT_MS = 20_000;
const TOTAL_TIMEOUT_MS = 60_000;

/** The outgoing mail server from the settings. */
export interface MailServer extends MailSettings {
  readonly password: string | undefined;
  /** Whether the server may be on a private network. */
  readonly isPrivateAllowed: boolean;
}

export interface Mail {
  /** The same for each try, so that duplicates can be recognized. */
  readonly id: string;
  /** The sender; by default the address in the settings. */
  readonly from?: string | undefined;
  readonly to: readonly string[];
  readonly cc?: readonly string[];
  readonly bcc?: readonly string[];
  readonly subject: string;
  /** At least one of `text` and `html` is set. */
  readonly text?: string;
  readonly html?: string;
  readonly attachments?: readonly { readonly name: string; readonly type: string; readonly content: string }[];
  /** Where recipients can unsubscribe. */
  readonly settingsUrl?: string;
}

/**
 * Sends an email and returns the result; never throws for errors of the network or the server. An email counts as sent
 * if the server accepted it for at least one recipient, because a second try would reach this recipient twice.
 */
export async function sendMail(server: MailServer, mail: Mail, signal: AbortSignal): Promise<SendResult> {
  const limitedSignal = AbortSignal.any([signal, AbortSignal.timeout(TOTAL_TIMEOUT_MS)]);
  // Loaded here, because it is slow to load, and most processes send no email.
  const { createTransport } = await import('nodemailer');
  const transport = createTransport({
    host: server.smtp_host,
    port: server.smtp_port,
    ...encryptionOf(server),
    ...(server.smtp_user !== '' && { auth: { user: server.smtp_user, pass: server.password ?? '' } }),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: SOCKET_TIMEOUT_MS,
    logger: false,
    disableFileAccess: true,
    disableUrlAccess: true,
    getSocket: (_, done) => {
      connect(server, signal).then((connection) => done(null, { connection }), done);
    },
  });
  try {
    const { rejected } = await transport.sendMail({ ...messageOf(server, mail), signal: limitedSignal });
    if (rejected.length === 0) return { ok: true, params: {} };
    return { ok: true, code: 'some_refused', params: { refused: rejected.length, count: recipientCount(mail) } };
  } catch (error) {
    const hasTimedOut = limitedSignal.aborted && !signal.aborted;
    const failure = failureOf(hasTimedOut ? limitedSignal.reason : error);
    return failure.code === 'private_address' ? { ...failure, code: 'private_mail_server' } : failure;
  } finally {
    transport.close();
  }
}

function connect({ smtp_host: host, smtp_port: port, isPrivateAllowed }: MailServer, signal: AbortSignal) {
  return connectFiltered(
    { host, port, isPrivateAllowed },
    AbortSignal.any([signal, AbortSignal.timeout(CONNECT_TIMEOUT_MS)]),
  );
}

/** Never falls back to an unencrypted connection, which an attacker could force. */
function encryptionOf({ smtp_security }: MailSettings) {
  if (smtp_security === 'tls') return { secure: true };
  return smtp_security === 'starttls' ? { secure: false, requireTLS: true } : { secure: false, ignoreTLS: true };
}

function recipientCount({ to, cc = [], bcc = [] }: Mail): number {
  return to.length + cc.length + bcc.length;
}

function messageOf({ mail_from }: MailSettings, mail: Mail) {
  const { id, from, to, cc = [], bcc = [], subject, text, html, attachments = [], settingsUrl } = mail;
  return {
    subject,
    to: [...to],
    cc: [...cc],
    bcc: [...bcc],
    messageId: `<${id}@conversion-console>`,
    ...(text !== undefined && { text }),
    ...(html !== undefined && { html }),
    from: from ?? { name: 'Conversion Console', address: mail_from },
    headers: { 'Auto-Submitted': 'auto-generated' },
    attachments: attachments.map(({ name, type, content }) => ({ filename: name, contentType: type, content })),
    ...(settingsUrl !== undefined && {
      list: { unsubscribe: { url: settingsUrl, comment: 'Console settings' } },
    }),
  };
}
