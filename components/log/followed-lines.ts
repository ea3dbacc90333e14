/** The maximum number of lines on a page that is followed; older ones are on previous pages. */
const MAX_LINES = 2000;

/** The shown lines of a log, oldest first, and the cursor of the previous page; undefined if there is none. */
export interface FollowedLines<Line> {
  readonly lines: readonly Line[];
  readonly earlier: number | undefined;
}

/** The shown lines after more were fetched. A fetched line that is already shown is ignored: requests can overlap. */
export function withFetched<Line extends { readonly id: number }>(
  { lines, earlier }: FollowedLines<Line>,
  fetched: readonly Line[],
): FollowedLines<Line> {
  const last = lines.at(-1)?.id ?? 0;
  const all = [...lines, ...fetched.filter(({ id }) => id > last)];
  const shown = all.slice(-MAX_LINES);
  // The page before a cursor excludes the cursor's line.
  return { lines: shown, earlier: shown.length < all.length ? shown[0]?.id : earlier };
}
