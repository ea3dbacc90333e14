'use server';

import { revalidatePath } from 'next/cache';
import { presetChosen, presetToRename } from '#lib/core/matching/preset-input.ts';
import { runAction } from '#lib/web/action-result.ts';

export async function renameMapping(input: unknown) {
  const result = await runAction(presetToRename, input, ({ id, name }, { presets }) => presets.rename(id, name));
  revalidatePath('/', 'layout');
  return result;
}

export async function deleteMapping(input: unknown) {
  const result = await runAction(presetChosen, input, ({ id }, { presets }) => presets.remove(id));
  revalidatePath('/', 'layout');
  return result;
}
