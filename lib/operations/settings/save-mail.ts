import { z } from 'zod';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { isSameServer, type MailSettings, mailInput } from '../../core/settings/mail-settings.ts';
import type { SettingsSecret } from '../../core/settings/settings-secret.ts';

export interface SaveMailOptions {
  readonly settings: { mail(): Promise<MailSettings>; save(changed: MailSettings): Promise<unknown> };
  readonly secrets: {
    keep(name: SettingsSecret, secret: string): Promise<void>;
    forget(name: SettingsSecret): Promise<void>;
    storedSince(name: SettingsSecret): Promise<number | undefined>;
  };
  readonly outbox: { retryNow(channel: 'mail'): Promise<void> };
}

/**
 * Saves the mail server. Without a password, the stored one is kept if server, encryption and user stay the same, and
 * removed if there is no longer a server or user; otherwise, UserError `smtp_password_again` is thrown. Waiting emails
 * are retried immediately.
 */
export async function saveMail(
  { settings, secrets, outbox }: SaveMailOptions,
  { smtp_password: password, ...mail }: z.output<typeof mailInput>,
): Promise<void> {
  const isStored = (await secrets.storedSince('smtp_password')) !== undefined;
  const isOtherServer = !isSameServer(mail, await settings.mail());
  const usesPassword = mail.smtp_host !== '' && mail.smtp_user !== '';
  if (isStored && isOtherServer && usesPassword && password === '') {
    throw new UserError('smtp_password_again', {}, { field: 'smtp_password' });
  }
  // Before the server changes: if a later step fails, no password is stored for a server that it does not belong to.
  if (isOtherServer || !usesPassword) await secrets.forget('smtp_password');
  await settings.save(mail);
  if (usesPassword && password !== '') await secrets.keep('smtp_password', password);
  await outbox.retryNow('mail');
}

export const mailToChange = z.object(mailInput.shape).partial();

/** Changes some settings of the mail server; the others stay unchanged. Throws as `saveMail` does. */
export async function changeMail(
  options: SaveMailOptions,
  { smtp_password = '', ...changes }: z.output<typeof mailToChange>,
): Promise<void> {
  await saveMail(options, parseInput(mailInput, { ...(await options.settings.mail()), ...changes, smtp_password }));
}
