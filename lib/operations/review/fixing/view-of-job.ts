import { flatMapSequentially } from '../../../core/flat-map-sequentially.ts';
import type { ResultRecords } from '../../../core/job/story.ts';
import { intersect, mergeRanges, type Selection, selectionOf, sizeOf } from '../../../core/record/selection.ts';
import type { Review } from '../../../core/review/review.ts';
import type { ReviewOfJob } from '../../../core/review/review-view.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { type IssueCount, REJECTIONS } from '../../../core/view/record-view.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { recordsOfJob } from './job-records.ts';

interface ViewOfJob {
  readonly job: ReviewOfJob;
  readonly issues: readonly IssueCount[];
  /** Number of fixes that the job already included, which cannot be undone in this review. */
  readonly fixCountOfJob: number;
}

/**
 * The rejected and invalid records of a job and its resends by state, and their current issues. Throws as
 * `recordsOfJob` does.
 */
export async function viewOfJob(
  id: number,
  review: Review,
  upload: Upload,
  options: ReviewOptions,
): Promise<ViewOfJob> {
  const { job, all, open, states } = await recordsOfJob(id, review, upload, options);
  const { reviewRecords, files } = options;
  const { ready, invalid, unchanged, resent, left_out } = states;
  return {
    job: {
      id,
      records: {
        ready: sizeOf(ready),
        invalid: sizeOf(invalid),
        unchanged: sizeOf(unchanged),
        resent: sizeOf(resent),
        left_out: sizeOf(left_out),
      },
      warned: sizeOf(intersect(all, selectionOf(await reviewRecords.numbers(review.id, { show: 'warned' })))),
    },
    issues: [...(await issuesAmong(all, review, options)), ...(await rejections(open, unchanged, options))].sort(
      (a, b) => b.records - a.records,
    ),
    fixCountOfJob: (await files.fixes(upload.folder, job.fixesBytes)).length,
  };
}

/** The issues of the file, counted for these records. Warnings of invalid records do not count. */
async function issuesAmong(
  all: Selection,
  { id }: Review,
  { reviews, reviewRecords }: ReviewOptions,
): Promise<IssueCount[]> {
  return flatMapSequentially(await reviews.issueCounts(id), async (issue) => {
    const { code, column, severity } = issue;
    const show = severity === 'warning' ? 'warned' : 'all';
    const withIssue = selectionOf(await reviewRecords.numbers(id, { show, code, column }));
    const records = sizeOf(intersect(withIssue, all));
    return records === 0 ? [] : [{ ...issue, records }];
  });
}

/** Rejections of records that are still unchanged. */
async function rejections(
  open: readonly ResultRecords[],
  unchanged: Selection,
  { ranges }: ReviewOptions,
): Promise<IssueCount[]> {
  return flatMapSequentially(REJECTIONS, async (code) => {
    const rejected = await flatMapSequentially(open, async ({ job, records }) =>
      records.length === 0 ? [] : intersect(await ranges.withCode(job, code), records),
    );
    const records = sizeOf(intersect(unchanged, mergeRanges(rejected)));
    return records === 0 ? [] : [{ severity: 'error' as const, code, column: '', records }];
  });
}
