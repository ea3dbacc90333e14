import type { Cell, Clean } from './field.ts';
import { isSpreadsheetError } from './placeholder.ts';

/** Cleaning rules for the field tables of all connectors. The texts that they get are trimmed and not missing. */

/** Invisible characters that are copied with a text, such as direction marks and word joiners. */
const MARKS = '\\uFEFF\\u00AD\\u061C\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060\\u2066-\\u2069';
const BLANK = new RegExp(`[\\p{White_Space}${MARKS}]`, 'u');
/** The marks, and zero-width joiners after Latin letters: in other scripts, joiners are part of the spelling. */
const INVISIBLE = new RegExp(`[${MARKS}]|(?<=\\p{Script=Latin})[\\u200C\\u200D]`, 'gu');
const SHA256 = /^[0-9a-f]{64}$/i;
const NOT_PRINTABLE_ASCII = /[^ -~]/;
/** A text without these characters is in normal form C: U+0300 is the first combining character. */
const MAY_NOT_BE_NORMAL = /[\u0300-\uffff]/;
const INTEGER = /^[+-]?\d+$/;
const EXACT_NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:e\+?(\d{1,2}))?$/i;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const FIRST_VISIBLE_ASCII = 0x21;
const LAST_VISIBLE_ASCII = 0x7e;

/** A text as programs write it so that a spreadsheet keeps its leading zeros: `="00123"`. */
const TEXT_FORMULA = /^="([^"]*)"$/;

/** Removes Unicode blanks and invisible marks at both ends, and the formula around a text. */
export function trim(text: string): string {
  const trimmed = withoutBlanks(text);
  const inFormula = trimmed[0] === '=' ? TEXT_FORMULA.exec(trimmed)?.[1] : undefined;
  return inFormula === undefined ? trimmed : withoutBlanks(inFormula);
}

/** A loop instead of a pattern, because `blanks+$` takes quadratic time. */
function withoutBlanks(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

/** Whether a character is a blank or a mark. Visible ASCII is neither: it needs no test with the Unicode pattern. */
function isBlank(charCode: number): boolean {
  return (charCode < FIRST_VISIBLE_ASCII || charCode > LAST_VISIBLE_ASCII) && BLANK.test(String.fromCharCode(charCode));
}

/** Removes the invisible marks inside a text, but no blanks. */
export function withoutInvisible(text: string): string {
  return NOT_PRINTABLE_ASCII.test(text) ? text.replace(INVISIBLE, '') : text;
}

/** The text in Unicode normalization form C. */
export function normalForm(text: string): string {
  return MAY_NOT_BE_NORMAL.test(text) ? text.normalize('NFC') : text;
}

/** Whether a trimmed cell counts as missing: empty, or `\N` as databases write NULL. */
export function isMissing(text: string): boolean {
  return text === '' || text === '\\N';
}

/** Whether a text is a SHA-256 hash: exactly 64 hex digits, in any case. */
export function isSha256(text: string): boolean {
  return text.length === 64 && SHA256.test(text);
}

/** Adds a warning, and returns undefined: the result of a rule that omits a value. */
export function omitValue(cell: Cell, code: string): undefined {
  cell.warn(code);
}

/** Keeps the text, but omits spreadsheet errors such as `#REF!`. */
export const asWritten: Clean = (text, cell) =>
  isSpreadsheetError(text) ? omitValue(cell, 'placeholder_dropped') : text;

/**
 * Accepts one of these values; other texts get the error `code`. Values given in lower case are accepted in any case,
 * and sent in lower case.
 */
export function oneOf(values: readonly string[], code: string): Clean {
  const allowed = new Set(values);
  return (text, cell) => {
    const value = allowed.has(text) ? text : text.toLowerCase();
    return allowed.has(value) ? value : cell.error(code);
  };
}

const BOOLEANS = new Map(
  Object.entries({
    yes: true,
    y: true,
    true: true,
    t: true,
    1: true,
    no: false,
    n: false,
    false: false,
    f: false,
    0: false,
  }),
);

/** Accepts a word for yes or no; other texts get the error `code`. */
export function yesOrNo(code: string): Clean {
  return (text, cell) => BOOLEANS.get(text.toLowerCase()) ?? cell.error(code);
}

/** Accepts digits with an optional point and sign, and keeps them unchanged: `72.30` stays `72.30`. */
export const decimal: Clean = (text, cell) => (DECIMAL.test(text) ? text : cell.error('decimal_unreadable'));

export const integer: Clean = (text, cell) => {
  const value = exactInteger(text);
  if (value === undefined) return cell.error('integer_unreadable');
  return Number.isSafeInteger(value) ? value : cell.error('integer_too_large');
};

/**
 * The integer that a text spells, also as `12.0` or `1.7e9`; undefined if it is not exactly an integer. Beyond 2^53-1
 * the result is not a safe integer, and the caller must refuse it.
 */
export function exactInteger(text: string): number | undefined {
  if (INTEGER.test(text)) return Number(text);
  const parts = EXACT_NUMBER.exec(text);
  if (!parts) return undefined;
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = parts;
  const shift = Number(exponent);
  if (/[1-9]/.test(fraction.slice(shift))) return undefined;
  return Number(sign + whole + fraction.slice(0, shift).padEnd(shift, '0'));
}
