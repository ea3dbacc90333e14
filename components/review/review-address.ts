import { reviewPath } from '#components/export/export-paths.ts';
import type { ReviewFilter } from '#lib/core/review/review-view.ts';

/** The review with one of its filters chosen. */
export function reviewFilterPath(upload: number, filter: ReviewFilter): string {
  return `${reviewPath(upload)}?${filterQuery(filter)}`;
}

export function statePath(upload: number): string {
  return `${reviewPath(upload)}/state`;
}

export function numbersPath(upload: number, filter: ReviewFilter): string {
  return `${reviewPath(upload)}/numbers?${filterQuery(filter)}`;
}

/** The rows with errors, as a file. */
export function reviewCsvPath(upload: number): string {
  return `${reviewPath(upload)}/rejected.csv`;
}

function filterQuery({ show, code, column }: ReviewFilter): string {
  const said = { show, ...(code !== undefined && { code }), ...(column !== undefined && { column }) };
  return new URLSearchParams(said).toString();
}
