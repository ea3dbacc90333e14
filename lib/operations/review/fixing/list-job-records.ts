import { flatMapSequentially } from '../../../core/flat-map-sequentially.ts';
import { intersect, mergeRanges, type Selection, selectionOf } from '../../../core/record/selection.ts';
import type { Review } from '../../../core/review/review.ts';
import type { ReviewFilter, ShownRecords } from '../../../core/review/review-view.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { REJECTIONS } from '../../../core/view/record-view.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { type JobRecords, recordsOfJob } from './job-records.ts';

type Filter = Omit<ReviewFilter, 'job'>;

/** The rejected and invalid records of a job and its resends that a filter finds. Throws as `recordsOfJob` does. */
export async function recordsFoundInJob(
  id: number,
  review: Review,
  upload: Upload,
  filter: Filter,
  options: ReviewOptions,
): Promise<Selection> {
  const records = await recordsOfJob(id, review, upload, options);
  const shown = intersect(records.all, await recordsShown(records, review, filter.show, options));
  const { code, column } = filter;
  if (code === undefined && column === undefined) return shown;
  const withIssue = selectionOf(await options.reviewRecords.numbers(review.id, { show: 'all', code, column }));
  const rejected = intersect(await rejectedWith(records, filter, options), records.states.unchanged);
  return intersect(shown, mergeRanges([...withIssue, ...rejected]));
}

async function recordsShown(
  { all, states }: JobRecords,
  { id }: Review,
  show: ShownRecords,
  { reviewRecords }: ReviewOptions,
): Promise<Selection> {
  switch (show) {
    case 'all':
      return all;
    case 'invalid':
      return mergeRanges([...states.invalid, ...states.unchanged]);
    case 'ready':
    case 'resent':
    case 'left_out':
      return states[show];
    case 'warned':
    case 'fixed':
      return selectionOf(await reviewRecords.numbers(id, { show }));
  }
}

/** The open records with a rejection that the filter finds. Rejections by the receiving service have no column. */
async function rejectedWith(
  { open }: JobRecords,
  { code, column }: Filter,
  { ranges }: ReviewOptions,
): Promise<Selection> {
  if (column !== undefined && column !== '') return [];
  const codes = REJECTIONS.filter((rejection) => code === undefined || code === rejection);
  const openWithRecords = open.filter(({ records }) => records.length > 0);
  const rejectedRecords = await flatMapSequentially(openWithRecords, ({ job, records }) =>
    flatMapSequentially(codes, async (rejection) => intersect(await ranges.withCode(job, rejection), records)),
  );
  return mergeRanges(rejectedRecords);
}
