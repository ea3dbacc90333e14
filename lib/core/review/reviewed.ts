import type { ReviewView } from './review-view.ts';

/** What is reviewed: all of a file, or what a job left of it to be repaired. */
export interface ReviewScope {
  readonly upload: number;
  readonly job: number | undefined;
}

export function reviewScopeOf({ upload, job }: Pick<ReviewView, 'upload' | 'job'>): ReviewScope {
  return { upload, job: job?.id };
}
