import { z } from 'zod';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type MailSettings, mailInput, smtpPassword } from '../../core/settings/mail-settings.ts';
import { type NotificationSettings, notificationsInput } from '../../core/settings/notification-settings.ts';
import {
  type Ceilings,
  type NumericSettings,
  numericSettingsInput,
  uncheckedNumericSettings,
} from '../../core/settings/numeric-settings.ts';
import { isMailKey, isNotificationKey } from '../../core/settings/setting-key.ts';
import { type SaveMailOptions, saveMail } from './save-mail.ts';
import { type SaveNotificationsOptions, saveNotifications } from './save-notifications.ts';

export interface ChangeSettingsOptions {
  readonly settings: SaveMailOptions['settings'] &
    SaveNotificationsOptions['settings'] & {
      readonly ceilings: Ceilings;
      notifications(): Promise<NotificationSettings>;
      mail(): Promise<MailSettings>;
      save(changed: Partial<NumericSettings>): Promise<unknown>;
    };
  readonly secrets: SaveMailOptions['secrets'] & SaveNotificationsOptions['secrets'];
  readonly outbox: SaveMailOptions['outbox'] & SaveNotificationsOptions['outbox'];
  readonly randomKey: () => string;
}

/**
 * The schema of all settings, from the schemas of their forms, and of the password of the mail server. The bounds
 * of numeric settings depend on ceilings: `changeSettings` checks them.
 */
export const settingsToChange = z
  .object({
    ...uncheckedNumericSettings,
    ...mailInput.shape,
    ...notificationsInput.shape,
    smtp_password: smtpPassword,
  })
  .partial();

/**
 * Changes settings, each group as its form does; if one is refused, nothing changes. An empty password removes the
 * stored one. Returns the secret of a new webhook, which is shown only once. Throws UserError `smtp_user_first` for a
 * password without a server or user.
 */
export async function changeSettings(
  options: ChangeSettingsOptions,
  { smtp_password: password, ...changes }: z.output<typeof settingsToChange>,
): Promise<{ readonly secret: string | null }> {
  const { settings } = options;
  const entries = Object.entries(changes);
  const pick = (isPicked: (key: string) => boolean) => Object.fromEntries(entries.filter(([key]) => isPicked(key)));
  const mail = pick(isMailKey);
  const notifications = pick(isNotificationKey);
  const numericChanges = pick((key) => !isMailKey(key) && !isNotificationKey(key));
  const checkedNumbers = parseInput(numericSettingsInput(settings.ceilings).partial(), numericChanges);
  const mailSettings =
    Object.keys(mail).length > 0
      ? parseInput(mailInput, { ...(await settings.mail()), ...mail, smtp_password: password ?? '' })
      : undefined;
  const notificationSettings = parseInput(notificationsInput, {
    ...(await settings.notifications()),
    ...notifications,
  });
  // Steps that may still be refused come first.
  if (password) refuseWithoutUser(mailSettings ?? (await settings.mail()));
  if (password === '') await changePassword(options, '');
  if (mailSettings) await saveMail(options, mailSettings);
  else if (password) await changePassword(options, password);
  if (Object.keys(numericChanges).length > 0) await settings.save(checkedNumbers);
  return Object.keys(notifications).length > 0
    ? await saveNotifications(options, notificationSettings)
    : { secret: null };
}

/** A password belongs to a user of a server. */
function refuseWithoutUser({ smtp_host, smtp_user }: MailSettings): void {
  if (smtp_host === '' || smtp_user === '') throw new UserError('smtp_user_first');
}

async function changePassword({ secrets, outbox }: ChangeSettingsOptions, password: string): Promise<void> {
  if (password === '') await secrets.forget('smtp_password');
  else await secrets.keep('smtp_password', password);
  await outbox.retryNow('mail');
}
