import { LATIN_ENCODINGS, type LatinEncoding, type LatinLanguage, type ProposedLatin } from './latin-languages.ts';

/**
 * Words with letters beyond ASCII, and the symbols and digits next to them, in a latin1 string. Without the lookbehind,
 * a long word without such letters would be searched again from each of its characters.
 */
const WORDS = /(?<![0-9A-Za-z])[0-9A-Za-z]*[\x80-\xff][0-9A-Za-z\x80-\xff]*/g;
/** Enough for a certain result; judging them takes a few milliseconds. */
const MAX_WORDS = 400;

/** Fewer words are no evidence for an encoding other than the most common one. */
const MIN_WORDS = 2;

/** How likely a character is in a word, compared to a common letter of the language, as logarithms. */
const RARE = -2.5;
const FOREIGN = -9;
const UNNATURAL = -12;
/** The likelihood that a word of a text is in a language other than the main one; there are about a dozen others. */
const OTHER_LANGUAGE = -3;
/** By how much the best encoding must be more likely than any that gives another text. */
const MARGIN = 6;
/** By how much the first encoding is more likely than each of the others, without any evidence. */
const MOST_COMMON_BONUS = 1;
/** The share of words, such as typing errors, that need not be words of any language. */
const MAX_UNEXPLAINED_SHARE = 0.03;

interface Reading {
  readonly text: string;
  readonly likelihood: number;
  readonly isExplained: boolean;
}

/**
 * The encoding with which the words of a sample become words of a language that uses this encoding. Undefined if this
 * is true of several encodings that give different texts, or of none. A word counts once, however often it occurs.
 */
export function likelyLatinEncoding(sample: Uint8Array): ProposedLatin | undefined {
  const words = [...new Set(Buffer.from(sample).toString('latin1').match(WORDS))].slice(0, MAX_WORDS);
  const bytes = Buffer.from(words.join(' '), 'latin1');
  const readings = LATIN_ENCODINGS.map((latin, rank) => ({ latin, ...readAs(latin, bytes, rank === 0) }));
  const best = readings.reduce((a, b) => (b.likelihood > a.likelihood ? b : a));
  const isClear = readings.every(({ text, likelihood }) => text === best.text || best.likelihood - likelihood > MARGIN);
  const isCertain = isClear && best.isExplained && (words.length >= MIN_WORDS || best === readings[0]);
  return isCertain ? best.latin.proposed : undefined;
}

function readAs({ decode, languages }: LatinEncoding, bytes: Uint8Array, isMostCommon: boolean): Reading {
  const text = decode(bytes);
  const words = text.split(' ');
  // For each language, the likelihood of a text that is mainly in this language.
  const sums = new Array<number>(languages.length).fill(isMostCommon ? MOST_COMMON_BONUS : 0);
  let unexplained = 0;
  for (const word of words) {
    const naturalness = naturalnessOf(word);
    const likelihoods = languages.map((language) => naturalness + likelihoodOf(word, language));
    const best = Math.max(...likelihoods);
    if (best <= FOREIGN) unexplained++;
    for (const [index, likelihood] of likelihoods.entries())
      sums[index] = (sums[index] ?? 0) + Math.max(likelihood, best + OTHER_LANGUAGE);
  }
  return { text, likelihood: Math.max(...sums), isExplained: unexplained <= MAX_UNEXPLAINED_SHARE * words.length };
}

function likelihoodOf(word: string, { common, rare = '' }: LatinLanguage): number {
  let sum = 0;
  for (const character of word) {
    if (character <= '\x7f' || !isLetter(character)) continue;
    const lowerCase = character === 'İ' ? character : character.toLowerCase();
    if (!common.includes(lowerCase)) sum += rare.includes(lowerCase) ? RARE : FOREIGN;
  }
  return sum;
}

/** The likelihood that a word of any language has its capitals and symbols at these positions; 0 is the highest. */
function naturalnessOf(word: string): number {
  // A word only of letters beyond ASCII is probably of another script, read with an encoding of Latin letters.
  let sum = ONLY_BEYOND_ASCII.test(word) ? UNNATURAL : 0;
  for (let at = 0; at < word.length; at++) {
    const character = word[at] ?? '';
    if (character <= '\x7f') continue;
    const isStray = isLetter(character) ? isStrayCase(word, at) : isStraySymbol(word, at);
    if (isStray) sum += UNNATURAL;
  }
  return sum;
}

/** Two or more letters, all beyond ASCII. */
const ONLY_BEYOND_ASCII = /^(?!.?$)(?:(?![\0-\x7f])[\p{L}\p{M}])+$/u;

function isLetter(character: string): boolean {
  return /[\p{L}\p{M}]/u.test(character) && !/[ªºƒµˆ]/.test(character);
}

function isCapital(character: string): boolean {
  return /\p{Lu}/u.test(character);
}

/** Whether a text has a small letter. */
function hasSmallLetter(text: string): boolean {
  return /\p{Ll}/u.test(text);
}

/** Whether a letter is a capital within a word that has small letters, or a small letter between capitals. */
function isStrayCase(word: string, at: number): boolean {
  const before = word[at - 1] ?? '';
  const letter = word[at] ?? '';
  const after = word[at + 1] ?? '';
  if (isCapital(letter)) return isLetter(before) && hasSmallLetter(word);
  return hasSmallLetter(letter) && letter !== 'ß' && isCapital(before) && isCapital(after);
}

/** Control characters, and symbols that hardly any text contains. */
const UNUSUAL = /[\u0080-\u009f\ufffd¬¯¨¸¤¦]/;
const OPENING = /[“”„‘‚’«»‹–—…•\u00a0]/;
const CLOSING = /[“”„‘‚’«»›…®™–—°´\u00a0]/;
/** After one letter or digit, as in `Mª` and `m²`. */
const RAISED = /[ªº°²³]/;
/** After an apostrophe: a name, as in `Sant’Angelo`, or the end of an English word. */
const AFTER_APOSTROPHE = /^(?:\p{Lu}|(?:s|t|d|m|n|ll|re|ve)(?!\p{L}))/u;

/** Whether hardly any language has a symbol at this position of a word. */
function isStraySymbol(word: string, at: number): boolean {
  const symbol = word[at] ?? '';
  const after = word.slice(at + 1);
  const hasLetterBefore = isLetter(word[at - 1] ?? '');
  const hasLetterAfter = isLetter(after.charAt(0));
  if (UNUSUAL.test(symbol)) return true;
  if (!hasLetterBefore && !hasLetterAfter) return false;
  if (!hasLetterBefore) return !OPENING.test(symbol) && !(/[¿¡]/.test(symbol) && isCapital(after.charAt(0)));
  if (!hasLetterAfter) return !CLOSING.test(symbol) && !(at === 1 && RAISED.test(symbol));
  // After one or two letters, an apostrophe is part of a name in several languages, as in `d’Arc`.
  if (/[’‘´]/.test(symbol)) return at > 2 && !AFTER_APOSTROPHE.test(after);
  // Catalan has a dot between two l, as in `col·legi`. No other language has it within a word.
  if (symbol === '·') return !/^l·l$/i.test(word.slice(at - 1, at + 2));
  // A dash or a space joins two words, of which the second usually begins with a capital.
  return !/[–—\u00a0]/.test(symbol) || hasSmallLetter(after.charAt(0));
}
