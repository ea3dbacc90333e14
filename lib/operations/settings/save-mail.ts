import type { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { isSameServer, type MailSettings, type mailInput } from '../../core/settings/mail-settings.ts';
import type { SettingsSecret } from '../../core/settings/settings-secret.ts';

export interface SaveMailOptions {
  readonly settings: { mail(): MailSettings; save(changed: MailSettings): unknown };
  readonly secrets: {
    keep(name: SettingsSecret, secret: string): void;
    forget(name: SettingsSecret): void;
    storedSince(name: SettingsSecret): number | undefined;
  };
  readonly outbox: { retryNow(channel: 'mail'): void };
}

/**
 * Saves the mail server. Without a password, the stored one is kept; since it belongs to its server and user, UserError
 * `smtp_password_again` is thrown if one of them changes. Waiting mails are retried immediately.
 */
export function saveMail(
  { settings, secrets, outbox }: SaveMailOptions,
  { smtp_password: password, ...mail }: z.output<typeof mailInput>,
): void {
  const isStored = secrets.storedSince('smtp_password') !== undefined;
  const isOtherServer = !isSameServer(mail, settings.mail());
  const needsNone = mail.smtp_host === '' || mail.smtp_user === '';
  if (isStored && isOtherServer && !needsNone && password === '') {
    throw new UserError('smtp_password_again', {}, { field: 'smtp_password' });
  }
  if (isOtherServer || needsNone) secrets.forget('smtp_password'); // first, in case a later step fails
  settings.save(mail);
  if (!needsNone && password !== '') secrets.keep('smtp_password', password);
  outbox.retryNow('mail');
}
