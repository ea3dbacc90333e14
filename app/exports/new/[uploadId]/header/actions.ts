'use server';

import { revalidatePath } from 'next/cache';
import { runAction } from '#lib/action-result.ts';
import { reading } from '#lib/core/export-input.ts';
import { rereadUpload } from '#lib/operations/reread-upload.ts';
import { rereadOptions } from '#lib/runtime/operation-options.ts';
import { exportConnector } from '../../../export-connector.ts';

export async function rereadFile(input: unknown) {
  const result = await runAction(reading, input, async ({ upload, ...said }, runtime) => {
    await rereadUpload(upload, said, rereadOptions(runtime, exportConnector()));
  });
  revalidatePath('/exports/new', 'layout');
  return result;
}
