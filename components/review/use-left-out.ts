import { useQuery } from '@tanstack/react-query';
import type { Desk } from './desk.ts';
import { foundNow } from './use-numbers.ts';

export interface LeftOutCounts {
  /** How many records the filter finds now. */
  readonly found: number;
  /** The ticked records that it still finds. */
  readonly ticked: readonly number[];
  readonly isCounting: boolean;
}

/** What can be left out: records that the filter finds with every fix so far, and nothing that was repaired since. */
export function useLeftOut({ view, filter, selection }: Desk): LeftOutCounts {
  const { data } = useQuery(foundNow(view, filter));
  if (!data) return { found: 0, ticked: [], isCounting: true };
  const ticked = [...selection.records].filter((record) => data.list.placeOf(record) !== undefined);
  return { found: data.total, ticked, isCounting: false };
}
