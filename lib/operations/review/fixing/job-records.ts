import { UserError } from '../../../core/errors.ts';
import { isFinal, isResumable, type Job } from '../../../core/job/job.ts';
import { type ResultRecords, sumStory } from '../../../core/job/story.ts';
import { isSameMatching } from '../../../core/matching/same-matching.ts';
import { isSelected, mergeRanges, type Selection, selectionOf, subtract } from '../../../core/record/selection.ts';
import { type FixState, fixStates } from '../../../core/review/fix-state.ts';
import { leftOutIn } from '../../../core/review/fixer.ts';
import type { Review } from '../../../core/review/review.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { jobOf } from '../../jobs/control-job.ts';
import { outcomesOf } from '../../jobs/story/read-story.ts';
import { changedSince, type FixedReview } from '../changed-since.ts';
import type { ReviewOptions } from '../ready-review.ts';

/** The rejected and invalid records of a job and its resends, by their state after all fixes. */
export interface JobRecords {
  readonly job: Job;
  /** All of these records, in any state. */
  readonly all: Selection;
  /** Records that are still open, by the job with their last outcome. */
  readonly open: readonly ResultRecords[];
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
 * Groups the rejected and invalid records of an ended job and of its resends by state. A record counts as resent if any
 * job of the story accepted it, if it is uncertain in its newest job, or if another job will still send it. A record
 * that was rejected in a resend is open again, with the issues of that resend. Throws UserError `job_unknown`,
 * `resend_not_ended`, or `review_other_matching` if the review has another mapping than the job.
 */
export async function recordsOfJob(
  id: number,
  review: Review,
  upload: Upload,
  options: ReviewOptions,
): Promise<JobRecords> {
  const job = await endedJob(options, id);
  if (!isReviewOf(review, job)) throw new UserError('review_other_matching', { id });
  const { reviewRecords, files } = options;
  const fixedReview = { review, upload, fixes: await files.fixes(upload.folder, review.fixesBytes) };
  const jobs = [job, ...(await resendsOf(id, options))];
  const ids = new Set(jobs.map((jobOrResend) => jobOrResend.id));
  const otherJobs = (await options.stories.jobsOf(id)).filter((other) => !ids.has(other.id));
  // Read before the outcomes: a record that is sent in between is then in both lists, instead of in neither.
  const waiting = await waitingIn([...jobs.slice(1), ...otherJobs], fixedReview, options);
  const otherOutcomes = await Promise.all(otherJobs.map((other) => outcomesOf(options, other)));
  const outcomes = await Promise.all(jobs.map((jobOrResend) => outcomesOf(options, jobOrResend)));
  const open = sumStory(outcomes).results.filter(({ result }) => result === 'rejected' || result === 'invalid');
  const all = mergeRanges(outcomes.flatMap(({ rejected, invalid }) => [...rejected, ...invalid]));
  const changed: Selection[] = [];
  for (const { job: decidingId, records } of open) {
    const decidingJob = jobs.find((jobOrResend) => jobOrResend.id === decidingId);
    if (decidingJob && records.length > 0) changed.push(await changedSince(decidingJob, records, fixedReview, options));
  }
  const noLongerOpen = subtract(all, mergeRanges(open.flatMap(({ records }) => records)));
  const story = sumStory([...outcomes, ...otherOutcomes].toSorted((a, b) => a.job - b.job));
  const uncertain = story.results.filter(({ result }) => result === 'uncertain').flatMap(({ records }) => records);
  const states = fixStates({
    fixable: all,
    invalid: selectionOf(await reviewRecords.numbers(review.id, { show: 'invalid' })),
    changed: mergeRanges(changed.flat()),
    leftOut: leftOutIn(fixedReview.fixes),
    resent: mergeRanges([
      ...noLongerOpen,
      ...waiting,
      ...uncertain,
      ...otherOutcomes.flatMap(({ accepted }) => accepted),
    ]),
  });
  return { job, all, open, states };
}

/** The job whose outcome counts for an open record. */
export function decidedBy({ job, open }: Pick<JobRecords, 'job' | 'open'>, record: number): number {
  return open.find(({ records }) => isSelected(records, record))?.job ?? job.id;
}

/** Throws UserError `job_unknown` or `resend_not_ended`. */
export async function endedJob(options: Pick<ReviewOptions, 'jobs'>, id: number): Promise<Job> {
  const job = await jobOf(options, id);
  if (!isFinal(job.state)) throw new UserError('resend_not_ended', { id, state: job.state });
  return job;
}

/** All resends of a job, including the resends of its resends, oldest first. */
export async function resendsOf(id: number, options: Pick<ReviewOptions, 'jobs'>): Promise<Job[]> {
  const resends: Job[] = [];
  const parents = [id];
  for (const parent of parents)
    for (const child of await options.jobs.children(parent)) {
      resends.push(await jobOf(options, child.id));
      parents.push(child.id);
    }
  return resends.toSorted((a, b) => a.id - b.id);
}

/** Records that these other jobs of the story will still send, with their current values. */
async function waitingIn(
  otherJobs: readonly Job[],
  fixedReview: FixedReview,
  options: ReviewOptions,
): Promise<Selection> {
  const waiting: (readonly [number, number])[] = [];
  for (const job of otherJobs) {
    if (isFinal(job.state) && !isResumable(job)) continue;
    const { accepted, rejected, invalid } = await outcomesOf(options, job);
    const unsent = subtract(
      (await options.jobs.selection(job.id)) ?? [],
      mergeRanges([...accepted, ...rejected, ...invalid]),
    );
    waiting.push(...subtract(unsent, await changedSince(job, unsent, fixedReview, options)));
  }
  return mergeRanges(waiting);
}
