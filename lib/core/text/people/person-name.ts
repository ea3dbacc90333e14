import { isCompanyName } from './company-name.ts';

/** Words that begin a family name: `da Silva`, `van den Berg`, `de la Cruz`, `El Amrani`. */
const PARTICLES = new Set(
  `von vom van vander zu zum zur der den ter ten te 't de da do dos das du des del della dello degli delle di la le les
  lo los las el al bin bint ibn af av ap de'`.split(/\s+/),
);
/** Words that begin a family name only if a particle follows: `in 't Veld`, `op de Beeck`. */
const BEFORE_PARTICLE = new Set(['in', 'op', 'aan', 'auf', 'aus', 'bij', 'uit']);
/** Words that follow a family name, but are not part of it, such as `Jr.`. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq|mba|cpa|dds)\.?$/i;
/** Credentials that may also be initials, as in `Smith, RN`. */
const CREDENTIAL_OR_INITIALS = /^(?:r\.?n|l\.?p\.?n|n\.?p|bsn|msn|dnp|dvm|dmd|pharm\.?d|psy\.?d|ed\.?d)\.?$/i;

/** One of the two forms of address before the name of a couple: `Mr. and Mrs. Smith`, `M. & Mme Dupont`. */
const OF_COUPLE = '(?:mr|mrs|ms|dr|herrn?|frau|monsieur|madame|m|mme|sr|sra|señora?|sig|signora?)\\.?';
/**
 * Forms of address and academic titles before a name: `Frau Dr. Meier`, `Prof. Ada Meier`. Words that may be a name or
 * initials are not included: `Sig Hansen`, `Don Smith`, `M. Dupont`, `Shri Thanedar`, `Puan Maharani`, `السيد أحمد`.
 */
const BEFORE_NAME = new RegExp(
  [
    `^${OF_COUPLE}(?:\\s*[&+]\\s*|\\s+(?:and|und|et|y|e)\\s+)${OF_COUPLE}\\s+(?=\\p{L})|`,
    '^(?:(?:mrs|miss|mister|herrn?|frau|monsieur|madame|mademoiselle|mme|mlle|mevr|mevrouw|dhr)(?:\\.\\s*|\\s+)',
    '|(?:sr\\.?[aª]|srta|señora?|señorita|signora?|signorina|sig\\.\\s?ra)(?:\\.\\s*|\\s+)',
    '|dott\\.ssa\\s+|(?:mr|mx|ms|sr|hr|sig|dott|ing|mag|mgr|bc|avv|mw|dña|smt|rev|hon|fam|dipl\\.?-ing)\\.\\s*',
    '|(?:dr\\.-ing|univ\\.-prof|(?:mu|ju|mv)dr)\\.\\s*|m[rs]\\s+|(?:dr|prof)(?:\\.\\s*|\\s+)',
    '|(?:familie|eheleute|ehepaar|famille|fru|herra|rouva|smt|encik|господин|госпожа|г-н|г-жа|السيدة)\\s+)',
    '(?:(?:dr|prof|med)\\.?\\s+)*(?=\\p{L})',
    '|^(?:คุณ|นาย|นาง|นางสาว|น\\.ส\\.|ดร\\.|ด\\.[ชญ]\\.)\\s+(?=\\p{L})|^(?:นางสาว|ด\\.[ชญ]\\.)(?=\\p{L})',
  ].join(''),
  'iu',
);
/** Forms of address that, in capitals, may be initials: `MS Dhoni`, `DR Smith`. */
const MAY_BE_INITIALS = /^(?:M[RS]|DR)\s(?![&+]|AND\s)/;
/**
 * Honorifics after a name. Those that may end a name, such as `님` in `예님`, count only after a blank, after three
 * Korean syllables or, if they are in kana, after kanji. `サン` is a name in `アウン サン`, after kana.
 */
const AFTER_NAME = new RegExp(
  [
    '(?<=\\S)\\s*(?:様方?|樣|御中|先生|女士|小姐|太太|老师|老師|医生|醫生|律师|经理|선생님|고객님|회원님)$',
    '(?<=\\S)\\s+(?:さま|さん|くん|ちゃん|氏|殿|님|씨|收)$',
    '(?<=\\p{Script=Han})\\s*(?:さま|さん|サン|くん|ちゃん)$|(?<=\\p{Script=Han}{2})氏$',
    '(?<=\\p{Script=Hangul}{3})(?:님|씨)$',
  ].join('|'),
  'u',
);

/** The name without its form of address: `山田様`, `Herr Müller`. Undefined if it has none. */
export function withoutHonorific(text: string): string | undefined {
  const name = withoutHonorificBefore(text).replace(AFTER_NAME, '');
  return name === text ? undefined : name;
}

function withoutHonorificBefore(text: string): string {
  return MAY_BE_INITIALS.test(text) ? text : text.replace(BEFORE_NAME, '');
}

export interface PersonName {
  readonly given: string;
  readonly family: string;
}

/** Academic titles alone, as the given name of `Dr. Meier` would be. */
const TITLES = /^(?:(?:dr|prof)\.?\s*|(?:dipl|ing|med|mag)\.\s*)+$/i;
/** A nickname, or a note such as a company: `Dwayne "The Rock" Johnson`, `Ada Lovelace (Acme)`. */
const NOTE = /\s[([（"“][^()[\]（）"“”]*[)\]）"”](?=\s|$)/gu;
const LETTER = /\p{L}/u;
/** The fast path: names without notes, numbers, signs alone at an end, and an honorific at the end. */
const ORDINARY_NAME =
  /^(?![^\p{L}, ]* )[\p{L}\p{M} .,'’-]*(?<![様樣方中生士姐太师師理まん殿氏收ン님씨]| [.'’-][.,'’-]*)$/u;

/**
 * Splits a name into given names and family name. The given names come first, unless a comma follows the family name:
 * `Lovelace, Ada`. The family name is empty if there is only one word. What is not part of a name is left out: forms of
 * address, titles without a given name, suffixes, notes in brackets, and numbers and signs at its ends. The name of a
 * company has no parts: the last one of `Acme GmbH` would be hashed as a family name.
 */
export function splitPersonName(writtenWords: readonly string[]): PersonName {
  if (isCompanyName(writtenWords.join(' '))) return { given: '', family: '' };
  const { given, family } = splitWords(wordsOfName(writtenWords));
  if (family === '') return { given, family };
  // Read together with the family name: `Mr.` is a form of address only before a name, as in `Mr. Smith`.
  const givenNames = withoutHonorificBefore(`${given} ${family}`).slice(0, -family.length).trim();
  return { given: TITLES.test(givenNames) ? '' : givenNames, family };
}

/** The words of a name, without notes, the honorific after it, and words without letters at its ends. */
function wordsOfName(writtenWords: readonly string[]): readonly string[] {
  const text = writtenWords.join(' ');
  if (ORDINARY_NAME.test(text)) return writtenWords;
  const words = text.replace(NOTE, '').replace(AFTER_NAME, '').split(' ');
  const isOfName = (word: string) => LETTER.test(word) || word.startsWith(',');
  const start = words.findIndex(isOfName);
  return start < 0 ? writtenWords : words.slice(start, words.findLastIndex(isOfName) + 1);
}

function splitWords(writtenWords: readonly string[]): PersonName {
  const words = withCommasAttached(writtenWords);
  const plainWords = words.map((word) => word.replace(/,$/, ''));
  const lastOfName = plainWords.findLastIndex(
    (word, index) => index === 0 || !(SUFFIX.test(word) || isCredential(word, words, index)),
  );
  const commaIndex = words.slice(0, lastOfName).findIndex((word) => word.endsWith(','));
  if (commaIndex >= 0) {
    const given = plainWords.slice(commaIndex + 1, lastOfName + 1).filter((word) => !SUFFIX.test(word));
    const family = plainWords.slice(0, commaIndex + 1);
    return { given: given.join(' '), family: family.join(' ').trim() };
  }
  let firstOfFamily = familyNameStart(plainWords, lastOfName);
  // `José Ortega y Gasset` has two family names, but a capital Y is the initial of a given name.
  if (firstOfFamily > 2 && plainWords[firstOfFamily - 1] === 'y')
    firstOfFamily = familyNameStart(plainWords, firstOfFamily - 2);
  if (firstOfFamily < 1) return { given: plainWords.join(' '), family: '' };
  const family = plainWords.slice(firstOfFamily, lastOfName + 1);
  return { given: plainWords.slice(0, firstOfFamily).join(' '), family: family.join(' ') };
}

/** The words with each comma at the end of the word before it: `Smith , Jr.` and `Smith ,Jr.` become `Smith, Jr.`. */
function withCommasAttached(words: readonly string[]): readonly string[] {
  if (!words.some((word) => word.startsWith(','))) return words;
  const attached: string[] = [];
  for (const word of words) {
    const previous = attached.at(-1);
    if (previous !== undefined && word.startsWith(',')) {
      attached[attached.length - 1] = previous.replace(/,?$/, ',');
      if (word.length > 1) attached.push(word.slice(1));
    } else attached.push(word);
  }
  return attached;
}

/** Whether the word at an index is a credential: it follows a full name and a comma, as in `John Smith, RN`. */
function isCredential(word: string, words: readonly string[], index: number): boolean {
  if (!CREDENTIAL_OR_INITIALS.test(word)) return false;
  // If the name begins with a particle, the family name comes first, and the word may be initials: `van Dyk, RN`.
  const startsWithParticle = PARTICLES.has((words[0] ?? '').toLowerCase());
  return !startsWithParticle && words.slice(1, index).some((earlierWord) => /[^,],$/.test(earlierWord));
}

/** The index of the first word of a family name whose main word has the index `main`. */
function familyNameStart(words: readonly string[], main: number): number {
  let first = main;
  const wordBefore = () => (words[first - 1] ?? '').toLowerCase().replace(/[’‘]/, "'");
  while (first > 1 && PARTICLES.has(wordBefore())) first -= 1;
  return first > 1 && first < main && BEFORE_PARTICLE.has(wordBefore()) ? first - 1 : first;
}
