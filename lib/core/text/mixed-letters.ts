/**
 * Words with letters of two alphabets, such as `Pаvel` with a Cyrillic а. They look right, but are other texts: someone
 * typed a letter with the wrong keyboard.
 */

const LATIN = 'A-Za-z\\u00c0-\\u00d6\\u00d8-\\u00f6\\u00f8-\\u02af';
const GREEK = '\\u0370-\\u0373\\u0376-\\u037d\\u037f-\\u03ff';
const CYRILLIC = '\\u0400-\\u0481\\u048a-\\u04ff';
/**
 * A Greek or Cyrillic letter beside a Latin one, as alternatives of a pattern. Other letters look unlike Latin ones.
 */
export const MIXED = `[${GREEK}${CYRILLIC}][${LATIN}]|[${LATIN}][${GREEK}${CYRILLIC}]`;
const MIXED_LETTERS = new RegExp(MIXED);
const WORDS = /[\p{L}\p{M}]+/gu;
const IN_ONE_ALPHABET = new RegExp(
  `^(?:[${LATIN}]|\\p{M})+$|^(?:[${GREEK}]|\\p{M})+$|^(?:[${CYRILLIC}]|\\p{M})+$`,
  'u',
);

/** Letters that look the same, each Latin one above its Greek or Cyrillic one. */
const LOOK_ALIKES: readonly (readonly [latin: string, other: string])[] = [
  ['ABEKMHOPCTYXISJƏaeopcyxijsə', 'АВЕКМНОРСТУХІЅЈӘаеорсухіјѕә'],
  ['ABEZHIKMNOPTYXoɛ', 'ΑΒΕΖΗΙΚΜΝΟΡΤΥΧοε'],
];

/** Whether a word of a text has letters of two alphabets. */
export function hasMixedLetters(text: string): boolean {
  return MIXED_LETTERS.test(text);
}

/** The text with each word in one alphabet; undefined if it is not certain in which one a word is. */
export function withOneAlphabet(text: string): string | undefined {
  const words = text.replace(WORDS, (word) => (hasMixedLetters(word) ? (wordInOneAlphabet(word) ?? word) : word));
  return words === text || hasMixedLetters(words) ? undefined : words;
}

function wordInOneAlphabet(word: string): string | undefined {
  const spellings = LOOK_ALIKES.flatMap(([latin, other]) => [
    withLetters(word, other, latin),
    withLetters(word, latin, other),
  ]);
  const [first, second] = spellings.filter((spelling) => IN_ONE_ALPHABET.test(spelling));
  return second === undefined ? first : undefined;
}

function withLetters(word: string, from: string, to: string): string {
  return Array.from(word, (letter) => to[from.indexOf(letter)] ?? letter).join('');
}
