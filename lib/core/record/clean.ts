import type { Cell, Clean } from './field.ts';
import { isSpreadsheetError } from './placeholder.ts';

/** Cleaning rules that any connector's field table may use. All take text that is trimmed and not missing. */

/** Also invisible marks that are copied along with a text, such as those of direction and of word breaks. */
const BLANK = /[\p{White_Space}\uFEFF\u00AD\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069]/u;
const SHA256 = /^[0-9a-f]{64}$/i;
const NOT_PRINTABLE_ASCII = /[^ -~]/;
const INTEGER = /^[+-]?\d+$/;
const EXACT_NUMBER = /^([+-]?)(\d+)(?:\.(\d*))?(?:e\+?(\d{1,2}))?$/i;
const DECIMAL = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)$/;
const FIRST_PRINTABLE = 0x21;
const LAST_PLAIN = 0x7e;

/** The text without Unicode blanks and unseen marks at its ends: by a loop, since `blanks+$` tries every run of blanks in quadratic time. */
export function trim(text: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && isBlank(text.charCodeAt(start))) start++;
  while (end > start && isBlank(text.charCodeAt(end - 1))) end--;
  return end - start === text.length ? text : text.slice(start, end);
}

/** Printable ASCII needs no look at Unicode's list of blanks, and most cells begin and end with it. */
function isBlank(code: number): boolean {
  return (code < FIRST_PRINTABLE || code > LAST_PLAIN) && BLANK.test(String.fromCharCode(code));
}

/** The text in Unicode's normal form C. Printable ASCII is, which is faster seen than asked for. */
export function normalForm(text: string): string {
  return NOT_PRINTABLE_ASCII.test(text) ? text.normalize('NFC') : text;
}

/** Whether a trimmed cell counts as missing: empty, or `\N` as databases write NULL. */
export function isMissing(text: string): boolean {
  return text === '' || text === '\\N';
}

/** Whether a text is a SHA-256 already: exactly 64 hex digits, in any case. */
export function isSha256(text: string): boolean {
  return text.length === 64 && SHA256.test(text);
}

/** Sends nothing of a cell that stands for no value, and says so. */
export function omitValue(cell: Cell, code: string): undefined {
  cell.warn(code);
}

/** As it is, but for the error of a spreadsheet: nobody means to send `#REF!`. */
export const asWritten: Clean = (text, cell) =>
  isSpreadsheetError(text) ? omitValue(cell, 'placeholder_dropped') : text;

/** One of a list, in any case; sent as the list spells it. */
export function oneOf(values: readonly string[], code: string): Clean {
  const known = new Set(values);
  return (text, cell) => {
    const value = known.has(text) ? text : text.toLowerCase();
    return known.has(value) ? value : cell.error(code);
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

/** A word for yes or no; `code` is told of any other. */
export function yesOrNo(code: string): Clean {
  return (text, cell) => BOOLEANS.get(text.toLowerCase()) ?? cell.error(code);
}

/** Digits with an optional point and sign, sent as the very text that came in: `72.30` stays `72.30`. */
export const decimal: Clean = (text, cell) => (DECIMAL.test(text) ? text : cell.error('decimal_unreadable'));

export const integer: Clean = (text, cell) => {
  const value = exactInteger(text);
  if (value === undefined) return cell.error('integer_unreadable');
  return Number.isSafeInteger(value) ? value : cell.error('integer_too_large');
};

/**
 * The integer that a text spells, also as `12.0` or `1.7e9`, provided that it is exactly one; undefined otherwise.
 * Beyond 2^53-1 the result is not a safe integer, and the caller must refuse it.
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
