/**
 * How well an item matches the search, 0 for no match: every word must occur in its texts. Items with a text that
 * equals the search rank first, then those whose label starts with it, then the others. Pages rank above objects with
 * the same kind of match, unless it is the first.
 */
export function scoreOf(id: string, search: string, texts: readonly string[] = []): number {
  const query = normalize(search);
  const normalizedTexts = texts.map(normalize);
  if (!query.split(' ').every((word) => normalizedTexts.some((text) => text.includes(word)))) return 0;
  if (normalizedTexts.some((text) => text === query)) return 1;
  const isPage = id.startsWith(PAGE_PREFIX);
  return (normalizedTexts[0]?.startsWith(query) ? 0.8 : 0.4) + (isPage ? 0.1 : 0);
}

/** The prefix of page IDs. */
export const PAGE_PREFIX = 'page ';

/** Trims a text, converts it to lower case, and replaces full-width letters and digits, as from Japanese keyboards. */
export function normalize(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
