import { z } from 'zod';
import { mailShapes } from '../../core/settings/mail-settings.ts';
import { notificationShapes } from '../../core/settings/notification-settings.ts';
import { numericSettingShapes } from '../../core/settings/numeric-settings.ts';
import type { Runtime } from '../../runtime/runtime.ts';
import { registerShape } from './shape-registry.ts';

const settings = z.object({
  ...numericSettingShapes,
  ...mailShapes,
  ...notificationShapes,
  smtp_password_set: z.boolean(),
  webhook_secret_set: z.boolean(),
});

export const settingsShape = registerShape('Settings', settings);

/** The answer to the change that sets the first webhook contains its secret, once. */
export const changedSettingsShape = registerShape(
  'ChangedSettings',
  settings.extend({ webhook_secret: z.string().optional() }),
);

/** The current settings. For secrets, only whether they are set. */
export async function settingsObject({
  settings,
  secrets,
}: Pick<Runtime, 'settings' | 'secrets'>): Promise<z.output<typeof settingsShape>> {
  const { mail_recipients, ...notifications } = await settings.notifications();
  const isSet = async (name: 'smtp_password' | 'webhook_secret') => (await secrets.storedSince(name)) !== undefined;
  return {
    ...(await settings.current()),
    ...(await settings.mail()),
    ...notifications,
    mail_recipients: [...mail_recipients],
    smtp_password_set: await isSet('smtp_password'),
    webhook_secret_set: await isSet('webhook_secret'),
  };
}
