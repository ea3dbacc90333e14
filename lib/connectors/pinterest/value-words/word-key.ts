import { plainLetters } from '../../../core/text/plain-letters.ts';

/** Normalizes a word for comparison: ignores case, Latin accents, character width and signs between words. */
export function wordKey(word: string): string {
  return plainLetters(word)
    .replace(/[\s_.・-]+/gu, ' ')
    .trim();
}
