'use server';

import { revalidatePath } from 'next/cache';
import { deleteUpload } from '#lib/commands/rows/uploads.ts';
import { runCommand } from '#lib/web/run-command.ts';

/** Deletes a file that was not sent, with everything chosen and fixed for it. */
export async function deleteDraft(input: unknown) {
  const result = await runCommand(deleteUpload, input);
  revalidatePath('/', 'layout'); // home shows the file, too
  return result;
}
