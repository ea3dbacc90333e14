import { z } from 'zod';
import { matchingInput } from '#lib/core/export-input.ts';
import { type ReviewEdited, reviewEdit } from '#lib/core/review/review-view.ts';
import { readableUpload } from '#lib/operations/readable-upload.ts';
import { beginReview } from '#lib/operations/review/begin-review.ts';
import { editReview } from '#lib/operations/review/edit-review.ts';
import { viewReview } from '#lib/operations/review/view-review.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import type { Runtime } from '#lib/runtime.ts';
import { exportConnector } from '../../../export-connector.ts';

const upload = z.int().positive();

export const newReview = matchingInput.extend({ upload });
export const uploadEdit = z.object({ upload, edit: reviewEdit, fixesBytes: z.int().nonnegative() });

const TOLD = 1000;

export async function beginUploadReview(
  { upload: id, ...matching }: z.output<typeof newReview>,
  runtime: Runtime,
): Promise<null> {
  const upload = await readableUpload(runtime, id);
  beginReview({ connector: exportConnector(), upload, matching }, runtime);
  return null;
}

export async function repairUpload(
  { upload: id, edit, fixesBytes }: z.output<typeof uploadEdit>,
  runtime: Runtime,
): Promise<ReviewEdited> {
  const options = reviewOptions(runtime, exportConnector());
  const changed = await runtime.inTurn.do(`fixes of ${id}`, () => editReview(id, { edit, fixesBytes }, options));
  const view = await viewReview(id, options);
  return { view, changed: changed.slice(0, TOLD), changedCount: changed.length };
}
