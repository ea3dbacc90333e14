import { UserError } from '../../core/errors.ts';
import type { JobError } from '../../core/job/job.ts';
import type { Review } from '../../core/review/review.ts';
import type { SurveyBlock } from '../../core/review/survey.ts';
import type { Upload } from '../../core/upload/upload.ts';
import { readableUpload, type UploadStore } from '../uploads/readable-upload.ts';

export interface RunReviewOptions {
  readonly reviews: {
    claim(): Review | undefined;
    note(review: Review, block: SurveyBlock): boolean;
    /** False where the review has begun anew meanwhile, or is gone. */
    finish(review: Review, error: JobError | null): boolean;
  };
  readonly uploads: UploadStore;
  readonly files: { has(folder: string): Promise<boolean> };
  readonly survey: (review: Review, upload: Upload) => AsyncIterable<SurveyBlock>;
}

/**
 * Looks through the file of the next review that waits, and notes what it finds, stretch by stretch. Whoever begins the
 * review anew ends this. False where none waits. What is not the file's fault is thrown, once the review says that it failed.
 */
export async function runNextReview(options: RunReviewOptions, signal: AbortSignal): Promise<boolean> {
  const { reviews } = options;
  const review = reviews.claim();
  if (!review) return false;
  try {
    await runReview(review, options, signal);
  } catch (error) {
    const isKnown = error instanceof UserError;
    const isTold = reviews.finish(
      review,
      isKnown ? { code: error.code, params: error.params } : { code: 'review_failed', params: {} },
    );
    // A file that was read anew meanwhile has vanished under its hands, and nobody asks for this review any more.
    if (isTold && !isKnown) throw error;
  }
  return true;
}

async function runReview(review: Review, options: RunReviewOptions, signal: AbortSignal): Promise<void> {
  const { reviews, survey } = options;
  const upload = await readableUpload(options, review.uploadId);
  for await (const block of survey(review, upload)) {
    if (!reviews.note(review, block)) return;
    if (signal.aborted) return; // it waits for the next worker
  }
  reviews.finish(review, null);
}
