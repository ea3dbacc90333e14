import currencies from 'currency-codes';
import type { Repair, RepairFacts } from '../../../core/review/repair.ts';
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
const BLANKS = /[\s'’_]/gu;
const POINT_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/**
 * A number without the signs of currencies and groups, with a point before its fraction. `1,234` alone may be a thousand or
 * a little more than one, and is left to people, unless its currency has no fractions; so is `1.234`, which is a number
 * already.
 */
export const decimalSeparators: Repair['fix'] = (text, facts) => {
  const bare = bareOf(text);
  if (isWholeCurrency(text, facts) && COMMA_GROUPS.test(bare)) return bare.replaceAll(',', '');
  if (/^[+-]?\d+(?:\.\d+)?$/.test(bare)) return bare;
  if (DECIMAL_COMMA.test(bare)) return isAmbiguous(bare) ? undefined : bare.replace(',', '.');
  if (POINT_GROUPS.test(bare) && hasTwoSeparators(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (COMMA_GROUPS.test(bare) && hasTwoSeparators(bare)) return bare.replaceAll(',', '');
  return undefined;
};

/** A whole number has no fraction, so that what stands before three digits can only make groups. */
export const wholeNumberSeparators: Repair['fix'] = (text) => {
  const bare = bareOf(text);
  if (/^[+-]?\d+$/.test(bare)) return bare;
  return /^[+-]?\d{1,3}(?:,\d{3})+$/.test(bare) ? bare.replaceAll(',', '') : undefined;
};

/** The two ways to read `1,234`. */
export const commaBetweenGroups: Repair['fix'] = (text) => ambiguous(text)?.replace(',', '');
export const commaAsPoint: Repair['fix'] = (text) => ambiguous(text)?.replace(',', '.');

function ambiguous(text: string): string | undefined {
  const bare = bareOf(text);
  return isAmbiguous(bare) ? bare : undefined;
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
  const amount = text
    .normalize('NFKC')
    .trim()
    .replace(WORD_BEFORE, unlessCurrency)
    .replace(WORD_BEHIND, unlessCurrency);
  const bare = amount.replace(AROUND, '').replace(BLANKS, '').replaceAll('−', '-');
  return bare.replace(/[.,][-–—]$/, ''); // 10,- is ten of whatever it is
}

function unlessCurrency(written: string, word: string): string {
  return CURRENCIES.has(word.toUpperCase()) ? '' : written;
}

function isAmbiguous(text: string): boolean {
  return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
}

/** Both kinds, or one of them twice: then there is no doubt which one makes groups. */
function hasTwoSeparators(text: string): boolean {
  return (text.match(/[.,]/g) ?? []).length > 1;
}
