import type { JobError } from '../job/job.ts';
import type { Matching } from '../record/plan.ts';
import type { Cursor } from '../record/row.ts';
import type { ReviewState } from './review-view.ts';
import type { Tally } from './tally.ts';

/** A file looked through before anything is sent, as it stands. */
export interface Review extends Matching {
  readonly id: number;
  readonly uploadId: number;
  readonly connector: string;
  /** Unix seconds that event times are judged by. */
  readonly referenceTime: number;
  readonly state: ReviewState;
  /** Rises when it begins anew: what an earlier look finds is void. */
  readonly fence: number;
  /** How far it has been read. */
  readonly cursor: Cursor;
  readonly tally: Tally;
  /** How many bytes of the upload's fixes it knows. */
  readonly fixesBytes: number;
  readonly error: JobError | null;
}
