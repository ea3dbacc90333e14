import { z } from 'zod';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type MailSettings, mailInput, smtpPassword } from '../../core/settings/mail-settings.ts';
import { type NotificationSettings, notificationsInput } from '../../core/settings/notification-settings.ts';
import { isMailKey, isNotificationKey } from '../../core/settings/setting-key.ts';
import { type Ceilings, type Settings, settingsInput } from '../../core/settings/settings.ts';
import { type SaveMailOptions, saveMail } from './save-mail.ts';
import { type SaveNotificationsOptions, saveNotifications } from './save-notifications.ts';

export interface ChangeSettingsOptions {
  readonly settings: SaveMailOptions['settings'] &
    SaveNotificationsOptions['settings'] & {
      readonly ceilings: Ceilings;
      notifications(): NotificationSettings;
      mail(): MailSettings;
      save(changed: Partial<Settings>): unknown;
    };
  readonly secrets: SaveMailOptions['secrets'] & SaveNotificationsOptions['secrets'];
  readonly outbox: SaveMailOptions['outbox'] & SaveNotificationsOptions['outbox'];
  readonly randomKey: () => string;
}

const UNBOUNDED: Ceilings = { calls_per_minute: 1e9, test_calls_per_second: 1e9 };

/** Any of the settings, by the schemas of the forms that they are part of, and the mail server's password. */
export const settingsToChange = z
  .object({
    ...settingsInput(UNBOUNDED).shape,
    ...mailInput.shape,
    ...notificationsInput.shape,
    smtp_password: smtpPassword,
  })
  .partial();

/**
 * Changes some settings, each group as its form would: one that is refused changes nothing. An empty password takes away
 * the one that is kept. A webhook's first secret is answered this once.
 */
export function changeSettings(
  options: ChangeSettingsOptions,
  { smtp_password: password, ...changes }: z.output<typeof settingsToChange>,
): { readonly secret: string | null } {
  const { settings } = options;
  const all = Object.entries(changes);
  const of = (isOne: (key: string) => boolean) => Object.fromEntries(all.filter(([key]) => isOne(key)));
  const [mail, notifications] = [of(isMailKey), of(isNotificationKey)];
  const limits = of((key) => !isMailKey(key) && !isNotificationKey(key));
  const checkedLimits = parseInput(settingsInput(settings.ceilings).partial(), limits);
  const toMail = parseInput(mailInput, { ...settings.mail(), ...mail, smtp_password: password ?? '' });
  const toTell = parseInput(notificationsInput, { ...settings.notifications(), ...notifications });
  // What may still be refused comes first.
  if (password === '') changePassword(options, '');
  if (Object.keys(mail).length > 0) saveMail(options, toMail);
  else if (password !== undefined && password !== '') changePassword(options, password);
  if (Object.keys(limits).length > 0) settings.save(checkedLimits);
  return Object.keys(notifications).length > 0 ? saveNotifications(options, toTell) : { secret: null };
}

/** Throws UserError `smtp_user_first`: a password belongs to somebody. */
function changePassword({ settings, secrets, outbox }: ChangeSettingsOptions, password: string): void {
  const { smtp_host, smtp_user } = settings.mail();
  if (password !== '' && (smtp_host === '' || smtp_user === '')) throw new UserError('smtp_user_first');
  if (password === '') secrets.forget('smtp_password');
  else secrets.keep('smtp_password', password);
  outbox.hurry('mail');
}
