import type { Matching } from '#lib/core/record/plan.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';

/** A review and the mapping it was made with. */
export interface ReviewWithMapping {
  readonly matching: Matching;
  readonly view: ReviewView;
}
