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

/** What the user saw of an export. */
interface SeenExport {
  readonly matching: Matching;
  /** Length of the fixes in bytes; undefined if none were shown. */
  readonly seenFixesBytes?: number | undefined;
}

/**
 * How many bytes of an upload's fixes an export includes. Throws UserError `fixes_of_other_columns` if the fixes were
 * made under another mapping and would be dropped silently, and `send_changed` if there are newer fixes than the user
 * saw.
 */
export async function fixesToSend(
  { reviews }: Pick<RowsToSendOptions, 'reviews'>,
  upload: Upload,
  { matching, seenFixesBytes }: SeenExport,
): Promise<number> {
  const review = await reviews.find(upload.id);
  if (!review) return 0;
  const fixesBytes = latestFixesBytes(review);
  if (fixesBytes > 0 && !isSameMatching(review, matching)) throw new UserError('fixes_of_other_columns');
  if (seenFixesBytes !== undefined && seenFixesBytes !== fixesBytes) throw new UserError('send_changed');
  return fixesBytes;
}

/**
 * The rows of an upload as an export with this mapping would send them: with the fixes of its review, unless they were
 * made under another mapping.
 */
export async function rowsToSend(options: RowsToSendOptions, upload: Upload, matching: Matching): Promise<RowSource> {
  const review = await options.reviews.find(upload.id);
  return review && isSameMatching(review, matching)
    ? options.fixedRowsOf({ ...review, fixesBytes: latestFixesBytes(review) }, upload)
    : options.rowsOf(upload);
}
