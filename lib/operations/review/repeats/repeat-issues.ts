import { repeatIssue } from '../../../core/delivery/repeats.ts';
import type { Issue } from '../../../core/issue.ts';
import type { Review } from '../../../core/review/review.ts';
import type { ReviewOptions } from '../ready-review.ts';

/**
 * Returns a function from a record to its warning, if it repeats an earlier record of the file. There are no warnings
 * unless the repeats have been counted.
 */
export async function repeatIssues(
  { reviewRepeats }: Pick<ReviewOptions, 'reviewRepeats'>,
  review: Review,
  records: readonly number[],
): Promise<(record: number) => readonly Issue[]> {
  if ((await reviewRepeats.counts(review)).state !== 'ready') return () => [];
  const firstOf = await reviewRepeats.firstOf(review.id, records);
  return (record) => {
    const first = firstOf.get(record);
    return first === undefined ? [] : [repeatIssue(first)];
  };
}
