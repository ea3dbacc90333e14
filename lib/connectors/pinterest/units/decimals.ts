import type { RepairFacts } from '../../../core/connector/repair.ts';
import type { FieldUnits } from '../../../core/record/field.ts';
import {
  bareOf,
  CURRENCY,
  contradictsCurrency,
  hasOnlyGroups,
  lacksFraction,
  lacksThousands,
} from '../repairs/numbers.ts';

/**
 * Amounts, read by the decimal sign of their column: `1.234` is 1234 with a comma, and 1.234 with a point. The currency
 * of an amount is removed, so it must not differ from that of the record.
 */

const WITH_COMMA = /^[+-]?(?:\d{1,3}(?:\.\d{3})+|\d*)(?:,\d+)?$/;
const WITH_POINT = /^[+-]?(?:\d{1,3}(?:,\d{3})+|\d{1,2}(?:,\d{2})+,\d{3}|\d*)(?:\.\d*)?$/;

/** A valid number without units, too. `0.125` has no thousands to separate. */
const AMBIGUOUS = /^[+-]?[1-9]\d{0,2}\.\d{3}$/;

interface Signs {
  readonly pattern: RegExp;
  readonly decimal: string;
  readonly group: string;
}

const COMMA: Signs = { pattern: WITH_COMMA, decimal: ',', group: '.' };
const POINT: Signs = { pattern: WITH_POINT, decimal: '.', group: ',' };

/** Whether an amount shows that its group sign is a decimal sign, or its decimal sign a group sign. */
function contradictsSigns(bare: string, text: string, facts: RepairFacts, { decimal, group }: Signs): boolean {
  if (bare.includes(group) && lacksThousands(bare)) return true;
  if (bare.at(-4) !== decimal) return false;
  return lacksFraction(text) || (hasOnlyGroups(bare, text, facts) && !AMBIGUOUS.test(text));
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
      const facts = { now: cell.now, textOf };
      if (contradictsCurrency(text, facts)) return cell.error('decimal_other_currency');
      const bare = bareOf(text);
      const isReadable = signs.pattern.test(bare) && /\d/.test(bare) && !contradictsSigns(bare, text, facts, signs);
      if (!isReadable) return cell.error('decimal_unreadable');
      return bare.replaceAll(signs.group, '').replace(',', '.');
    };
  },
};
