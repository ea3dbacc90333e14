import type { WordShapes } from '../column-profile.ts';

export const NO_WORDS: WordShapes = { textCount: 0, single: 0, several: 0, comma: 0, familyFirst: 0 };

/** A word of a name begins with a capital, or its script has none; `von` and `de la` are parts of names. */
const NAME = /^(?:[\p{Lu}\p{Lo}][\p{L}\p{M}.'’‐-]*,?|v[ao]n|der?|den|d[aeiou]s?|del|la|le|y)$/u;
const FAMILY_FIRST = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const MAX_NAME_LENGTH = 80;

/** Counts one more text. */
export function withWords(words: WordShapes, text: string): WordShapes {
  const counted = { ...words, textCount: words.textCount + 1 };
  if (text.length > MAX_NAME_LENGTH) return counted;
  const parts = text.split(/\s+/u);
  if (!parts.every((part) => NAME.test(part))) return counted;
  const kind = shapeOf(parts);
  const familyFirst = words.familyFirst + (FAMILY_FIRST.test(text) ? 1 : 0);
  return { ...counted, [kind]: words[kind] + 1, familyFirst };
}

function shapeOf(parts: readonly string[]): 'single' | 'several' | 'comma' {
  if (parts.length === 1) return 'single';
  return parts[0]?.endsWith(',') ? 'comma' : 'several';
}
