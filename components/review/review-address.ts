import { stepPath } from '#components/export/export-paths.ts';
import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';

/** What is reviewed: all of a file, or what a job left of it to be repaired. */
export interface Reviewed {
  readonly upload: number;
  readonly job: number | undefined;
}

export function reviewedIn({ upload, job }: Pick<ReviewView, 'upload' | 'job'>): Reviewed {
  return { upload, job: job?.id };
}

/** The review with one of its filters chosen. */
export function reviewFilterPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}?${filterQuery(filter)}`;
}

export function statePath({ upload, job }: Reviewed): string {
  return `${stepPath(upload, 'review')}/state${job === undefined ? '' : `?job=${job}`}`;
}

export function numbersPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}/numbers?${filterQuery(filter)}`;
}

/** The rows with errors, as a file. */
export function reviewCsvPath(upload: number): string {
  return `${stepPath(upload, 'review')}/rejected.csv`;
}

function filterQuery({ show, code, column, job }: ReviewFilter): string {
  const said = {
    show,
    ...(code !== undefined && { code }),
    ...(column !== undefined && { column }),
    ...(job !== undefined && { job: String(job) }),
  };
  return new URLSearchParams(said).toString();
}
