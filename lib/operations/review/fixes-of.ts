import type { Matching } from '../../core/plan.ts';
import type { Review } from '../../core/review/review.ts';
import { isSameMatching } from '../../core/same-matching.ts';

/**
 * How much of what was repaired beside an upload is part of an export with this matching: what was repaired for other
 * columns would not be what the person saw.
 */
export function fixesOf(
  { reviews }: { readonly reviews: { find(uploadId: number): Review | undefined } },
  uploadId: number,
  matching: Matching,
): number {
  const review = reviews.find(uploadId);
  return review && isSameMatching(review, matching) ? review.fixesBytes : 0;
}
