import type { Repair } from '../../../core/connector/repair.ts';
import {
  AMBIGUOUS_AMOUNT,
  bareAmountOf,
  contradictsCurrency,
  hasOnlyGroups,
  lacksThousands,
} from './written-amount.ts';

const POINT_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
/** `12,34,567.00`: above the thousands, Indian notation groups two digits. */
const INDIAN_GROUPS = /^[+-]?\d{1,2}(?:,\d{2})+,\d{3}(?:\.\d+)?$/;
const DECIMAL_POINT = /^[+-]?(?:\d+(?:\.\d+)?|\.\d+)$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;
/**
 * The notation of Java, Presto and Spark for numbers from ten million on and for very small ones: it has all digits of
 * the number. A spreadsheet writes a plus sign or a zero after the E, and drops digits.
 */
export const DOUBLE = /^-?\d\.\d+E-?[1-9]\d?$/;

/**
 * Removes currencies and group separators, and writes the fraction with a point. `1,234` alone and `1.234 €` are
 * ambiguous, so a person decides, unless the currency has no fractions. A person also decides about `10,40 €` in a
 * record in dollars. `1.234` alone is never repaired, because the rule accepts it.
 */
export const normalizeDecimal: Repair['fix'] = (text, facts) => {
  if (contradictsCurrency(text, facts)) return undefined;
  const bareAmount = bareAmountOf(text);
  if (DOUBLE.test(bareAmount)) return withoutExponent(bareAmount);
  if (AMBIGUOUS_AMOUNT.test(bareAmount))
    return hasOnlyGroups(bareAmount, text, facts) ? bareAmount.replace(/[.,]/, '') : undefined;
  if (DECIMAL_POINT.test(bareAmount)) return bareAmount;
  if (DECIMAL_COMMA.test(bareAmount)) return bareAmount.replace(',', '.');
  if (INDIAN_GROUPS.test(bareAmount)) return bareAmount.replaceAll(',', '');
  if (!hasTwoSeparators(bareAmount)) return undefined;
  if (POINT_GROUPS.test(bareAmount)) return bareAmount.replaceAll('.', '').replace(',', '.');
  return COMMA_GROUPS.test(bareAmount) ? bareAmount.replaceAll(',', '') : undefined;
};

export function withoutExponent(double: string): string | undefined {
  const number = String(Number(double));
  return number.includes('e') ? undefined : number;
}

const WHOLE_GROUPS = /^[+-]?\d{1,3}(?:(?:,\d{3})+|(?:\.\d{3}){2,})$/;
/** `1,000` may mean 1000, or 1: many programs write quantities with three decimals. */
const AMBIGUOUS_INTEGER = /^[+-]?[1-9]\d{0,2},000$/;

/** A number of pieces, in several languages: `2 pcs`, `x2`, `2個`, `2 Stk.` */
const PIECES =
  /^(?:[x×]\s?(\d+)|(\d+)\s?(?:[x×]|pcs?|pieces?|items?|units?|ea|each|st|stk|stck|stück|un|unid|unidades?|unités?|pz|pezzi|adet|buah|шт|個|点|本|枚|着|足|冊|箱|袋|セット|件|개)\.?)$/iu;

/**
 * Removes currencies, words for pieces and the signs between groups: an integer has no fraction. A person decides about
 * `1,000`, which may be 1 with three decimals.
 */
export const normalizeInteger: Repair['fix'] = (text) => {
  const [, after, before] = PIECES.exec(text.normalize('NFKC')) ?? [];
  const bareAmount = after ?? before ?? bareAmountOf(text);
  if (/^[+-]?\d+$/.test(bareAmount)) return bareAmount;
  if (AMBIGUOUS_INTEGER.test(bareAmount) || lacksThousands(bareAmount)) return undefined;
  return WHOLE_GROUPS.test(bareAmount) ? bareAmount.replace(/[.,]/g, '') : undefined;
};

/** The two readings of `1,234` and `1.234 €`. */
export const readAsGroupSeparator: Repair['fix'] = (text) => ambiguousNumber(text)?.replace(/[.,]/, '');
export const readAsDecimalPoint: Repair['fix'] = (text) => ambiguousNumber(text)?.replace(',', '.');

function ambiguousNumber(text: string): string | undefined {
  const bareAmount = bareAmountOf(text);
  return AMBIGUOUS_AMOUNT.test(bareAmount) ? bareAmount : undefined;
}

/** Whether a number has both separators, or one of them twice: this shows which one separates groups. */
function hasTwoSeparators(text: string): boolean {
  return (text.match(/[.,]/g) ?? []).length > 1;
}
