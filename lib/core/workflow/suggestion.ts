import { distance } from 'fastest-levenshtein';

/** Maximum number of known names that are compared, because more would take too long. */
const MAX_KNOWN = 1000;

/**
 * Up to three known names that a misspelled name may mean, nearest first. A known name may differ from the misspelled
 * one in at most the share `maxDifference` of its letters.
 */
export function suggestionsFor(name: string, known: Iterable<string>, maxDifference = 0.5): readonly string[] {
  const near = [...known]
    .slice(0, MAX_KNOWN)
    .filter((candidate) => distance(name, candidate) <= Math.floor(candidate.length * maxDifference));
  return near.sort((a, b) => distance(name, a) - distance(name, b)).slice(0, 3);
}
