import { useQuery } from '@tanstack/react-query';
import type { ReviewContext } from './review-context.ts';
import { includedMatches } from './use-matching-records.ts';

export interface LeaveOutCounts {
  /** The number of records that match the filter now and are not left out already. */
  readonly found: number;
  /** The selected ones among them. */
  readonly selected: readonly number[];
  readonly isCounting: boolean;
}

/** Counts the records that can be left out: those that still match the filter after all fixes. */
export function useLeaveOutCounts({ view, filter, selection }: ReviewContext): LeaveOutCounts {
  const { data } = useQuery(includedMatches(view, filter));
  if (!data) return { found: 0, selected: [], isCounting: true };
  const selected = [...selection.records].filter((record) => data.list.indexOf(record) !== undefined);
  return { found: data.total, selected, isCounting: false };
}
