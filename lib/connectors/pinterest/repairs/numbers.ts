import currencies from 'currency-codes';
import type { Repair, RepairFacts } from '../../../core/connector/repair.ts';
import { currencyCode } from './words.ts';

const AROUND = /^[\p{Sc}\s]+|[\p{Sc}\s円元]+$/gu;
/** How currencies are written beside an amount, but for their signs. */
const CURRENCY_WORDS = [
  'US$',
  'A$',
  'C$',
  'NZ$',
  'HK$',
  'S$',
  'R$',
  'kr',
  'kr.',
  'zł',
  'Kč',
  'Ft',
  'Fr.',
  'SFr.',
  'Rs',
  'Rs.',
  'Rp',
];
const CURRENCIES = new Set([...currencies.codes(), ...CURRENCY_WORDS].map((word) => word.toUpperCase()));
const WORD_BEFORE = /^(\p{L}+[$.]?)\s*(?=[-+\d.])/u;
const WORD_BEHIND = /(?<=[\d.,-])\s*(\p{L}+\.?)$/u;
/** In brackets, as bookkeepers write a negative amount. */
const NEGATIVE_IN_BRACKETS = /^\(([^()+-]+)\)$/;
const MINUS_BEHIND = /^([^+-]+)-$/;
/** `10,-` is ten of whatever it is. */
const NO_FRACTION = /[.,][-–—]$/;
/** One sign between groups of three digits: `10 20` are two numbers. */
const BLANK_GROUPS = /^[+-]?\d{1,3}([\s'’_])\d{3}(?:\1\d{3})*(?:[.,]\d*)?$/;
/** By it, spreadsheets mark a number that is kept as text. */
const TEXT_MARK = /^['’]/;
const BLANKS = /[\s'’_]/g;
const POINT_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** `12,34,567.00`: beyond the thousands, India counts in hundreds. */
const INDIAN_GROUPS = /^[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;
const DECIMAL_POINT = /^[+-]?\d+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
/** `1,234` and `1.234` may be a thousand or a little more than one. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}[.,]\d{3}$/;

/**
 * A number without the signs of currencies and groups, with a point before its fraction. `1,234` alone and `1.234 €` are left
 * to people, unless their currency has no fractions. `1.234` alone is a number already.
 */
export const decimalSeparators: Repair['fix'] = (text, facts) => {
  const bare = bareOf(text);
  if (AMBIGUOUS.test(bare)) return isWholeCurrency(text, facts) ? bare.replace(/[.,]/, '') : undefined;
  if (DECIMAL_POINT.test(bare)) return bare;
  if (DECIMAL_COMMA.test(bare)) return bare.replace(',', '.');
  if (INDIAN_GROUPS.test(bare)) return bare.replaceAll(',', '');
  if (!hasTwoSeparators(bare)) return undefined;
  if (POINT_GROUPS.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  return COMMA_GROUPS.test(bare) ? bare.replaceAll(',', '') : undefined;
};

/** A whole number has no fraction, so that what stands before three digits can only make groups. */
export const wholeNumberSeparators: Repair['fix'] = (text) => {
  const bare = bareOf(text);
  if (/^[+-]?\d+$/.test(bare)) return bare;
  return /^[+-]?\d{1,3}(?:,\d{3})+$/.test(bare) ? bare.replaceAll(',', '') : undefined;
};

/** The two ways to read `1,234` and `1.234 €`. */
export const commaBetweenGroups: Repair['fix'] = (text) => ambiguous(text)?.replace(/[.,]/, '');
export const commaAsPoint: Repair['fix'] = (text) => ambiguous(text)?.replace(',', '.');

function ambiguous(text: string): string | undefined {
  const bare = bareOf(text);
  return AMBIGUOUS.test(bare) ? bare : undefined;
}

/** Whether an amount is of a currency without fractions, by the sign at it or the record's own currency. */
function isWholeCurrency(text: string, { now, textOf }: RepairFacts): boolean {
  if (text.normalize('NFKC').trim().endsWith('円')) return true;
  const given = textOf('currency');
  if (given === undefined) return false;
  const code = currencyCode(given, { now, textOf }, undefined) ?? given.toUpperCase();
  return currencies.code(code)?.digits === 0;
}

function bareOf(text: string): string {
  const written = text.normalize('NFKC').replaceAll('−', '-').replace(TEXT_MARK, '').trim();
  const amount = written.replace(NEGATIVE_IN_BRACKETS, '-$1');
  const [sign, unsigned] = /^[+-]/.test(amount) ? [amount[0] ?? '', amount.slice(1)] : ['', amount];
  const bare = sign + withoutCurrency(unsigned).replace(NO_FRACTION, '').replace(MINUS_BEHIND, '-$1');
  return BLANK_GROUPS.test(bare) ? bare.replace(BLANKS, '') : bare;
}

function withoutCurrency(amount: string): string {
  return amount.trim().replace(WORD_BEFORE, unlessCurrency).replace(WORD_BEHIND, unlessCurrency).replace(AROUND, '');
}

function unlessCurrency(written: string, word: string): string {
  return CURRENCIES.has(word.toUpperCase()) ? '' : written;
}

/** Both kinds, or one of them twice: then there is no doubt which one makes groups. */
function hasTwoSeparators(text: string): boolean {
  return (text.match(/[.,]/g) ?? []).length > 1;
}
