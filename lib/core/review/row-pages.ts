/** Rows are read in pages, a page at a time. */
export const PAGE = 100;

/** Pages read beyond those in sight while one scrolls on: a turn of the wheel, or a key that is held, does not outrun them. */
const AHEAD = 4;
const BESIDE = 1;
/** Standing still; most go on downwards, and a key that is held begins at its full pace. */
export const IDLE_MARGIN = { before: BESIDE, behind: 3 } as const;

/** The pages that are read: those that were in sight when they were asked for, and some before and behind. */
export interface LoadedPages {
  readonly from: number;
  readonly to: number;
  readonly before: number;
  readonly behind: number;
}

export type VisiblePages = Pick<LoadedPages, 'from' | 'to'>;

export function visiblePages(first: number, last: number): VisiblePages {
  return { from: Math.floor(first / PAGE), to: Math.floor(last / PAGE) };
}

/**
 * What is to be read once the pages held are there; undefined where that is all that is wanted. One who jumps, or drags the
 * bar, passes many pages that nobody will look at: only those in sight are read until it stands still.
 */
export function pagesAfter(held: LoadedPages, { from, to }: VisiblePages): LoadedPages | undefined {
  const moved = from - held.from;
  const isFar = Math.abs(moved) > AHEAD;
  if (isFar) return { from, to, before: 0, behind: 0 };
  if (moved > 0) return { from, to, before: BESIDE, behind: AHEAD };
  if (moved < 0) return { from, to, before: AHEAD, behind: BESIDE };
  if (to === held.to && held.behind > 0) return undefined;
  return { from, to, ...IDLE_MARGIN };
}

/** Their numbers, those in sight first; `also`: the page of a place that is read wherever it is. */
export function pageNumbers({ from, to, before, behind }: LoadedPages, rows: number, also: number): number[] {
  const last = Math.floor((rows - 1) / PAGE);
  const inSight = range(from, to);
  const beside = [...range(to + 1, to + behind), ...range(from - before, from - 1)];
  const wanted = [...inSight, Math.floor(also / PAGE), ...beside];
  return [...new Set(wanted)].filter((page) => page >= 0 && page <= last);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
