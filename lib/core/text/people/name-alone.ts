/** Recognizes what cells of names have besides a name: notes, digits and signs, and the names of several people. */

/**
 * What names do not have: several blanks in a row, line breaks, and characters other than letters, blanks, apostrophes,
 * hyphens, commas, full stops, and the middle dots between the parts of foreign names. Invisible characters belong to
 * the spelling of some scripts.
 */
const OTHER_THAN_NAME = /[^\p{L}\p{M}\p{Cf}\p{Pd}\s'’‘ʼ`´−.,·•・･゠]|\s{2}|[\r\n]/u;
/** A comma or hyphen at an end, from a list or from a joined name of which a part was empty. */
const AT_AN_END = '^[-–—,]|[-–—,]$';
const SIGN_AT_AN_END = new RegExp(AT_AN_END);
/** What programs write for a missing part of a name that they join. In other spellings, these words can be names. */
const MISSING_PART = /(?<=^|\s)(?:undefined|null|NULL|NaN)(?=\s|$)/g;
/** A word between two names: `Anna und Peter`, but not `y`, `e` or `i`, which can be in a name: `Ortega y Gasset`. */
const BETWEEN_PEOPLE = '\\s(?:[Aa]nd|AND|[Uu]nd|UND|u\\.|et|ET|og|och|и|И)\\s';
/** One pattern, because it is matched with every name of several words. */
const OF_NO_NAME = new RegExp(`${BETWEEN_PEOPLE}|${MISSING_PART.source}|${AT_AN_END}`);
/** A last name, a comma and a first name: `Lovelace, Ada`, but not `Smith, Jr.`, `Smith, M.D.` or `Smith, A.` */
const LAST_NAME_FIRST =
  /^[^,]+,\s*(?!(?:jr|sr|ii|iii|iv|esq|dr|prof|ph\.?\s?d|m\.?d|mba|cpa|dds|rn|lpn|np|bsn|msn|dnp|dvm|dmd)\b)\p{L}{2}[^,]*$/iu;

/** Whether a name has signs, digits, a note or several blanks in a row: `Anna & Peter`, `Anna92`, `山田（ヤマダ）`. */
export function hasSigns(name: string): boolean {
  return OTHER_THAN_NAME.test(name) || SIGN_AT_AN_END.test(name);
}

/** Whether a text is more than one name, or has a word or sign of no name: `Anna und Peter`, `Anna null`, `Anna,`. */
export function hasSeveralNames(text: string): boolean {
  return OF_NO_NAME.test(text) || (text.includes(',') && LAST_NAME_FIRST.test(text));
}

/** Notes in brackets anywhere in a text: `(VIP)`, `（ヤマダ）`, `[gesperrt]`. */
const NOTES = /\s*(?:\([^()]*\)|（[^（）]*）|\[[^[\]]*\]|［[^［］]*］|【[^【】]*】|〔[^〔〕]*〕)\s*/gu;
const SIGNS_BEFORE = /^[^\p{L}\p{M}\p{Nd}@#]+/u;
const SIGNS_AFTER = /(?:[^\p{L}\p{M}\p{Nd}.'’]\p{M}*)+$/u;
const LETTER_OR_DIGIT = /[\p{L}\p{Nd}]/u;

/**
 * The name without notes, and without the signs at its ends. Undefined if what is left is no name alone: digits are not
 * removed, because they show that the text is no name, as in `Main Street 5`.
 */
export function withoutSigns(text: string): string | undefined {
  const words = text.replace(NOTES, ' ').replace(MISSING_PART, '').trim().split(/\s+/);
  const hasLetterOrDigit = (word: string) => LETTER_OR_DIGIT.test(word);
  const start = Math.max(words.findIndex(hasLetterOrDigit), 0);
  const nameWords = words.slice(start, words.findLastIndex(hasLetterOrDigit) + 1);
  const name = nameWords.join(' ').replace(SIGNS_BEFORE, '').replace(SIGNS_AFTER, '');
  return name === '' || hasSigns(name) ? undefined : name;
}
