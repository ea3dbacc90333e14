import { z } from 'zod';
import { SMTP_SECURITIES } from '../../core/settings/mail-settings.ts';
import type { AnySettingKey } from '../../core/settings/setting-key.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { registerShape } from './shape-registry.ts';

const settingShapes = {
  calls_per_minute: z.int(),
  test_calls_per_second: z.int(),
  duplicate_window_hours: z.int(),
  retention_days: z.int(),
  smtp_host: z.string(),
  smtp_port: z.int(),
  smtp_security: z.enum(SMTP_SECURITIES),
  smtp_user: z.string(),
  mail_from: z.string(),
  notify_success: z.boolean(),
  notify_error: z.boolean(),
  notify_paused: z.boolean(),
  notify_rejects: z.boolean(),
  rejects_percent: z.int(),
  mail_recipients: z.array(z.string()),
  webhook_url: z.string(),
  console_url: z.string(),
} satisfies Record<AnySettingKey, z.ZodType>;

const settings = z.object({
  ...settingShapes,
  smtp_password_set: z.boolean(),
  webhook_secret_set: z.boolean(),
});

export const settingsShape = registerShape('Settings', settings);

/** A change that set the first webhook returns its secret, once. */
export const changedSettingsShape = registerShape(
  'ChangedSettings',
  settings.extend({ webhook_secret: z.string().optional() }),
);

/** The current settings. Of secrets, only whether they are set. */
export function settingsObject({
  settings,
  secrets,
}: Pick<Runtime, 'settings' | 'secrets'>): z.output<typeof settingsShape> {
  const { mail_recipients, ...notifications } = settings.notifications();
  const isSet = (name: 'smtp_password' | 'webhook_secret') => secrets.storedSince(name) !== undefined;
  return {
    ...{ ...settings.current(), ...settings.mail(), ...notifications, mail_recipients: [...mail_recipients] },
    ...{ smtp_password_set: isSet('smtp_password'), webhook_secret_set: isSet('webhook_secret') },
  };
}
