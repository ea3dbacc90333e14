import { distance } from 'fastest-levenshtein';

/** Comparing more names would take too long. */
const MAX_KNOWN = 1000;

/**
 * The known names that a misspelled name may mean: at most this share of their letters differs. Empty if there are
 * none.
 */
export function suggestionsFor(name: string, known: Iterable<string>, share = 0.5): readonly string[] {
  const near = [...known].slice(0, MAX_KNOWN).filter((each) => distance(name, each) <= Math.floor(each.length * share));
  return near.sort((a, b) => distance(name, a) - distance(name, b)).slice(0, 3);
}
