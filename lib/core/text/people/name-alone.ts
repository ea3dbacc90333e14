/** Recognizes what cells of names have besides a name: notes, digits and signs, and the names of several people. */

/** The signs that belong to letters: of Hebrew (`ג׳ורג׳`), Tibetan and Hindi. */
const SIGNS_OF_LETTERS = '\\u05f3\\u05f4\\u0f0b\\u0970';

/**
 * What names do not have: several blanks in a row, line breaks, and characters other than letters, blanks, apostrophes,
 * hyphens, commas, full stops, the middle dots between the parts of foreign names, and the signs of some scripts.
 * Invisible characters belong to the spelling of some scripts.
 */
const OTHER_THAN_NAME = new RegExp(
  `[^\\p{L}\\p{M}\\p{Cf}\\p{Pd}\\s'’‘ʼ\`´−.．,·•‧・･゠፡${SIGNS_OF_LETTERS}]|\\s{2}|[\\r\\n]`,
  'u',
);
/**
 * Signs that only such names have: son, daughter or wife of, in Malaysia, Singapore and India (`Kumar a/l Raman`,
 * `Devi d/o Rajan`), the hyphen of foreign names in Japanese (`ジャン＝リュック`), and the gershayim of Hebrew (`באב"ד`).
 */
const SIGN_WITHIN_NAME =
  /(?<=\p{L}\s)(?:[sdw]\/o|a\/[lp])(?=\s\p{L})|(?<=[ァ-ヿ])[=＝](?=[ァ-ヿ])|(?<=\p{sc=Hebr})"(?=\p{sc=Hebr})/giu;
/** A comma or hyphen at an end, from a list or from a joined name of which a part was empty. */
const AT_AN_END = '^[-–—,]|[-–—,]$';
const SIGN_AT_AN_END = new RegExp(AT_AN_END);
/** What programs write for a missing part of a name that they join. In other spellings, these words can be names. */
const MISSING_PART = /(?<=\s)(?:undefined|null|NULL|NaN)(?=\s|$)|^(?:undefined|null|NULL|NaN)(?=\s)/g;
/**
 * A word between two names: `Anna und Peter`, but not `y`, `e` or `i`, which can be in a name: `Ortega y Gasset`. `И`
 * is an initial, unless all is in capitals.
 */
const BETWEEN_PEOPLE = '\\s(?:[Aa]nd|AND|(?:[Uu]nd|UND)(?!\\s[Zz][Uu]\\s)|u\\.|et|ET|og|och|и|(?<=\\p{Lu}{2}\\s)И)\\s';
/** One pattern, because it is matched with every name of several words. */
const OF_NO_NAME = new RegExp(`${BETWEEN_PEOPLE}|${MISSING_PART.source}|${AT_AN_END}`, 'u');
/** A last name, a comma and a first name: `Lovelace, Ada`, but not `Smith, Jr.`, `Smith, M.D.` or `Smith, A.` */
const LAST_NAME_FIRST =
  /^[^,]+,\s*(?!(?:jr|sr|ii|iii|iv|esq|dr|prof|ph\.?\s?d|m\.?d|mba|cpa|dds|rn|lpn|np|bsn|msn|dnp|dvm|dmd)\b)\p{L}{2}[^,]*$/iu;

/** Whether a name has signs, digits, a note or several blanks in a row: `Anna & Peter`, `Anna92`, `山田（ヤマダ）`. */
export function hasSigns(name: string): boolean {
  return OTHER_THAN_NAME.test(name.replace(SIGN_WITHIN_NAME, '-')) || SIGN_AT_AN_END.test(name);
}

/** Whether a text is more than one name, or has a word or sign of no name: `Anna und Peter`, `Anna null`, `Anna,`. */
export function hasSeveralNames(text: string): boolean {
  return OF_NO_NAME.test(text) || (text.includes(',') && LAST_NAME_FIRST.test(text));
}

/** Notes in brackets anywhere in a text: `(VIP)`, `（ヤマダ）`, `[gesperrt]`. */
const NOTES = /\s*(?:\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|［[^［］]*］|【[^【】]*】|〔[^〔〕]*〕)\s*/gu;
const SIGNS_BEFORE = /^[^\p{L}\p{M}\p{Nd}@#]+/u;
const SIGNS_AFTER = new RegExp(`(?:[^\\p{L}\\p{M}\\p{Nd}.'’${SIGNS_OF_LETTERS}]\\p{M}*)+$`, 'u');
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/**
 * The name without notes, and without the signs at its ends. Undefined if more than a name is left. Digits are not
 * removed, because they show that the text is not a name, as in `Main Street 5`.
 */
export function withoutSigns(text: string): string | undefined {
  const words = withoutMissingParts(text.replace(NOTES, ' ').trim()).split(/\s+/);
  const hasLetterOrDigit = (word: string) => LETTER_OR_DIGIT.test(word);
  const start = Math.max(words.findIndex(hasLetterOrDigit), 0);
  const nameWords = words.slice(start, words.findLastIndex(hasLetterOrDigit) + 1);
  const name = nameWords.join(' ').replace(SIGNS_BEFORE, '').replace(SIGNS_AFTER, '');
  return name === '' || hasSigns(name) ? undefined : name;
}

/** Without the words for missing parts. Where all is in one case, `null` stays: it may be the last name Null. */
function withoutMissingParts(text: string): string {
  const name = text.replace(MISSING_PART, '');
  const isInOneCase = /\p{Ll}/u.test(name) !== /\p{Lu}/u.test(name);
  return isInOneCase ? text.replace(/\b(?:undefined|NaN)\b/g, '').trim() : name.trim();
}
