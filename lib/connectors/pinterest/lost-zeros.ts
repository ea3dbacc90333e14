import type { FieldSpec } from '../../core/record/field.ts';

/** Zip codes whose leading zeros a spreadsheet dropped, because it took them for numbers. */

/** Countries with zip codes that begin with a zero: the number of their digits, which is always the same. */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ AU: 4, BR: 8, CN: 6, DE: 5, DZ: 5, ES: 5, FI: 5, FR: 5, GT: 5, IT: 5, JP: 7, KR: 5, LT: 5, MX: 5, MY: 5, PL: 5 },
  ...{ PR: 5, RO: 6, SG: 6, TR: 5, UA: 5, US: 5 },
};
const MAX_LOST = 2;
/** American codes may have four more digits. */
const NUMBER = /^([1-9]\d{2,6})(-\d{4})?$/;

/** The zip code with its zeros; undefined if none are missing. */
export function withLeadingZeros(text: string, country: string | undefined): string | undefined {
  const [, digits = '', more = ''] = NUMBER.exec(text) ?? [];
  if (digits === '' || country === undefined) return undefined;
  const length = DIGITS[country.toUpperCase()] ?? 0;
  const isShort = digits.length < length && digits.length >= length - MAX_LOST;
  return isShort ? digits.padStart(length, '0') + more : undefined;
}

export const warnAboutLostZeros: NonNullable<FieldSpec['checkInRecord']> = (text, cell, textOf) => {
  if (NUMBER.test(text) && withLeadingZeros(text, textOf('country')) !== undefined) cell.warn('zp_zeros_lost');
};
