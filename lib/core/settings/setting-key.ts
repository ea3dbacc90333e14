import { MAIL_KEYS, type MailKey } from './mail-settings.ts';
import { NOTIFICATION_KEYS, type NotificationKey } from './notification-settings.ts';
import { NUMERIC_SETTING_KEYS, type NumericSettingKey } from './numeric-settings.ts';

/** Any setting except secrets. */
export type SettingKey = NumericSettingKey | MailKey | NotificationKey;

export const SETTING_KEYS: readonly SettingKey[] = [...NUMERIC_SETTING_KEYS, ...MAIL_KEYS, ...NOTIFICATION_KEYS];

export function isMailKey(key: string): key is MailKey {
  return MAIL_KEYS.some((mailKey) => mailKey === key);
}

export function isNotificationKey(key: string): key is NotificationKey {
  return NOTIFICATION_KEYS.some((notificationKey) => notificationKey === key);
}
