import {
  type CountryCode,
  getCountryCallingCode,
  getExampleNumber,
  parsePhoneNumberFromString,
} from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';
import examples from 'libphonenumber-js/mobile/examples';
import type { Cell, FieldUnits } from '../../../core/record/field.ts';
import {
  isCompleteNumberOf,
  isForeign,
  isInternational,
  isMobile,
  isNumberOf,
  isOfPerson,
  phoneCountryOf,
} from '../phone.ts';
import { isDateOrOneDigit } from '../phone-number.ts';
import { writtenPhones } from '../written-phone.ts';

const COUNTRY = 'country';
/** One number with its country code, as in most cells. */
const COMPLETE = /^\s*(?:\+|00)[\d\s().-]+$/;

/**
 * Phone numbers without a country code, read as numbers of the record's country, or of the column's if the record
 * names none. A cell with a number that is not valid in that country stays as it is, and its rule reports a warning or
 * an error.
 */
export const phoneUnits: FieldUnits = {
  names: ['country'],
  reads: [COUNTRY],
  overriddenBy: COUNTRY,
  reader({ country = '' }) {
    const countryOfColumn = phoneCountryOf(country);
    if (!countryOfColumn) return undefined;
    return (text, cell, textOf) => {
      const named = textOf(COUNTRY);
      const phoneCountry = named === undefined ? countryOfColumn : phoneCountryOf(named);
      if (!phoneCountry) return text;
      if (COMPLETE.test(text)) return text;
      const phones = writtenPhones(text);
      if (typeof phones === 'string' || phones.some(({ number }) => isDateOrOneDigit(number))) return text;
      const numbers = phones.map(({ number }) => internationalOf(number, phoneCountry, cell));
      if (numbers.includes(undefined)) return text;
      if (phones.some(({ isAlone }) => !isAlone)) cell.warn('ph_addition_dropped');
      return numbers.join(', ');
    };
  },
};

/** In countries whose numbers all have the same length, only mobile numbers have so many digits. */
const MIN_LONG_DIGITS = 11;

/**
 * Undefined if the number has no country code and is not valid in the country. Where numbers can be of any length, most
 * foreign numbers that lost their plus are valid, too.
 */
function internationalOf(number: string, country: CountryCode, cell: Cell): string | undefined {
  if (isInternational(number)) return number;
  const phone = parsePhoneNumberFromString(number, country, metadata);
  const national = phone && isNumberOf(country, phone.nationalNumber) ? phone.number : undefined;
  const complete = withCode(number, country);
  const digits = number.replace(/\D/g, '');
  if (national !== undefined && phone?.nationalNumber === digits && isForeign(digits, country)) {
    if (!isOfPerson(digits, country)) return `+${digits}`;
    if (digits.length >= MIN_LONG_DIGITS && !isMobile(digits, country)) cell.warn('ph_two_countries');
  }
  if (national === undefined || complete === undefined) return national ?? complete;
  return distanceToMobile(complete, country) <= distanceToMobile(national, country) ? complete : national;
}

/** Adds the plus that spreadsheets drop, if the digits are a valid number that begins with the code of the country. */
function withCode(number: string, country: CountryCode): string | undefined {
  const digits = number.replace(/\D/g, '');
  return isCompleteNumberOf(getCountryCallingCode(country, metadata), digits) ? `+${digits}` : undefined;
}

/**
 * How much a number's length differs from that of a mobile number. In a country whose numbers can be of any length,
 * such as Germany, `4915112345678` is valid with and without another `49` in front, but only one of the two has a
 * usual length.
 */
function distanceToMobile({ length }: string, country: CountryCode): number {
  const mobile = getExampleNumber(country, examples, metadata)?.number ?? '';
  return Math.abs(length - mobile.length);
}
