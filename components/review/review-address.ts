import { stepPath } from '#components/export/export-paths.ts';
import type { ReviewFilter } from '#lib/core/review/review-view.ts';

/** The review with one of its filters chosen. */
export function reviewFilterPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}?${filterQuery(filter)}`;
}

export function statePath(upload: number): string {
  return `${stepPath(upload, 'review')}/state`;
}

export function numbersPath(upload: number, filter: ReviewFilter): string {
  return `${stepPath(upload, 'review')}/numbers?${filterQuery(filter)}`;
}

/** The rows with errors, as a file. */
export function reviewCsvPath(upload: number): string {
  return `${stepPath(upload, 'review')}/rejected.csv`;
}

function filterQuery({ show, code, column }: ReviewFilter): string {
  const said = { show, ...(code !== undefined && { code }), ...(column !== undefined && { column }) };
  return new URLSearchParams(said).toString();
}
