import { MAIL_KEYS, type MailKey } from './mail-settings.ts';
import { NOTIFICATION_KEYS, type NotificationKey } from './notification-settings.ts';
import { SETTING_KEYS, type SettingKey } from './settings.ts';

/** Any setting except secrets. */
export type AnySettingKey = SettingKey | MailKey | NotificationKey;

export const ALL_SETTING_KEYS: readonly AnySettingKey[] = [...SETTING_KEYS, ...MAIL_KEYS, ...NOTIFICATION_KEYS];

export function isMailKey(key: string): key is MailKey {
  return MAIL_KEYS.some((mailKey) => mailKey === key);
}

export function isNotificationKey(key: string): key is NotificationKey {
  return NOTIFICATION_KEYS.some((notificationKey) => notificationKey === key);
}
