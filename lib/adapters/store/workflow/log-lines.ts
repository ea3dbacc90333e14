const MAX_PAGE_BYTES = 1024 * 1024;

/** The first lines, up to a number and a size, but at least one; and whether there are more. */
export function firstLines<Line extends { readonly text: string }>(
  rows: Iterable<Line>,
  limit: number,
): { readonly lines: Line[]; readonly hasMore: boolean } {
  const lines: Line[] = [];
  let bytes = 0;
  for (const row of rows) {
    bytes += Buffer.byteLength(row.text);
    if (lines.length >= limit || (lines.length > 0 && bytes > MAX_PAGE_BYTES)) return { lines, hasMore: true };
    lines.push(row);
  }
  return { lines, hasMore: false };
}
