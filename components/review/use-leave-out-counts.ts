import { useQuery } from '@tanstack/react-query';
import type { ReviewContext } from './review-context.ts';
import { includedMatches } from './use-matching-records.ts';

export interface LeaveOutCounts {
  /** The number of records that match the filter now and are not left out already. */
  readonly foundCount: number;
  /** The selected ones among them. */
  readonly selectedRecords: readonly number[];
  readonly isCounting: boolean;
}

/** Counts the records that can be left out: those that still match the filter after all fixes. */
export function useLeaveOutCounts({ view, filter, selection }: ReviewContext): LeaveOutCounts {
  const { data } = useQuery(includedMatches(view, filter));
  if (!data) return { foundCount: 0, selectedRecords: [], isCounting: true };
  const selectedRecords = [...selection.records].filter((record) => data.list.indexOf(record) !== undefined);
  return { foundCount: data.total, selectedRecords, isCounting: false };
}
