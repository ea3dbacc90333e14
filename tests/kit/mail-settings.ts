import { INITIAL_MAIL, type MailSettings, mailInput } from '../../lib/core/settings/mail-settings.ts';
import { saveMail } from '../../lib/operations/settings/save-mail.ts';
import type { Runtime } from '../../lib/runtime/runtime.ts';
import type { MailServer } from './receivers.ts';

type MailChanges = Partial<MailSettings> & { readonly smtp_password?: string };

/** Makes a product send its emails through a mail server of `startMailServer`. */
export async function sendMailsThrough(
  { port }: Pick<MailServer, 'port'>,
  runtime: Runtime,
  changes: MailChanges = {},
): Promise<void> {
  const server = { smtp_host: '127.0.0.1', smtp_port: port, smtp_security: 'none', mail_from: 'me@shop.example' };
  await saveMail(runtime, mailInput.parse({ ...INITIAL_MAIL, ...server, smtp_password: '', ...changes }));
}
