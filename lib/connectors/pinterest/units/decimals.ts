import type { FieldUnits } from '../../../core/record/field.ts';
import { bareOf, CURRENCY, contradictsCurrency, lacksThousands } from '../repairs/numbers.ts';

/**
 * Amounts, read by the decimal sign of their column: `1.234` is 1234 with a comma, and 1.234 with a point. The currency
 * of an amount is removed, so it must not differ from that of the record.
 */

const WITH_COMMA = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d+)?$/;
const WITH_POINT = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d*)(?:\.\d*)?$/;

/** `1.234,-` has a decimal comma, although no digits follow it. */
const WITHOUT_FRACTION = /([.,])[-–—]\D*$/;

/** `0.125` has no thousands to separate. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

/** Whether the sign that should separate groups is the decimal sign of this amount. */
function usesOtherSign(bare: string, text: string, groupSign: string): boolean {
  if (bare.includes(groupSign) && lacksThousands(bare)) return true;
  return bare !== text && /[.,]/.test(bare) && WITHOUT_FRACTION.exec(text)?.[1] === groupSign;
}

export const decimalUnits: FieldUnits = {
  names: ['decimals'],
  reads: [CURRENCY],
  checkWithoutUnits(text, cell) {
    if (AMBIGUOUS.test(text)) cell.warn('decimal_ambiguous');
  },
  reader({ decimals }) {
    const [pattern, groupSign] = decimals === 'comma' ? ([WITH_COMMA, '.'] as const) : ([WITH_POINT, ','] as const);
    return (text, cell, textOf) => {
      if (contradictsCurrency(text, { now: cell.now, textOf })) return cell.error('decimal_other_currency');
      const bare = bareOf(text);
      const isReadable = pattern.test(bare) && /\d/.test(bare) && !usesOtherSign(bare, text, groupSign);
      if (!isReadable) return cell.error('decimal_unreadable');
      return bare.replaceAll(groupSign, '').replace(',', '.');
    };
  },
};
