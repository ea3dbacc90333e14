import type { Job } from '../../core/job/job.ts';
import { intersect, numbersOf, type Selection, selectionOf } from '../../core/record/selection.ts';
import { differingFixes, type Fix } from '../../core/review/fix.ts';
import type { Review } from '../../core/review/review.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { findFirstWarnings, positionsOf, type ReviewOptions } from './ready-review.ts';
import { recordsByNumber } from './records-by-number.ts';

/** A review with its file and fixes. */
export interface FixedReview {
  readonly review: Review;
  readonly upload: Upload;
  readonly fixes: readonly Fix[];
}

/** The records among these whose values differ from the values that a job read. */
export async function changedSince(
  { fixesBytes }: Pick<Job, 'fixesBytes'>,
  among: Selection,
  fixedReview: FixedReview,
  options: ReviewOptions,
): Promise<Selection> {
  const fixesOfJob = await options.files.fixes(fixedReview.upload.folder, fixesBytes);
  const { applied, undone } = differingFixes(fixedReview.fixes, fixesOfJob.length);
  // Which records an undone fix changed is not stored, so all records are compared.
  if (undone.length > 0) return differingRecords(fixesBytes, among, fixedReview, options);
  return intersect(among, selectionOf(await options.reviewRecords.fixedBy(fixedReview.review.id, applied)));
}

async function differingRecords(
  fixesBytes: number,
  among: Selection,
  { review, upload }: FixedReview,
  options: ReviewOptions,
): Promise<Selection> {
  const firstWarnings = await findFirstWarnings(options, review);
  const checkerOfJob = await options.recordCheckerFor({ ...review, fixesBytes }, upload, firstWarnings);
  const currentChecker = await options.recordCheckerFor(review, upload, firstWarnings);
  const differing: number[] = [];
  const positions = positionsOf(options, review, upload);
  for await (const rows of recordsByNumber(numbersOf(among), options.rowsOf(upload), positions)) {
    for (const row of rows) {
      const before = checkerOfJob.fix(row).row.cells;
      const after = currentChecker.fix(row).row.cells;
      if (after.some((cell, index) => cell !== before[index])) differing.push(row.record);
    }
  }
  return selectionOf(differing);
}
