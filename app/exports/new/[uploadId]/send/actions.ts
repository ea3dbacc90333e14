'use server';

import { revalidatePath } from 'next/cache';
import { runAction } from '#lib/web/action-result.ts';
import { newExport, startExport } from './new-export.ts';

export async function sendEvents(input: unknown) {
  const result = await runAction(newExport, input, startExport);
  revalidatePath('/jobs');
  return result;
}
