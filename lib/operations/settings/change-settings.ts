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

/** All settings, by the schemas of their forms, and the password of the mail server. */
export const settingsToChange = z
  .object({
    ...settingsInput(UNBOUNDED).shape,
    ...mailInput.shape,
    ...notificationsInput.shape,
    smtp_password: smtpPassword,
  })
  .partial();

/**
 * Changes settings, each group as its form does; if one is refused, nothing changes. An empty password removes the stored
 * one. Returns the secret of a new webhook, which is shown only once.
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
  const mailSettings = parseInput(mailInput, { ...settings.mail(), ...mail, smtp_password: password ?? '' });
  const notificationSettings = parseInput(notificationsInput, { ...settings.notifications(), ...notifications });
  // Changes that may still be refused come first.
  if (password === '') changePassword(options, '');
  if (Object.keys(mail).length > 0) saveMail(options, mailSettings);
  else if (password !== undefined && password !== '') changePassword(options, password);
  if (Object.keys(limits).length > 0) settings.save(checkedLimits);
  return Object.keys(notifications).length > 0 ? saveNotifications(options, notificationSettings) : { secret: null };
}

/** Throws UserError `smtp_user_first` if no user is set. */
function changePassword({ settings, secrets, outbox }: ChangeSettingsOptions, password: string): void {
  const { smtp_host, smtp_user } = settings.mail();
  if (password !== '' && (smtp_host === '' || smtp_user === '')) throw new UserError('smtp_user_first');
  if (password === '') secrets.forget('smtp_password');
  else secrets.keep('smtp_password', password);
  outbox.retryNow('mail');
}
