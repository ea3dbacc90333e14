import { plainLetters } from '../../text/plain-letters.ts';

/** A shorter word with another letter is another word: `ip` and `id`. */
const MIN_WORD_LENGTH = 4;
/**
 * A text that differs in one letter from a shorter name is as likely another word: `lange` is German for long, and not
 * `lang`.
 */
const MIN_NAME_LENGTH = 5;
/** In a shorter word, a replaced letter makes another word: `date` and `rate`, `state` and `stage`. */
const MIN_LENGTH_FOR_REPLACED_LETTER = 8;
/** With more typos in total, a text is another name. */
const MAX_TYPOS = 2;
/** A kanji is a word, not a letter: 受注 and 発注 differ in more than a typo. */
const LATIN = /^[\p{Script=Latin}\p{N}]+$/u;

/** People write `Date achat` for `Date d’achat`, and `Fecha pedido` for `Fecha del pedido`. */
const CONNECTING = new Set(['de', 'des', 'du', 'd', 'del', 'da', 'do', 'of']);

/** The words of a name without connecting words; all words if all are connecting words. */
export function mainWords(words: readonly string[]): readonly string[] {
  const main = words.filter((word) => !CONNECTING.has(word));
  return main.length > 0 ? main : words;
}

/** The words of a name, without accents and in lower case. */
export function wordsOfName(name: string): readonly string[] {
  return plainLetters(name)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');
}

/**
 * The number of typos that turn the words of a name into a text without signs between them: at most one in each word,
 * and none in a word's first letter, which people seldom mistype. Infinity if the text is not the name.
 */
export function typosIn(text: string, words: readonly string[]): number {
  const name = words.join('');
  if (text === name) return 0;
  if (name.length < MIN_NAME_LENGTH || Math.abs(text.length - name.length) > MAX_TYPOS) return Number.POSITIVE_INFINITY;
  if (text[0] !== name[0] || !LATIN.test(name)) return Number.POSITIVE_INFINITY;
  const typos = typosInWords(text, words);
  return typos > MAX_TYPOS ? Number.POSITIVE_INFINITY : typos;
}

/** Tries for each word whether the text has one letter less or more than it, because nothing separates the words. */
function typosInWords(text: string, [word, ...otherWords]: readonly string[]): number {
  if (word === undefined) return text === '' ? 0 : Number.POSITIVE_INFINITY;
  const lengths = [word.length, word.length - 1, word.length + 1].filter((length) => length <= text.length);
  const typos = lengths.map((length) => {
    const inWord = typosInWord(text.slice(0, length), word);
    return inWord === Number.POSITIVE_INFINITY ? inWord : inWord + typosInWords(text.slice(length), otherWords);
  });
  return Math.min(Number.POSITIVE_INFINITY, ...typos);
}

/** The number of typos in one word: 0 or 1, or Infinity if the text is another word. */
function typosInWord(text: string, word: string): number {
  if (text === word) return 0;
  const isTypo = word.length >= MIN_WORD_LENGTH && text[0] === word[0] && isOneTypo(text, word);
  return isTypo ? 1 : Number.POSITIVE_INFINITY;
}

/** Whether one letter is missing, added or, in a long word, replaced, or two letters are swapped. */
function isOneTypo(text: string, word: string): boolean {
  const start = sharedStart(text, word);
  const end = sharedEnd(text.slice(start), word.slice(start));
  const typed = text.slice(start, text.length - end);
  const meant = word.slice(start, word.length - end);
  if (typed.length + meant.length === 1) return true;
  if (typed.length === 1 && meant.length === 1) return word.length >= MIN_LENGTH_FOR_REPLACED_LETTER;
  return typed.length === 2 && meant.length === 2 && typed[0] === meant[1] && typed[1] === meant[0];
}

/** How many letters two texts have in common at their start. */
function sharedStart(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length++;
  return length;
}

/** How many letters two texts have in common at their end. */
function sharedEnd(a: string, b: string): number {
  let length = 0;
  while (length < a.length && a.at(-1 - length) === b.at(-1 - length)) length++;
  return length;
}
