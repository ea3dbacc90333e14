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
  /** How far it has been read. */
  readonly cursor: Cursor;
  readonly tally: Tally;
  /** How many bytes of the upload's fixes it includes. */
  readonly fixesBytes: number;
  readonly error: JobError | null;
}
