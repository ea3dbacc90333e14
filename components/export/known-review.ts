import type { Matching } from '#lib/core/record/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';

/** A file as it was looked through, and with which matching. */
export interface KnownReview {
  readonly matching: Matching;
  readonly view: ReviewView;
}
