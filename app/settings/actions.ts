'use server';

import { revalidatePath } from 'next/cache';
import { mailInput } from '#lib/core/settings/mail-settings.ts';
import { notificationsInput } from '#lib/core/settings/notification-settings.ts';
import { settingsInput } from '#lib/core/settings/settings.ts';
import { renewWebhookSecret } from '#lib/operations/settings/renew-webhook-secret.ts';
import { saveMail } from '#lib/operations/settings/save-mail.ts';
import { saveNotifications } from '#lib/operations/settings/save-notifications.ts';
import { notificationOptions, sendTestEvent, sendTestMail } from '#lib/runtime/notifications.ts';
import { runAction } from '#lib/web/action-result.ts';
import { webRuntime } from '#lib/web/runtime.ts';
import { nothing, testMailTo } from './settings-input.ts';

/** Each page saves its own settings. */
export async function saveSettings(input: unknown) {
  const { settings } = await webRuntime();
  const schema = settingsInput(settings.ceilings).partial();
  const result = await runAction(schema, input, (changed) => settings.save(changed));
  revalidatePath('/', 'layout'); // job pages show dates that depend on the settings
  return result;
}

export async function saveMailSettings(input: unknown) {
  const result = await runAction(mailInput, input, (mail, runtime) => saveMail(runtime, mail));
  revalidatePath('/settings', 'layout');
  return result;
}

export async function testMail(input: unknown) {
  return runAction(testMailTo, input, ({ to }, runtime) => sendTestMail(runtime, to));
}

/** Returns the first secret, once; `renewSecret` returns new ones. */
export async function saveNotificationSettings(input: unknown) {
  const result = await runAction(notificationsInput, input, (values, runtime) =>
    saveNotifications(notificationOptions(runtime), values),
  );
  revalidatePath('/settings', 'layout');
  return result;
}

export async function renewSecret(input: unknown) {
  const result = await runAction(nothing, input, (_, runtime) => ({
    secret: renewWebhookSecret(notificationOptions(runtime)),
  }));
  revalidatePath('/settings', 'layout');
  return result;
}

export async function testWebhook(input: unknown) {
  return runAction(nothing, input, (_, runtime) => sendTestEvent(runtime));
}
