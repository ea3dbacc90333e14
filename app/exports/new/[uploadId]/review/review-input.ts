import { z } from 'zod';
import type { ReviewWithMapping } from '#components/export/review-with-mapping.ts';
import { getFileConnector } from '#lib/connectors/file-connector.ts';
import { matchingInput } from '#lib/core/export/export-input.ts';
import { MAX_CHANGED_LISTED, type ReviewEdited, reviewEdit, reviewQuery } from '#lib/core/review/review-view.ts';
import { beginReview } from '#lib/operations/review/begin-review.ts';
import { showRows } from '#lib/operations/review/show-rows.ts';
import { viewReview } from '#lib/operations/review/view-review.ts';
import { readableUpload } from '#lib/operations/uploads/readable-upload.ts';
import { reviewOptions } from '#lib/runtime/operation-options.ts';
import { editInTurn } from '#lib/runtime/reading/serialized-fixes.ts';
import type { Runtime } from '#lib/runtime/runtime.ts';

const upload = z.int().positive();

export const newReview = matchingInput.extend({ upload });
export const uploadEdit = reviewQuery.extend({
  upload,
  edit: reviewEdit,
  fixesBytes: z.int().nonnegative(),
  /** Whether the response contains personal values of the edited record unmasked. */
  personal: z.boolean().default(false),
});

export async function beginUploadReview(
  { upload: id, ...matching }: z.output<typeof newReview>,
  runtime: Runtime,
): Promise<null> {
  const upload = await readableUpload(runtime, id);
  beginReview({ connector: getFileConnector(), upload, matching }, runtime);
  return null;
}

export async function repairUpload(
  { upload: id, job, edit, fixesBytes, personal }: z.output<typeof uploadEdit>,
  runtime: Runtime,
): Promise<ReviewEdited> {
  const options = reviewOptions(runtime, getFileConnector());
  const changed = await editInTurn(runtime, getFileConnector(), id, { edit, fixesBytes });
  const [row] = edit.kind === 'cell' ? await showRows(id, { records: [edit.record], personal, job }, options) : [];
  const view = await viewReview(id, options, job);
  return { view, row, changed: changed.slice(0, MAX_CHANGED_LISTED), changedCount: changed.length };
}

/** The finished review of a file; null if there is none. */
export async function findFinishedReview(upload: number, runtime: Runtime): Promise<ReviewWithMapping | null> {
  const review = runtime.reviews.find(upload);
  if (review?.state !== 'ready') return null;
  const { mapping, constants } = review;
  return {
    matching: { mapping, constants },
    view: await viewReview(upload, reviewOptions(runtime, getFileConnector())),
  };
}
