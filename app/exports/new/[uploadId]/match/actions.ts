'use server';

import { revalidatePath } from 'next/cache';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { presetToSave } from '#lib/core/matching/preset-input.ts';
import { savePreset } from '#lib/operations/exports/remember-mapping.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { presetOptions } from '#lib/runtime/operation-options.ts';
import { runAction } from '#lib/web/action-result.ts';

export async function saveMapping(input: unknown) {
  const result = await runAction(presetToSave, input, async ({ upload, name, ...matching }, runtime) => {
    const file = await readableUpload(runtime, upload);
    savePreset(getFileConnector(), file, matching, { ...presetOptions(runtime), name });
  });
  revalidatePath('/', 'layout');
  return result;
}
