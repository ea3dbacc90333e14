'use server';

import { revalidatePath } from 'next/cache';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { reading } from '#lib/core/export/export-input.ts';
import { beginEarlyReview } from '#lib/operations/review/begin-early-review.ts';
import { rereadUpload } from '#lib/operations/uploads/reread-upload.ts';
import { earlyReviewOptions, rereadOptions } from '#lib/runtime/operation-options.ts';
import { runAction } from '#lib/web/action-result.ts';

export async function rereadFile(input: unknown) {
  const result = await runAction(reading, input, async ({ upload, ...format }, runtime) => {
    const connector = getFileConnector();
    const reread = await rereadUpload(upload, format, rereadOptions(runtime, connector));
    beginEarlyReview({ connector, upload: reread }, earlyReviewOptions(runtime));
  });
  revalidatePath('/exports/new', 'layout');
  return result;
}
