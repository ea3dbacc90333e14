/** How a number format changes the value that a person sees. */
export type NumberFormat =
  | { readonly kind: 'plain' }
  /** A date, a time or both. */
  | { readonly kind: 'date'; readonly hasDate: boolean; readonly hasTime: boolean; readonly hasFraction: boolean }
  /** Hours, minutes or seconds of a duration, not of a time of day: `[h]:mm`. */
  | { readonly kind: 'duration' }
  /** Digits padded with zeros, as in postal codes: `00000`. Each part is the place of a digit or a literal. */
  | { readonly kind: 'padded'; readonly parts: readonly (typeof DIGIT | string)[] };

export const PLAIN: NumberFormat = { kind: 'plain' };
/** The place of a digit in a padded format. */
export const DIGIT = Symbol('digit');

const DATE: NumberFormat = { kind: 'date', hasDate: true, hasTime: false, hasFraction: false };
const TIME: NumberFormat = { kind: 'date', hasDate: false, hasTime: true, hasFraction: false };
const DATE_AND_TIME: NumberFormat = { ...DATE, hasTime: true };

/** The built-in formats of dates. Those from 27 to 36 and from 50 to 58 depend on the language of Excel. */
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
];

export function builtInFormat(id: number): NumberFormat {
  return BUILT_IN.find(([from, to]) => id >= from && id <= to)?.[2] ?? PLAIN;
}

/**
 * Literals in quotes or after a backslash, alignment, elapsed time, colors and currencies, letters of dates, digits.
 */
const TOKENS =
  /"([^"]*)"?|\\(.)|[_*].|\[(h+|m+|s+)\]|\[[^\]]*\]?|(general)|(e[+-])|(am\/pm|a\/p|上午\/下午)|([ymdhsegb])\7*|(0)|([#?.,%/@;])|(.)/giu;

/** Parses the code of a format, such as `dd.mm.yyyy`. Only the first section counts, which is for positive numbers. */
export function parseFormat(code: string): NumberFormat {
  const letters: string[] = [];
  const parts: (typeof DIGIT | string)[] = [];
  let isDuration = false;
  let isOther = false;
  let point = '';
  let hasFraction = false;
  for (const [all, quoted, escaped, elapsed, general, exponent, , letter, zero, symbol, literal] of code.matchAll(
    TOKENS,
  )) {
    if (symbol === ';') break;
    if (elapsed) isDuration = true;
    else if (letter) letters.push(letter.toLowerCase());
    else if (zero) {
      parts.push(DIGIT);
      hasFraction ||= point === '.' && letters.at(-1) === 's';
    } else if (general || exponent || symbol) isOther = true;
    else if (!/^[[_*]/.test(all)) parts.push(quoted ?? escaped ?? literal ?? '');
    if (symbol) point = symbol;
  }
  if (isDuration) return { kind: 'duration' };
  if (letters.length > 0) return dateFormat(letters, hasFraction);
  const digits = parts.filter((part) => part === DIGIT).length;
  return !isOther && digits > 1 ? { kind: 'padded', parts } : PLAIN;
}

/** A date format from its letters. The letter m means minutes after hours and before seconds, otherwise months. */
function dateFormat(letters: readonly string[], hasFraction: boolean): NumberFormat {
  const isMinute = (index: number) => letters[index - 1] === 'h' || letters[index + 1] === 's';
  const isTime = (letter: string, index: number) => 'hs'.includes(letter) || (letter === 'm' && isMinute(index));
  const hasTime = letters.some(isTime);
  return { kind: 'date', hasDate: !letters.every(isTime), hasTime, hasFraction };
}
