import type { Repair } from '../../../core/connector/repair.ts';
import { AMBIGUOUS_AMOUNT, bareOf, contradictsCurrency, hasOnlyGroups, lacksThousands } from './written-amount.ts';

const POINT_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** `12,34,567.00`: above the thousands, Indian notation groups two digits. */
const INDIAN_GROUPS = /^[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;
const DECIMAL_POINT = /^[+-]?\d+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
/**
 * A double from ten million on, or a very small one, as Java, Presto and Spark write it: with all its digits. A
 * spreadsheet writes a plus sign or a zero after the E, and fewer digits.
 */
export const DOUBLE = /^-?\d\.\d+E-?[1-9]\d?$/;

/**
 * Removes currencies and group separators, and writes the fraction with a point. `1,234` alone and `1.234 €` are
 * ambiguous and left to people, unless the currency has no fractions. `10,40 €` in a record in dollars is left to
 * people, too. `1.234` alone is already a valid number.
 */
export const normalizeDecimal: Repair['fix'] = (text, facts) => {
  if (contradictsCurrency(text, facts)) return undefined;
  const bare = bareOf(text);
  if (DOUBLE.test(bare)) return withoutExponent(bare);
  if (AMBIGUOUS_AMOUNT.test(bare)) return hasOnlyGroups(bare, text, facts) ? bare.replace(/[.,]/, '') : undefined;
  if (DECIMAL_POINT.test(bare)) return bare;
  if (DECIMAL_COMMA.test(bare)) return bare.replace(',', '.');
  if (INDIAN_GROUPS.test(bare)) return bare.replaceAll(',', '');
  if (!hasTwoSeparators(bare)) return undefined;
  if (POINT_GROUPS.test(bare)) return bare.replaceAll('.', '').replace(',', '.');
  return COMMA_GROUPS.test(bare) ? bare.replaceAll(',', '') : undefined;
};

function withoutExponent(double: string): string | undefined {
  const plain = String(Number(double));
  return plain.includes('e') ? undefined : plain;
}

/** `1,000` may mean 1000, or 1: many programs write quantities with three decimals. */
const AMBIGUOUS_INTEGER = /^[+-]?[1-9]\d{0,2},000$/;

/** An integer has no fraction, so a comma before three digits can only separate groups, except in `1,000`. */
export const normalizeInteger: Repair['fix'] = (text) => {
  const bare = bareOf(text);
  if (/^[+-]?\d+$/.test(bare)) return bare;
  if (AMBIGUOUS_INTEGER.test(bare) || lacksThousands(bare)) return undefined;
  return /^[+-]?\d{1,3}(?:,\d{3})+$/.test(bare) ? bare.replaceAll(',', '') : undefined;
};

/** The two readings of `1,234` and `1.234 €`. */
export const readAsGroupSeparator: Repair['fix'] = (text) => ambiguousNumber(text)?.replace(/[.,]/, '');
export const readAsDecimalPoint: Repair['fix'] = (text) => ambiguousNumber(text)?.replace(',', '.');

function ambiguousNumber(text: string): string | undefined {
  const bare = bareOf(text);
  return AMBIGUOUS_AMOUNT.test(bare) ? bare : undefined;
}

/** Both separators, or one of them twice: then it is clear which one separates groups. */
function hasTwoSeparators(text: string): boolean {
  return (text.match(/[.,]/g) ?? []).length > 1;
}
