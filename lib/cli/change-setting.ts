import { UserError } from '../core/errors.ts';
import { mailInput } from '../core/mail-settings.ts';
import { notificationsInput } from '../core/notification-settings.ts';
import { parseInput } from '../core/parameters.ts';
import { type AnySettingKey, isMailKey, isNotificationKey } from '../core/setting-key.ts';
import { settingsInput } from '../core/settings.ts';
import { saveMail } from '../operations/save-mail.ts';
import { saveNotifications } from '../operations/save-notifications.ts';
import { notificationOptions } from '../runtime/notifications.ts';
import type { Runtime } from '../runtime.ts';

/** Changes one setting, by the schema of the form that it is part of. A webhook's first secret is answered this once. */
export function changeSetting(runtime: Runtime, key: AnySettingKey, value: string): { readonly secret: string | null } {
  const { settings } = runtime;
  if (isMailKey(key)) {
    saveMail(runtime, parseInput(mailInput, { ...settings.mail(), smtp_password: '', [key]: value }));
  } else if (isNotificationKey(key)) {
    const input = parseInput(notificationsInput, { ...settings.notifications(), [key]: value });
    return saveNotifications(notificationOptions(runtime), input);
  } else {
    settings.save(parseInput(settingsInput(settings.ceilings).partial(), { [key]: value }));
  }
  return { secret: null };
}

/** An empty one takes away the one that is kept. Throws UserError `smtp_user_first`: a password belongs to somebody. */
export function changePassword({ settings, secrets, outbox }: Runtime, password: string): void {
  const { smtp_host, smtp_user } = settings.mail();
  if (password !== '' && (smtp_host === '' || smtp_user === '')) throw new UserError('smtp_user_first');
  if (password === '') secrets.forget('smtp_password');
  else secrets.keep('smtp_password', password);
  outbox.hurry('mail');
}
