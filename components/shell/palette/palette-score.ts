/**
 * How well an item fits what is typed, 0 for not at all: every word must stand somewhere in its texts, and what begins
 * with it comes first. Whoever types "jobs" means the page rather than one of them.
 */
export function scoreOf(id: string, search: string, texts: readonly string[] = []): number {
  const wanted = plain(search);
  const all = texts.map(plain);
  if (!wanted.split(' ').every((word) => all.some((text) => text.includes(word)))) return 0;
  if (all.some((text) => text === wanted)) return 1;
  const isPage = id.startsWith(PAGE);
  return (all[0]?.startsWith(wanted) ? 0.8 : 0.4) + (isPage ? 0.1 : 0);
}

/** What the ids of pages begin with. */
export const PAGE = 'page ';

/** Full-width letters, as Japanese keyboards write them, count as plain ones. */
function plain(text: string): string {
  return text.normalize('NFKC').trim().toLowerCase();
}
