import type { ReviewView } from './review-view.ts';

/** What is reviewed: all of a file, or what a job left of it to be repaired. */
export interface Reviewed {
  readonly upload: number;
  readonly job: number | undefined;
}

export function reviewedIn({ upload, job }: Pick<ReviewView, 'upload' | 'job'>): Reviewed {
  return { upload, job: job?.id };
}
