import type { FieldSpec } from '../../core/record/field.ts';

/** Warnings about zip codes whose number of digits does not fit the record's country. */

/** The number of digits in countries where zip codes can begin with a zero, which a spreadsheet drops. */
const DIGITS_WITH_ZEROS = digitsByCountry({
  4: 'AU NO NZ ZA',
  5: 'DE DZ ES FI FR GT IT KR LT MX MY PE PL PR SK TR UA US',
  6: 'CN CO RO SG',
  7: 'JP',
  8: 'BR',
});
/** The number of digits in countries where zip codes are digits of one length and do not begin with a zero. */
const DIGITS_WITHOUT_ZEROS = digitsByCountry({
  4: 'AT BE BG CH HU LU SI',
  5: 'CZ EE GR HR ID MA RS SA SE TH',
  6: 'IN RU',
  7: 'CL',
});
/** Other lengths in use: ZIP+4, also in Saudi Arabia; Korea's former codes; Serbia's codes of addresses. */
const OTHER_LENGTHS: Readonly<Record<string, number>> = { KR: 6, PR: 9, RS: 6, SA: 9, US: 9 };

function digitsByCountry(countries: Readonly<Record<number, string>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(countries).flatMap(([digits, codes]) => codes.split(' ').map((code) => [code, Number(digits)])),
  );
}

const MAX_LOST_ZEROS = 2;
/** American codes may have four more digits. */
const WITHOUT_ZEROS = /^([1-9]\d{2,6})(-\d{4})?$/;
/**
 * What the rule for zip codes accepts as digits alone, in one group or in two, such as `11936-12345`, which is a zip code
 * of Iran.
 */
const DIGITS_ALONE = /^〒?\s*(?![0\s-]+$)(?:\d{3,10}|\d{2,6}[\s-]\d{1,4}|\d{5}-\d{5})$/;

/** The zip code with its zeros; undefined if none are missing. */
export function withLeadingZeros(text: string, country: string | undefined): string | undefined {
  const [, digits = '', addition = ''] = WITHOUT_ZEROS.exec(text) ?? [];
  if (digits === '' || country === undefined) return undefined;
  const length = DIGITS_WITH_ZEROS[country.toUpperCase()] ?? 0;
  const isShort = digits.length < length && digits.length >= length - MAX_LOST_ZEROS;
  return isShort ? digits.padStart(length, '0') + addition : undefined;
}

/**
 * Whether a zip code of digits may be one of this country; true for countries whose codes differ in length or have
 * letters.
 */
function fitsCountry(text: string, country: string): boolean {
  const code = country.toUpperCase();
  const length = DIGITS_WITH_ZEROS[code] ?? DIGITS_WITHOUT_ZEROS[code];
  const digits = text.replace(/\D/g, '').length;
  return length === undefined || digits === length || digits === OTHER_LENGTHS[code];
}

export const checkZipOfCountry: NonNullable<FieldSpec['checkInRecord']> = (text, cell, textOf) => {
  if (!DIGITS_ALONE.test(text)) return;
  const country = textOf('country');
  if (country === undefined || fitsCountry(text, country)) return;
  cell.warn(withLeadingZeros(text, country) === undefined ? 'zp_not_of_country' : 'zp_zeros_lost');
};
