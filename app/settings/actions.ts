'use server';

import { revalidatePath } from 'next/cache';
import {
  saveMailSettings as saveMailCommand,
  saveNumericSettings as saveNumericCommand,
  testMailInConsole,
  testWebhookInConsole,
} from '#lib/commands/console/settings.ts';
import { renewSecret as renewSecretCommand } from '#lib/commands/rows/notifications.ts';
import { changeSettings } from '#lib/commands/rows/settings.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Saves the settings of one page. */
export async function saveNumericSettings(input: unknown) {
  const result = await runCommand(saveNumericCommand, input);
  revalidatePath('/', 'layout'); // job pages show dates that depend on the settings
  return result;
}

export async function saveMailSettings(input: unknown) {
  const result = await runCommand(saveMailCommand, input);
  revalidatePath('/settings', 'layout');
  return result;
}

export async function testMail(input: unknown) {
  return runCommand(testMailInConsole, input);
}

/** If the webhook has had no secret yet, the result contains its new one, which is shown only once. */
export async function saveNotificationSettings(input: unknown) {
  const result = await runCommand(changeSettings, input);
  revalidatePath('/settings', 'layout');
  return result;
}

export async function renewSecret(input: unknown) {
  const result = await runCommand(renewSecretCommand, input);
  revalidatePath('/settings', 'layout');
  return result;
}

export async function testWebhook(input: unknown) {
  return runCommand(testWebhookInConsole, input);
}
