import type { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { isSameServer, type MailSettings, type mailInput } from '../../core/settings/mail-settings.ts';
import type { SettingsSecret } from '../../core/settings/settings-secret.ts';

export interface SaveMailOptions {
  readonly settings: { mail(): MailSettings; save(changed: MailSettings): unknown };
  readonly secrets: {
    keep(name: SettingsSecret, secret: string): void;
    forget(name: SettingsSecret): void;
    keptSince(name: SettingsSecret): number | undefined;
  };
  readonly outbox: { hurry(channel: 'mail'): void };
}

/**
 * Changes how mails leave; without a password the one that is kept stays. It belongs to its server and user, and is given
 * to no other: throws UserError `smtp_password_again` where one of them changes. What waits is tried again at once.
 */
export function saveMail(
  { settings, secrets, outbox }: SaveMailOptions,
  { smtp_password: password, ...mail }: z.output<typeof mailInput>,
): void {
  const isKept = secrets.keptSince('smtp_password') !== undefined;
  const isElsewhere = !isSameServer(mail, settings.mail());
  const needsNone = mail.smtp_host === '' || mail.smtp_user === '';
  if (isKept && isElsewhere && !needsNone && password === '') {
    throw new UserError('smtp_password_again', {}, { field: 'smtp_password' });
  }
  if (isElsewhere || needsNone) secrets.forget('smtp_password'); // first, whatever keeps the rest from happening
  settings.save(mail);
  if (!needsNone && password !== '') secrets.keep('smtp_password', password);
  outbox.hurry('mail');
}
