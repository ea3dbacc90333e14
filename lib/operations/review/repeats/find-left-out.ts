import type { RepeatChoice } from '../../../core/job/job.ts';
import { isSameMatching } from '../../../core/matching/same-matching.ts';
import type { Matching } from '../../../core/record/plan.ts';
import type { ReviewOptions } from '../ready-review.ts';

/** For each record that is left out as a repeat, the record that is sent instead. */
export type SentInstead = ReadonlyMap<number, number>;

export interface LeftOutOptions {
  readonly reviews: Pick<ReviewOptions['reviews'], 'find'>;
  readonly reviewRepeats: ReviewOptions['reviewRepeats'] & {
    lastOf(review: number, records: readonly number[]): Promise<ReadonlyMap<number, number>>;
  };
}

export interface LeftOutRequest {
  readonly upload: number;
  readonly matching: Matching;
  readonly choice: RepeatChoice;
  readonly records: readonly number[];
}

/**
 * Which of these records an export with this choice leaves out as repeats, each with the record that is sent instead.
 * Undefined as long as that is not known: the file is not reviewed with this matching, or its repeats have not been
 * counted.
 */
export async function findLeftOut(
  { upload, matching, choice, records }: LeftOutRequest,
  { reviews, reviewRepeats }: LeftOutOptions,
): Promise<SentInstead | undefined> {
  if (choice === 'keep') return new Map();
  const review = await reviews.find(upload);
  if (!review || !isSameMatching(review, matching)) return undefined;
  if ((await reviewRepeats.counts(review)).state !== 'ready') return undefined;
  const sent = await (choice === 'first'
    ? reviewRepeats.firstOf(review.id, records)
    : reviewRepeats.lastOf(review.id, records));
  return new Map([...sent].filter(([record, instead]) => record !== instead));
}
