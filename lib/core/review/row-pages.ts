/** Rows per page. */
export const ROWS_PER_PAGE = 100;

/** Pages loaded ahead while scrolling, so that the wheel or a held key does not outrun them. */
const AHEAD = 4;
/** Pages loaded in the opposite direction. */
const BEHIND = 1;
/** Pages loaded around the visible ones without scrolling: more below, since most people continue downward. */
export const IDLE_MARGIN = { before: BEHIND, after: 3 } as const;

/** The loaded pages: those that were visible when loading began, and some before and after them. */
export interface LoadedPages {
  /** The first visible page, counted from 0. */
  readonly from: number;
  /** The last visible page. */
  readonly to: number;
  /** How many pages are loaded before the visible ones, and how many after them. */
  readonly before: number;
  readonly after: number;
}

export type VisiblePages = Pick<LoadedPages, 'from' | 'to'>;

export function visiblePages(first: number, last: number): VisiblePages {
  return { from: Math.floor(first / ROWS_PER_PAGE), to: Math.floor(last / ROWS_PER_PAGE) };
}

/**
 * The pages to load next, once the loaded pages have arrived; undefined if there are none. A jump or a drag of the
 * scroll bar passes many pages, so only visible ones are loaded until it ends.
 */
export function pagesAfter(loaded: LoadedPages, { from, to }: VisiblePages): LoadedPages | undefined {
  const moved = from - loaded.from;
  const isFar = Math.abs(moved) > AHEAD;
  if (isFar) return { from, to, before: 0, after: 0 };
  if (moved > 0) return { from, to, before: BEHIND, after: AHEAD };
  if (moved < 0) return { from, to, before: AHEAD, after: BEHIND };
  // Nothing is to load if the same pages are visible and the pages around them are loaded.
  if (to === loaded.to && loaded.after > 0) return undefined;
  return { from, to, ...IDLE_MARGIN };
}

/** The page numbers, visible ones first, including the page of the focused row. */
export function pageNumbers({ from, to, before, after }: LoadedPages, rowCount: number, focusedRow: number): number[] {
  const last = Math.floor((rowCount - 1) / ROWS_PER_PAGE);
  const visible = range(from, to);
  const margins = [...range(to + 1, to + after), ...range(from - before, from - 1)];
  const wanted = [...visible, Math.floor(focusedRow / ROWS_PER_PAGE), ...margins];
  return [...new Set(wanted)].filter((page) => page >= 0 && page <= last);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
