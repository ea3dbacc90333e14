import { connectorOf } from '../../connectors/registry.ts';
import { UserError } from '../../core/errors.ts';
import type { JobError } from '../../core/job/job.ts';
import { compilePlan } from '../../core/record/plan.ts';
import type { RowSource } from '../../core/record/row-block.ts';
import { type Fix, lastMade } from '../../core/review/fix.ts';
import type { Review } from '../../core/review/review.ts';
import type { SurveySection } from '../../core/review/survey.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { refuseDoubtfulWords } from '../exports/refuse-doubtful-words.ts';
import { readableUpload, type UploadStore } from '../uploads/readable-upload.ts';

export interface RunReviewOptions {
  /** The worker that runs the review. */
  readonly owner: string;
  readonly reviews: {
    claim(owner: string): Promise<Review | undefined>;
    recordSection(review: Review, section: SurveySection): Promise<boolean>;
    /** False if the review was restarted meanwhile, or no longer exists. */
    finish(review: Review, error: JobError | null, changed: number | null): Promise<boolean>;
    /** Deletes some stored data of replaced reviews. False if there is none. */
    deleteSomeReplaced(): Promise<boolean>;
  };
  readonly reviewRecords: { countFixedBy(review: number, fix: number): Promise<number> };
  readonly uploads: UploadStore;
  readonly files: {
    hasSpool(folder: string): Promise<boolean>;
    fixes(folder: string, bytes: number): Promise<readonly Fix[]>;
  };
  readonly fixedRowsOf: (review: Review, upload: Upload) => RowSource;
  readonly survey: (review: Review, upload: Upload) => AsyncIterable<SurveySection>;
}

/**
 * Runs the next waiting review, and stores its results section by section. A restart of the review ends this run. If no
 * review is waiting, deletes some data of replaced ones. Returns false if there is nothing to do. Errors that are not
 * the file's fault are thrown, after the review is marked as failed.
 */
export async function runNextReview(options: RunReviewOptions, signal: AbortSignal): Promise<boolean> {
  const { reviews } = options;
  const review = await reviews.claim(options.owner);
  if (!review) return reviews.deleteSomeReplaced();
  try {
    await runReview(review, options, signal);
  } catch (error) {
    const isUserError = error instanceof UserError;
    const isStored = await reviews.finish(
      review,
      isUserError ? { code: error.code, params: error.params } : { code: 'review_failed', params: {} },
      null,
    );
    // If the file was re-read meanwhile, this review is obsolete and its file may be missing.
    if (isStored && !isUserError) throw error;
  }
  return true;
}

async function runReview(review: Review, options: RunReviewOptions, signal: AbortSignal): Promise<void> {
  const { reviews, survey } = options;
  const upload = await readableUpload(options, review.uploadId);
  const plan = compilePlan(connectorOf(review.connector).fields, upload.header, review);
  await refuseDoubtfulWords(plan, options.fixedRowsOf(review, upload).rows(upload.start));
  for await (const section of survey(review, upload)) {
    if (!(await reviews.recordSection(review, section))) return;
    if (signal.aborted) return; // the next worker restarts it
  }
  await reviews.finish(review, null, review.isNext ? await countChanged(review, upload, options) : null);
}

/** How many records the last fix changed. */
async function countChanged(
  { id, fixesBytes }: Review,
  { folder }: Upload,
  { files, reviewRecords }: RunReviewOptions,
): Promise<number> {
  return reviewRecords.countFixedBy(id, lastMade(await files.fixes(folder, fixesBytes)));
}
