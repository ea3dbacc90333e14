import {
  mergeRanges,
  numbersOf,
  type Selection,
  selectionOf,
  sizeOf,
  subtract,
  takeFirst,
} from '../../core/record/selection.ts';
import { leftOutIn } from '../../core/review/fixer.ts';
import { type Review, reviewVersion } from '../../core/review/review.ts';
import { MAX_LISTED, type ReviewFilter, type ReviewNumbers } from '../../core/review/review-view.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { recordsFoundInJob } from './fixing/list-job-records.ts';
import { openReview, type ReviewOptions } from './ready-review.ts';

/**
 * The numbers of the records that a filter finds; with `onlyIncluded`, without those that are left out. Throws
 * UserError `review_unknown`, `upload_deleted` or `upload_gone`, and for the records of a job as `recordsOfJob` does.
 */
export async function listReview(
  uploadId: number,
  filter: ReviewFilter,
  options: ReviewOptions,
  { onlyIncluded = false }: { readonly onlyIncluded?: boolean } = {},
): Promise<ReviewNumbers> {
  const { review, upload } = await openReview(options, uploadId);
  const found = await recordsFound(review, upload, filter, options);
  const listed = onlyIncluded ? subtract(found, await readLeftOut(review, upload, options)) : found;
  return { version: reviewVersion(review), ranges: takeFirst(listed, MAX_LISTED), total: sizeOf(listed) };
}

/** The first `limit` records that a filter finds after a record, in file order. */
export async function listReviewAfter(
  uploadId: number,
  { filter, after, limit }: { readonly filter: ReviewFilter; readonly after: number; readonly limit: number },
  options: ReviewOptions,
): Promise<readonly number[]> {
  const { review, upload } = await openReview(options, uploadId);
  const found = await recordsFound(review, upload, filter, options);
  const later = found.flatMap(([first, last]): Selection => (last > after ? [[Math.max(first, after + 1), last]] : []));
  return numbersOf(takeFirst(later, limit));
}

/** All records that a filter finds, in the file or in a job. */
export async function recordsFound(
  review: Review,
  upload: Upload,
  { job, ...filter }: ReviewFilter,
  options: ReviewOptions,
): Promise<Selection> {
  return job === undefined
    ? recordsFoundInFile(review, upload, filter, options)
    : recordsFoundInJob(job, review, upload, filter, options);
}

async function recordsFoundInFile(
  review: Review,
  upload: Upload,
  filter: Omit<ReviewFilter, 'job'>,
  options: ReviewOptions,
): Promise<Selection> {
  const { show, code, column } = filter;
  if (show === 'left_out') return readLeftOut(review, upload, options);
  const isUnfiltered = (show === 'all' || show === 'ready') && code === undefined && column === undefined;
  if (!isUnfiltered) return selectionOf(await options.reviewRecords.numbers(review.id, filter));
  const lastRead = review.cursor.record;
  if (lastRead === 0) return [];
  if (show === 'all') return [[1, lastRead]];
  const invalid = selectionOf(await options.reviewRecords.numbers(review.id, { show: 'invalid' }));
  return subtract(subtract([[1, lastRead]], invalid), await readLeftOut(review, upload, options));
}

/** Records that fixes or the mapping leave out. */
export async function readLeftOut(
  { id, fixesBytes }: Review,
  { folder }: Upload,
  { files, reviewRecords }: Pick<ReviewOptions, 'files' | 'reviewRecords'>,
): Promise<Selection> {
  const byFixes = leftOutIn(await files.fixes(folder, fixesBytes));
  return mergeRanges([...byFixes, ...selectionOf(await reviewRecords.numbers(id, { show: 'left_out' }))]);
}
