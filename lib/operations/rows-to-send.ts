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

/** The review whose repairs an export with this mapping takes along; what was repaired for other columns was never seen so. */
export function reviewToSend(
  { reviews }: Pick<RowsToSendOptions, 'reviews'>,
  upload: Upload,
  matching: Matching,
): Review | undefined {
  const review = reviews.find(upload.id);
  return review && isSameMatching(review, matching) ? review : undefined;
}

/** The rows of an upload as an export with this mapping would send them: with what was repaired in its review. */
export function rowsToSend(options: RowsToSendOptions, upload: Upload, matching: Matching): RowSource {
  const review = reviewToSend(options, upload, matching);
  return review ? options.fixedRowsOf(review, upload) : options.rowsOf(upload);
}
