import type { FieldSpec } from '../../core/record/field.ts';

/** Zip codes that have another number of digits than those of the record's country. */

/** The number of digits in countries where zip codes can begin with a zero, which a spreadsheet drops. */
const DIGITS_WITH_ZEROS: Readonly<Record<string, number>> = {
  ...{ AU: 4, BR: 8, CN: 6, CO: 6, DE: 5, DZ: 5, ES: 5, FI: 5, FR: 5, GT: 5, IT: 5, JP: 7, KR: 5, LT: 5, MX: 5, MY: 5 },
  ...{ NO: 4, NZ: 4, PE: 5, PL: 5, PR: 5, RO: 6, SG: 6, SK: 5, TR: 5, UA: 5, US: 5, ZA: 4 },
};
/** The number of digits in countries where zip codes are digits of one length and do not begin with a zero. */
const DIGITS: Readonly<Record<string, number>> = {
  ...{ AT: 4, BE: 4, BG: 4, CH: 4, CL: 7, CZ: 5, EE: 5, GR: 5, HR: 5, HU: 4, ID: 5, IN: 6, LU: 4, MA: 5, RS: 5 },
  ...{ RU: 6, SA: 5, SE: 5, SI: 4, TH: 5 },
};
/** Other lengths in use: ZIP+4, also in Saudi Arabia; Korea's former codes; Serbia's codes of addresses. */
const ALSO: Readonly<Record<string, number>> = { KR: 6, PR: 9, RS: 6, SA: 9, US: 9 };

const MAX_LOST = 2;
/** American codes may have four more digits. */
const WITHOUT_ZEROS = /^([1-9]\d{2,6})(-\d{4})?$/;
/** What the rule for zip codes accepts as digits alone, in one group or in two. */
const DIGITS_ALONE = /^〒?\s*(?![0\s-]+$)(\d{3,10}|\d{2,6}[\s-]\d{1,4})$/;

/** The zip code with its zeros; undefined if none are missing. */
export function withLeadingZeros(text: string, country: string | undefined): string | undefined {
  const [, digits = '', more = ''] = WITHOUT_ZEROS.exec(text) ?? [];
  if (digits === '' || country === undefined) return undefined;
  const length = DIGITS_WITH_ZEROS[country.toUpperCase()] ?? 0;
  const isShort = digits.length < length && digits.length >= length - MAX_LOST;
  return isShort ? digits.padStart(length, '0') + more : undefined;
}

/**
 * Whether a zip code of digits may be one of this country; true for countries whose codes differ in length or have
 * letters.
 */
function fitsCountry(text: string, country: string): boolean {
  const code = country.toUpperCase();
  const length = DIGITS_WITH_ZEROS[code] ?? DIGITS[code];
  const digits = text.replace(/\D/g, '').length;
  return length === undefined || digits === length || digits === ALSO[code];
}

export const checkZipOfCountry: NonNullable<FieldSpec['checkInRecord']> = (text, cell, textOf) => {
  if (!DIGITS_ALONE.test(text)) return;
  const country = textOf('country');
  if (country === undefined || fitsCountry(text, country)) return;
  cell.warn(withLeadingZeros(text, country) === undefined ? 'zp_not_of_country' : 'zp_zeros_lost');
};
