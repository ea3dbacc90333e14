import { repeatIssue } from '../../../core/delivery/repeats.ts';
import type { Issue } from '../../../core/issue.ts';
import type { Review } from '../../../core/review/review.ts';
import type { ReviewOptions } from '../ready-review.ts';

/**
 * Makes the function that returns the warning of a record that repeats another of the file; none while repeats are
 * counted.
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
