import { UserError } from '../../../core/errors.ts';
import { FIXABLE, isFinal, isResumable, type Job } from '../../../core/job/job.ts';
import { isSameMatching } from '../../../core/matching/same-matching.ts';
import { mergeRanges, type Selection, selectionOf, subtract } from '../../../core/record/selection.ts';
import { type FixState, fixStates } from '../../../core/review/fix-state.ts';
import { leftOutIn } from '../../../core/review/fixer.ts';
import type { Review } from '../../../core/review/review.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { jobOf } from '../../jobs/control-job.ts';
import { notSentOf } from '../../records/not-sent.ts';
import { changedSince, type FixedReview } from '../changed-since.ts';
import type { ReviewOptions } from '../ready-review.ts';

/** The rejected and invalid records of a job, by their state after all fixes. */
export interface JobRecords {
  readonly job: Job;
  readonly noted: Selection;
  readonly states: Readonly<Record<FixState, Selection>>;
}

/** Whether a review checks the file as the job read it. */
export function isReviewOf(
  review: Review,
  job: Pick<Job, 'uploadId' | 'connector' | 'mapping' | 'constants'>,
): boolean {
  return review.uploadId === job.uploadId && review.connector === job.connector && isSameMatching(review, job);
}

/**
 * Groups the rejected and invalid records of an ended job by state. Throws UserError `job_unknown`, `resend_not_ended`, or
 * `review_other_matching` if the review has another mapping than the job.
 */
export async function recordsOfJob(
  id: number,
  review: Review,
  upload: Upload,
  options: ReviewOptions,
): Promise<JobRecords> {
  const job = endedJob(options, id);
  if (!isReviewOf(review, job)) throw new UserError('review_other_matching', { id });
  const { ranges, reviewRecords, files } = options;
  const fixed = { review, upload, fixes: await files.fixes(upload.folder, review.fixesBytes) };
  const noted = ranges.noted(id, FIXABLE);
  const states = fixStates({
    noted,
    invalid: selectionOf(reviewRecords.numbers(review.id, { show: 'invalid' })),
    changed: await changedSince(job, noted, fixed, options),
    leftOut: leftOutIn(fixed.fixes),
    resent: await resentOf(id, fixed, options),
  });
  return { job, noted, states };
}

/** Throws UserError `job_unknown` or `resend_not_ended`. */
export function endedJob(options: Pick<ReviewOptions, 'jobs'>, id: number): Job {
  const job = jobOf(options, id);
  if (!isFinal(job.state)) throw new UserError('resend_not_ended', { id, state: job.state });
  return job;
}

/** Records that were or will be resent, with their current values, by later jobs of this one. */
async function resentOf(id: number, fixed: FixedReview, options: ReviewOptions): Promise<Selection> {
  const resent: (readonly [number, number])[] = [];
  for (const child of options.jobs.children(id)) {
    const job = jobOf(options, child.id);
    const selected = options.jobs.selection(job.id) ?? [];
    const isOver = isFinal(job.state) && !isResumable(job);
    const sent = isOver ? subtract(selected, notSentOf(options, job, fixed.upload)) : selected;
    resent.push(...subtract(sent, await changedSince(job, sent, fixed, options)));
    resent.push(...(await resentOf(job.id, fixed, options)));
  }
  return mergeRanges(resent);
}
