import type { FoundRepeat, RepeatSection } from '../../../core/review/repeats/repeat-survey.ts';
import type { Review } from '../../../core/review/review.ts';
import type { Upload } from '../../../core/upload/upload.ts';
import { readableUpload, type UploadStore } from '../../uploads/readable-upload.ts';

export interface CountRepeatsOptions {
  /** The worker that counts the repeats. */
  readonly owner: string;
  readonly reviewRepeats: {
    /** The next finished review whose repeats have not been counted since its last change. */
    claim(owner: string): Promise<Review | undefined>;
    /** Deletes some of the repeats of an earlier count. False if there are none left. */
    deleteSome(review: Review, owner: string): Promise<boolean>;
    /** False if the review was changed meanwhile, or another worker has begun the count again. */
    recordRepeats(review: Review, owner: string, repeats: readonly FoundRepeat[]): Promise<boolean>;
    finish(review: Review, owner: string, state: 'ready' | 'failed'): Promise<void>;
  };
  readonly uploads: UploadStore;
  readonly files: { hasSpool(folder: string): Promise<boolean> };
  readonly surveyRepeats: (review: Review, upload: Upload) => AsyncIterable<RepeatSection>;
}

/**
 * Counts the repeats of the next review that needs a count, and stores them. A change of the review ends the count, and
 * the next call starts again. Returns false if no review is waiting. Errors are thrown after the count is marked as
 * failed.
 */
export async function countNextRepeats(options: CountRepeatsOptions, signal: AbortSignal): Promise<boolean> {
  const { reviewRepeats, owner } = options;
  const review = await reviewRepeats.claim(owner);
  if (!review) return false;
  try {
    await count(review, options, signal);
  } catch (error) {
    await reviewRepeats.finish(review, owner, 'failed');
    throw error;
  }
  return true;
}

async function count(review: Review, options: CountRepeatsOptions, signal: AbortSignal): Promise<void> {
  const { reviewRepeats, surveyRepeats, owner } = options;
  while (await reviewRepeats.deleteSome(review, owner)) if (signal.aborted) return;
  const upload = await readableUpload(options, review.uploadId);
  for await (const { repeats } of surveyRepeats(review, upload)) {
    if (!(await reviewRepeats.recordRepeats(review, owner, repeats))) return;
    if (signal.aborted) return; // counted again by the next worker
  }
  await reviewRepeats.finish(review, owner, 'ready');
}
