import type { Repair } from '../../../core/review/repair.ts';

const AROUND = /^[\p{Sc}\s]+|[\p{Sc}\s円元]+$/gu;
const BLANKS = /[\s'’_]/gu;
const POINT_GROUPS = /^[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?$/;
const COMMA_GROUPS = /^[+-]?\d{1,3}(?:,\d{3})+(?:\.\d+)?$/;
const DECIMAL_COMMA = /^[+-]?\d+,\d+$/;

/**
 * A number without the signs of currencies and groups, with a point before its fraction. `1,234` alone may be a thousand or
 * a little more than one, and is left to people; so is `1.234`, which is a number already.
 */
export const decimalSeparators: Repair['fix'] = (text) => {
  const bare = text.normalize('NFKC').replace(AROUND, '').replace(BLANKS, '').replaceAll('−', '-');
  if (/^[+-]?\d+(?:\.\d+)?$/.test(bare)) return bare;
  if (DECIMAL_COMMA.test(bare)) return isAmbiguous(bare) ? undefined : bare.replace(',', '.');
  if (POINT_GROUPS.test(bare) && hasTwoSeparators(bare)) return bare.replaceAll('.', '').replace(',', '.');
  if (COMMA_GROUPS.test(bare) && hasTwoSeparators(bare)) return bare.replaceAll(',', '');
  return undefined;
};

/** A whole number has no fraction, so that what stands before three digits can only make groups. */
export const wholeNumberSeparators: Repair['fix'] = (text) => {
  const bare = text.normalize('NFKC').replace(AROUND, '').replace(BLANKS, '').replaceAll('−', '-');
  if (/^[+-]?\d+$/.test(bare)) return bare;
  return /^[+-]?\d{1,3}(?:,\d{3})+$/.test(bare) ? bare.replaceAll(',', '') : undefined;
};

function isAmbiguous(text: string): boolean {
  return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text);
}

/** Both kinds, or one of them twice: then there is no doubt which one makes groups. */
function hasTwoSeparators(text: string): boolean {
  return (text.match(/[.,]/g) ?? []).length > 1;
}
