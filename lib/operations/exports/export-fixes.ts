import { UserError } from '../../core/errors.ts';
import { isSameMatching } from '../../core/matching/same-matching.ts';
import type { Matching } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { latestFixesBytes, type Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';

export interface RowsToSendOptions {
  readonly reviews: { find(uploadId: number): Promise<Review | undefined> };
  readonly rowsOf: (upload: Upload) => RowSource;
  readonly fixedRowsOf: (review: Review, upload: Upload) => RowSource;
}

/** What the person saw of an export. */
interface SeenExport {
  readonly matching: Matching;
  /** Length of the fixes in bytes; undefined if none were shown. */
  readonly seenFixesBytes?: number | undefined;
}

/**
 * How many bytes of an upload's fixes an export includes. Throws UserError `fixes_of_other_columns` if the fixes were
 * made under another mapping and would be dropped silently, and `send_changed` if there are other fixes than the
 * person saw.
 */
export async function fixesBytesToSend(
  { reviews }: Pick<RowsToSendOptions, 'reviews'>,
  upload: Upload,
  seen: SeenExport,
): Promise<number> {
  return fixesBytesOf(await reviews.find(upload.id), seen);
}

/**
 * The rows of an upload as an export with this mapping would send them: with the fixes of its review, unless they were
 * made under another mapping.
 */
export async function rowsToSend(options: RowsToSendOptions, upload: Upload, matching: Matching): Promise<RowSource> {
  return rowsOfReview(options, await options.reviews.find(upload.id), upload, matching);
}

/**
 * The fixes that an export includes, and the rows with these fixes, even if more fixes are made afterwards. Throws as
 * `fixesBytesToSend` does.
 */
export async function fixedRowsToSend(
  options: RowsToSendOptions,
  upload: Upload,
  seen: SeenExport,
): Promise<{ readonly fixesBytes: number; readonly source: RowSource }> {
  const review = await options.reviews.find(upload.id);
  return { fixesBytes: fixesBytesOf(review, seen), source: rowsOfReview(options, review, upload, seen.matching) };
}

function fixesBytesOf(review: Review | undefined, { matching, seenFixesBytes }: SeenExport): number {
  if (!review) return 0;
  const fixesBytes = latestFixesBytes(review);
  if (fixesBytes > 0 && !isSameMatching(review, matching)) throw new UserError('fixes_of_other_columns');
  if (seenFixesBytes !== undefined && seenFixesBytes !== fixesBytes) throw new UserError('send_changed');
  return fixesBytes;
}

function rowsOfReview(
  options: RowsToSendOptions,
  review: Review | undefined,
  upload: Upload,
  matching: Matching,
): RowSource {
  return review && isSameMatching(review, matching)
    ? options.fixedRowsOf({ ...review, fixesBytes: latestFixesBytes(review) }, upload)
    : options.rowsOf(upload);
}
