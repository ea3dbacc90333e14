import { plainLetters } from '../../../core/text/plain-letters.ts';

/** A word without differences of case, Latin accents, width, and signs between words. */
export function wordKey(word: string): string {
  return plainLetters(word)
    .replace(/[\s_.・-]+/gu, ' ')
    .trim();
}
