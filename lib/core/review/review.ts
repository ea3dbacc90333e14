import type { JobError } from '../job/job.ts';
import type { Matching } from '../record/plan.ts';
import type { Cursor } from '../record/row.ts';
import type { ReviewState } from './review-view.ts';
import type { Tally } from './tally.ts';

/** The check of a file before it is sent. */
export interface Review extends Matching {
  readonly id: number;
  readonly uploadId: number;
  readonly connector: string;
  /** Reference time for event times, Unix seconds. */
  readonly referenceTime: number;
  readonly state: ReviewState;
  /** Rises with each restart, so that results of an earlier run are discarded. */
  readonly fence: number;
  /** How far the file has been read. */
  readonly cursor: Cursor;
  readonly tally: Tally;
  /** The length in bytes of the upload's fixes that the review includes. */
  readonly fixesBytes: number;
  readonly error: JobError | null;
  /** Whether this is the check of the file with one more fix, which replaces the current review when it is complete. */
  readonly isNext: boolean;
  /** How many records the last fix changed, if it was checked with the whole file; else null. */
  readonly changed: number | null;
  /** The check of the file with one more fix, which replaces this review when it is complete; null if there is none. */
  readonly next: NextReview | null;
}

/** Identifies what a page shows of a review: it changes with each fix, and when the file is checked again. */
export function reviewVersion({ id, fence, fixesBytes }: Pick<Review, 'id' | 'fence' | 'fixesBytes'>): string {
  return `${id}.${fence}.${fixesBytes}`;
}

/** The length in bytes of the upload's fixes, including a fix that is still being checked. */
export function latestFixesBytes({ fixesBytes, next }: Pick<Review, 'fixesBytes' | 'next'>): number {
  return next?.fixesBytes ?? fixesBytes;
}

/**
 * A check of the file with one more fix. Until it is complete, the current review is displayed and cannot be edited.
 */
export interface NextReview {
  readonly id: number;
  readonly state: ReviewState;
  readonly cursor: Cursor;
  /** The length in bytes of the fixes, including the one that is being checked. */
  readonly fixesBytes: number;
  readonly error: JobError | null;
}
