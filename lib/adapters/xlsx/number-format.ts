/** How a number format changes the value that a person sees. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  /** A date, a time or both. */
  | { readonly kind: 'date'; readonly hasDate: boolean; readonly hasTime: boolean; readonly hasFraction: boolean }
  /** Hours, minutes or seconds of a duration, not of a time of day: `[h]:mm`. */
  | { readonly kind: 'duration' }
  /** Digits padded with zeros, as in postal codes, or after other digits, as in phone numbers: `00000`, `"0"#`. */
  | { readonly kind: 'padded'; readonly parts: readonly Part[] }
  /** The format of the first section whose condition a number meets: `[<=999]000;000\-0000`. */
  | { readonly kind: 'conditional'; readonly sections: readonly ConditionalSection[] };

/** The place of a digit, or a literal. */
type Part = typeof DIGIT | typeof OPTIONAL_DIGIT | string;

interface ConditionalSection {
  readonly matches: (number: number) => boolean;
  readonly format: NumberFormat;
}

export const PLAIN: NumberFormat = { kind: 'plain' };
/** The place of a digit in a padded format: zero if the number has no digit for it. */
export const DIGIT = Symbol('digit');
/** A place that stays empty if the number has no digit for it, unless a DIGIT comes before it. */
const OPTIONAL_DIGIT = Symbol('optional digit');

const DATE: NumberFormat = { kind: 'date', hasDate: true, hasTime: false, hasFraction: false };
const TIME: NumberFormat = { kind: 'date', hasDate: false, hasTime: true, hasFraction: false };
const DATE_AND_TIME: NumberFormat = { ...DATE, hasTime: true };

/**
 * The built-in formats of dates, by ranges of ids. Those from 27 to 36 and from 50 to 81 depend on Excel's language.
 */
const BUILT_IN: readonly [from: number, to: number, format: NumberFormat][] = [
  [14, 17, DATE],
  [18, 21, TIME],
  [22, 22, DATE_AND_TIME],
  [27, 31, DATE],
  [32, 33, TIME],
  [34, 36, DATE],
  [45, 45, TIME],
  [46, 46, { kind: 'duration' }],
  [47, 47, { ...TIME, hasFraction: true }],
  [50, 58, DATE],
  // The remaining formats exist only in Thai.
  [71, 74, DATE],
  [75, 76, TIME],
  [77, 77, DATE_AND_TIME],
  [78, 78, TIME],
  [79, 79, { kind: 'duration' }],
  [80, 80, { ...TIME, hasFraction: true }],
  [81, 81, DATE],
];

export function builtInFormat(id: number): NumberFormat {
  for (const [from, to, format] of BUILT_IN) if (id >= from && id <= to) return format;
  return PLAIN;
}

/**
 * A token of a format's code. The tokens without a group are alignment (`_` or `*` and a character), a condition, color
 * or currency in brackets, and the AM/PM marker.
 */
const TOKENS = new RegExp(
  [
    '"(?<quoted>[^"]*)"?',
    String.raw`\\(?<escaped>.)`,
    '[_*].',
    String.raw`\[(?<elapsed>h+|m+|s+)\]`,
    String.raw`\[[^\]]*\]?`,
    '(?<general>general)',
    '(?<exponent>e[+-])',
    String.raw`am\/pm|a\/p|上午\/下午`,
    String.raw`(?<letter>[ymdhsegb])\k<letter>*`,
    '(?<digit>[0#])',
    '(?<symbol>[?.,%/@;])',
    '(?<literal>.)',
  ].join('|'),
  'giu',
);

interface Token {
  readonly text: string;
  readonly groups: Readonly<Record<string, string | undefined>>;
}

/** Excel's limit. A longer code, with its sections and literals, would cost time and space in each cell. */
const MAX_CODE_LENGTH = 255;

/**
 * Parses the code of a format, such as `dd.mm.yyyy`. If the first section has no condition, it is the one for positive
 * numbers, and the other sections are ignored.
 */
export function parseFormat(code: string): NumberFormat {
  if (code.length > MAX_CODE_LENGTH) return PLAIN;
  const sections = sectionsOf(code);
  const [first = []] = sections;
  if (conditionOf(first) === undefined) return formatOfSection(first, sections.length === 1);
  return {
    kind: 'conditional',
    sections: sections.map((tokens) => ({
      matches: conditionOf(tokens) ?? (() => true),
      format: formatOfSection(tokens, false),
    })),
  };
}

function sectionsOf(code: string): Token[][] {
  const sections: Token[][] = [[]];
  for (const { 0: text, groups = {} } of code.matchAll(TOKENS)) {
    if (groups['symbol'] === ';') sections.push([]);
    else sections.at(-1)?.push({ text, groups });
  }
  return sections;
}

const CONDITION = /^\[(<=|>=|<>|=|<|>)(-?[\d.]+)\]$/;

const COMPARISONS: Readonly<Record<string, (number: number, limit: number) => boolean>> = {
  '<=': (number, limit) => number <= limit,
  '>=': (number, limit) => number >= limit,
  '<>': (number, limit) => number !== limit,
  '=': (number, limit) => number === limit,
  '<': (number, limit) => number < limit,
  '>': (number, limit) => number > limit,
};

/** The condition of a section; undefined if it has none. */
function conditionOf(tokens: readonly Token[]): ((number: number) => boolean) | undefined {
  const condition = tokens.map(({ text }) => CONDITION.exec(text)).find((match) => match !== null);
  const compare = COMPARISONS[condition?.[1] ?? ''];
  const limit = Number(condition?.[2]);
  return compare && ((number) => compare(number, limit));
}

/** Digits before a number, such as a zero or a calling code: `"0"#`, `"+81 "##-####-####`. */
const DIGITS_BEFORE_NUMBER = /^[+( ]*\d[\d() -]*$/;

/**
 * The format of a section. A plus sign begins phone numbers if the section is the only one, and shows the sign of an
 * amount if there is another section for negative numbers: `"+"#`, `+0;-0`.
 */
function formatOfSection(tokens: readonly Token[], isOnlySection: boolean): NumberFormat {
  if (tokens.some(({ groups }) => groups['elapsed'])) return { kind: 'duration' };
  const letters = tokens.flatMap(({ groups }) => groups['letter']?.toLowerCase() ?? []);
  if (letters.length > 0) return dateFormat(letters, hasFractionOfSeconds(tokens));
  if (tokens.some(isNumberNotation)) return PLAIN;
  const parts = tokens.flatMap(partOf);
  return addsDigits(parts, isOnlySection) ? { kind: 'padded', parts } : PLAIN;
}

/** Whether zeros follow the seconds and a point: `ss.000`. */
function hasFractionOfSeconds(tokens: readonly Token[]): boolean {
  let lastLetter = '';
  let lastSymbol = '';
  for (const { groups } of tokens) {
    if (groups['digit'] === '0' && lastSymbol === '.' && lastLetter === 's') return true;
    lastLetter = groups['letter']?.toLowerCase() ?? lastLetter;
    lastSymbol = groups['symbol'] ?? lastSymbol;
  }
  return false;
}

/**
 * Whether a token is part of how amounts are written, so that its format is not one of postal codes or phone numbers.
 */
function isNumberNotation({ groups: { general, exponent, symbol, escaped, quoted } }: Token): boolean {
  // A comma as a literal separates thousands, as in India: `[>=100000]##\,##\,000`.
  const isComma = escaped === ',' || quoted === ',';
  return general !== undefined || exponent !== undefined || symbol !== undefined || isComma;
}

/** The part that a digit or a literal is; none for alignment and brackets. */
function partOf({ text, groups: { quoted, escaped, digit, literal } }: Token): Part | readonly [] {
  if (digit !== undefined) return digit === '0' ? DIGIT : OPTIONAL_DIGIT;
  return /^[[_*]/.test(text) ? [] : (quoted ?? escaped ?? literal ?? '');
}

/** Whether a format shows digits that a number does not have: zeros up to its length, or digits before it. */
function addsDigits(parts: readonly Part[], isOnlySection: boolean): boolean {
  const places = parts.filter((part) => typeof part !== 'string');
  if (places.length === 0) return false;
  const isPadded = places.includes(DIGIT) && places.length - places.indexOf(DIGIT) > 1;
  const firstPlace = parts.findIndex((part) => typeof part !== 'string');
  const prefix = parts.slice(0, firstPlace).join('');
  return isPadded || DIGITS_BEFORE_NUMBER.test(prefix) || (isOnlySection && prefix === '+');
}

/** A date format from its letters. The letter m means minutes after hours or before seconds, otherwise months. */
function dateFormat(letters: readonly string[], hasFraction: boolean): NumberFormat {
  const isMinute = (index: number) => letters[index - 1] === 'h' || letters[index + 1] === 's';
  const isTime = (letter: string, index: number) => 'hs'.includes(letter) || (letter === 'm' && isMinute(index));
  const hasTime = letters.some(isTime);
  return { kind: 'date', hasDate: !letters.every(isTime), hasTime, hasFraction };
}
