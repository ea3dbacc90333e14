'use server';

import { revalidatePath } from 'next/cache';
import { runAction } from '#lib/action-result.ts';
import { settingsInput } from '#lib/core/settings.ts';
import { webRuntime } from '#lib/web/runtime.ts';

export async function saveSettings(input: unknown) {
  const { settings } = await webRuntime();
  const result = await runAction(settingsInput(settings.ceilings), input, (changed) => settings.save(changed));
  revalidatePath('/', 'layout'); // pages of jobs show dates that follow from them
  return result;
}
