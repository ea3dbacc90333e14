import { UserError } from '../core/errors.ts';
import type { Matching } from '../core/plan.ts';
import type { Review } from '../core/review/review.ts';
import type { RowSource } from '../core/row.ts';
import { isSameMatching } from '../core/same-matching.ts';
import type { Upload } from '../core/upload.ts';

export interface RowsToSendOptions {
  readonly reviews: { find(uploadId: number): Review | undefined };
  readonly rowsOf: (upload: Upload) => RowSource;
  readonly fixedRowsOf: (review: Review, upload: Upload) => RowSource;
}

/** How an export is to be matched, and how far the fixes reached that a person saw before; missing where nobody looked. */
export interface ToSend {
  readonly matching: Matching;
  readonly seen?: number | undefined;
}

/**
 * How many bytes of an upload's fixes an export takes along. Throws UserError `fixes_of_other_columns` where records were
 * repaired or left out with other columns, which an export with these would silently drop, and `send_changed` where
 * something was repaired since it was seen.
 */
export function fixesToSend(
  { reviews }: Pick<RowsToSendOptions, 'reviews'>,
  upload: Upload,
  { matching, seen }: ToSend,
): number {
  const review = reviews.find(upload.id);
  if (!review) return 0;
  const { fixesBytes } = review;
  if (fixesBytes > 0 && !isSameMatching(review, matching)) throw new UserError('fixes_of_other_columns');
  if (seen !== undefined && seen !== fixesBytes) throw new UserError('send_changed');
  return fixesBytes;
}

/**
 * The rows of an upload as an export with this mapping would send them: with what was repaired in its review, unless that
 * was with other columns.
 */
export function rowsToSend(options: RowsToSendOptions, upload: Upload, matching: Matching): RowSource {
  const review = options.reviews.find(upload.id);
  return review && isSameMatching(review, matching) ? options.fixedRowsOf(review, upload) : options.rowsOf(upload);
}
