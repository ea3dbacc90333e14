import { flatMapSequentially } from '../../../core/flat-map-sequentially.ts';
import type { ResultRecords } from '../../../core/job/story.ts';
import { intersect, mergeRanges, type Selection, selectionOf, sizeOf } from '../../../core/record/selection.ts';
import type { Review } from '../../../core/review/review.ts';
import type { ReviewFilter, ReviewOfJob } from '../../../core/review/review-view.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { type CodeCount, countCodes, type IssueCount, REJECTIONS } from '../../../core/view/record-view.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { recordsOfJob } from './job-records.ts';

interface ViewOfJob {
  readonly job: ReviewOfJob;
  readonly issues: readonly IssueCount[];
  readonly codes: readonly CodeCount[];
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
  const { reviews, reviewRecords, files } = options;
  const { ready, invalid, unchanged, resent, left_out } = states;
  const recordsWith = async (filter: Omit<ReviewFilter, 'job'>) =>
    sizeOf(intersect(all, selectionOf(await reviewRecords.numbers(review.id, filter))));
  const ofFile = await issuesAmong(await reviews.issueCounts(review.id), recordsWith);
  const issues = [...ofFile, ...(await rejections(open, unchanged, options))];
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
      warned: await recordsWith({ show: 'warned' }),
    },
    issues: issues.toSorted((a, b) => b.records - a.records),
    codes: await countCodes(issues, ({ severity, code }) => recordsWith({ show: listedIn(severity), code })),
    fixCountOfJob: (await files.fixes(upload.folder, job.fixesBytes)).length,
  };
}

/** The issues of the file, counted for the records of the job. Warnings of invalid records do not count. */
async function issuesAmong(
  issues: readonly IssueCount[],
  recordsWith: (filter: Omit<ReviewFilter, 'job'>) => Promise<number>,
): Promise<IssueCount[]> {
  return flatMapSequentially(issues, async (issue) => {
    const { code, column, severity } = issue;
    const records = await recordsWith({ show: listedIn(severity), code, column });
    return records === 0 ? [] : [{ ...issue, records }];
  });
}

function listedIn(severity: IssueCount['severity']): 'all' | 'warned' {
  return severity === 'warning' ? 'warned' : 'all';
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
