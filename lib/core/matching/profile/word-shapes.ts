import type { WordShapes } from '../column-profile.ts';

export const NO_WORDS: WordShapes = { textCount: 0, single: 0, several: 0, comma: 0, familyFirst: 0 };

/**
 * A word of a name begins with a capital, or with a letter of a script without capitals, or is a word such as `von`.
 */
const NAME_WORD = /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’‐-]*,?|v[ao]n|der?|den|d[aeiou]s?|del|la|le|y)$/u;
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const MAX_NAME_LENGTH = 80;

/** The counts with one more text. */
export function withWords(words: WordShapes, text: string): WordShapes {
  const counted = { ...words, textCount: words.textCount + 1 };
  if (text.length > MAX_NAME_LENGTH) return counted;
  const nameWords = text.split(/\s+/u);
  if (!nameWords.every((word) => NAME_WORD.test(word))) return counted;
  const shape = shapeOf(nameWords);
  const familyFirst = words.familyFirst + (FAMILY_FIRST.test(text) ? 1 : 0);
  return { ...counted, [shape]: words[shape] + 1, familyFirst };
}

function shapeOf(nameWords: readonly string[]): 'single' | 'several' | 'comma' {
  if (nameWords.length === 1) return 'single';
  return nameWords[0]?.endsWith(',') ? 'comma' : 'several';
}
