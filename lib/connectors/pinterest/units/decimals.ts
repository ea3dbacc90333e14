import type { FieldUnits } from '../../../core/record/field.ts';
import {
  bareAmountOf,
  CURRENCY,
  contradictsCurrency,
  hasOnlyGroups,
  lacksFraction,
  lacksThousands,
  type RecordTexts,
} from '../repairs/written-amount.ts';

/**
 * Amounts, read according to the decimal sign of their column: `1.234` is 1234 if the sign is a comma, and 1.234 if it
 * is a point. The currency of an amount is removed, so it must not differ from that of the record.
 */

const WITH_COMMA = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d+)?$/;
/** The second form has Indian groups: `12,34,567.00`. */
const WITH_POINT = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d*)(?:\.\d*)?$/;

/** `1.234`, but not `0.125`, which has no thousands to separate. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

interface Signs {
  /** Matches amounts in this notation, and texts without digits. */
  readonly pattern: RegExp;
  readonly decimal: string;
  readonly group: string;
}

const COMMA: Signs = { pattern: WITH_COMMA, decimal: ',', group: '.' };
const POINT: Signs = { pattern: WITH_POINT, decimal: '.', group: ',' };

/**
 * Whether an amount shows that it uses the signs of its column the other way round: the group sign before a fraction,
 * as in `0.125` if the column has a decimal comma, or the decimal sign between groups, as in `12,800` in yen. `12.800`
 * is a valid number even in a column without units, so its point counts as a decimal sign.
 */
function contradictsSigns(bareAmount: string, text: string, record: RecordTexts, { decimal, group }: Signs): boolean {
  if (bareAmount.includes(group) && lacksThousands(bareAmount)) return true;
  const hasThreeDecimals = bareAmount.at(-4) === decimal;
  if (!hasThreeDecimals) return false;
  return lacksFraction(text) || (hasOnlyGroups(bareAmount, text, record) && !AMBIGUOUS.test(text));
}

export const decimalUnits: FieldUnits = {
  names: ['decimals'],
  reads: [CURRENCY],
  checkWithoutUnits(text, cell) {
    if (AMBIGUOUS.test(text)) cell.warn('decimal_ambiguous');
  },
  reader({ decimals }) {
    const signs = decimals === 'comma' ? COMMA : POINT;
    return (text, cell, textOf) => {
      if (contradictsCurrency(text, { textOf })) return cell.error('decimal_other_currency');
      const bareAmount = bareAmountOf(text);
      const isInNotation = signs.pattern.test(bareAmount) && /\d/.test(bareAmount);
      if (!isInNotation || contradictsSigns(bareAmount, text, { textOf }, signs))
        return cell.error('decimal_unreadable');
      return bareAmount.replaceAll(signs.group, '').replace(',', '.');
    };
  },
};
