import type { ReviewView } from './review-view.ts';

/** The scope of a review: a whole file, or the rejected and invalid records of a job. */
export interface ReviewScope {
  readonly upload: number;
  readonly job: number | undefined;
}

export function reviewScopeOf({ upload, job }: Pick<ReviewView, 'upload' | 'job'>): ReviewScope {
  return { upload, job: job?.id };
}
