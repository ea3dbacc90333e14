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
  groupAfterCode,
  isCompleteNumber,
  isForeign,
  isInternational,
  isMobile,
  isNumberOfCountry,
  isOfPerson,
  isOfSomeCountry,
  MIN_LONG_DIGITS,
  phoneCountryOf,
  withoutTrunkPrefixes,
} from '../numbering-plans.ts';
import { isDateOrOneDigit } from '../phone-number.ts';
import { isNoPlace } from '../rules.ts';
import { writtenPhones } from '../written-phone.ts';

const COUNTRY = 'country';
/** The fast path: one number with its calling code. */
const INTERNATIONAL = /^\s*(?:\+|00)[\d\s().-]+$/;
/** More zeros than one, with which the number of a call abroad begins: `00 44 …`, but `0011 44 …` in Australia. */
const ZEROS = /^[\s([]*00/;

/**
 * Phone numbers without a calling code, read as numbers of the country that the record names, or else of the column's
 * country. A cell with a number that is not valid in that country stays as it is, and the rule for phone numbers
 * reports a warning or an error.
 */
export const phoneUnits: FieldUnits = {
  names: ['country'],
  reads: [COUNTRY],
  overriddenBy: COUNTRY,
  reader({ country = '' }) {
    const countryOfColumn = phoneCountryOf(country);
    if (!countryOfColumn) return undefined;
    return (text, cell, textOf) => {
      const countryOfRecord = textOf(COUNTRY);
      const hasCountry = countryOfRecord !== undefined && !isNoPlace(countryOfRecord);
      const phoneCountry = hasCountry ? phoneCountryOf(countryOfRecord) : countryOfColumn;
      return phoneCountry ? readIn(phoneCountry, text, cell) : text;
    };
  },
};

/** The text with its numbers as international numbers, if those without a calling code are valid in the country. */
function readIn(country: CountryCode, text: string, cell: Cell): string {
  if (INTERNATIONAL.test(text)) return ZEROS.test(text) ? (dialedAbroad(text, country) ?? text) : text;
  const phones = writtenPhones(text);
  if (typeof phones === 'string' || phones.some(({ number }) => isDateOrOneDigit(number))) return text;
  const numbers = phones.map(({ number }) => internationalOf(number, country, cell));
  if (numbers.includes(undefined)) return text;
  if (phones.some(({ isAlone }) => !isAlone)) cell.warn('ph_addition_dropped');
  return numbers.join(', ');
}

/**
 * An international number as it is written; any other number with a plus and its calling code. Undefined if the number
 * has no calling code and is not valid in the country.
 */
function internationalOf(number: string, country: CountryCode, cell: Cell): string | undefined {
  if (isInternational(number)) return dialedAbroad(number, country) ?? number;
  const digits = number.replace(/\D/g, '');
  const phone = parsePhoneNumberFromString(number, country, metadata);
  // Read as a national number, to which the calling code of the country is added.
  const asParsed = phone && isNumberOfCountry(phone.nationalNumber, country) ? phone.number : undefined;
  const asNational = asParsed ?? withoutFormerPrefix(digits, country);
  // Whether the number begins with a trunk prefix or the calling code of the country.
  const hasPrefix = asParsed === undefined || phone?.nationalNumber !== digits;
  // The digits can also be a foreign number that lost its plus, most often where national numbers can be of any length.
  const canBeForeign = asNational !== undefined && !hasPrefix && isForeign(digits, country);
  if (canBeForeign && !isOfPerson(digits, country)) return `+${digits}`;
  if (canBeForeign && digits.length >= MIN_LONG_DIGITS && !isMobile(digits, country)) cell.warn('ph_two_countries');
  // Read as a number that already has the calling code, and perhaps a trunk prefix after it.
  const asComplete = withPlus(number, country);
  if (asNational === undefined) return asComplete ?? withoutTrunkPrefix(number, country);
  if (asComplete !== undefined) return closerToMobile(asComplete, asNational, country);
  return hasPrefix ? asNational : withOrWithoutCode(number, asNational, country, cell);
}

/**
 * A number with its calling code, if it begins with other digits that are dialed in the country before a number abroad;
 * undefined for any other number.
 */
function dialedAbroad(number: string, country: CountryCode): string | undefined {
  if (!ZEROS.test(number) || isOfSomeCountry(number.replace(/\D/g, '').replace(/^0+/, ''))) return undefined;
  const phone = parsePhoneNumberFromString(number, country, metadata);
  return phone?.isValid() ? phone.number : undefined;
}

/**
 * Chooses between a national number, and the calling code with a trunk prefix and a shorter national number after it.
 */
function withOrWithoutCode(number: string, asNational: string, country: CountryCode, cell: Cell): string {
  const withoutPrefix = withoutTrunkPrefix(number, country);
  if (withoutPrefix === undefined) return asNational;
  if (isCertainlyWithCode(number, country)) return withoutPrefix;
  cell.warn('ph_two_readings');
  return closerToMobile(withoutPrefix, asNational, country);
}

/** The number without a trunk prefix that libphonenumber no longer knows, such as Mexico's 01. */
function withoutFormerPrefix(digits: string, country: CountryCode): string | undefined {
  const code = getCountryCallingCode(country, metadata);
  const [, ...nationals] = withoutTrunkPrefixes(digits, code);
  const national = nationals.find((candidate) => isNumberOfCountry(candidate, country));
  return national && `+${code}${national}`;
}

/** Adds the plus that spreadsheets drop, if the digits are a valid number that begins with its calling code. */
function withPlus(number: string, country: CountryCode): string | undefined {
  const isComplete = isCompleteNumber(number.replace(/\D/g, ''), getCountryCallingCode(country, metadata));
  return isComplete ? `+${number.replace(/\D+/g, ' ').trim()}` : undefined;
}

/** The number without the trunk prefix after the calling code, as in `49 0171 2345678`; undefined if it has none. */
function withoutTrunkPrefix(number: string, country: CountryCode): string | undefined {
  const code = getCountryCallingCode(country, metadata);
  const digits = number.replace(/\D/g, '');
  if (!digits.startsWith(code)) return undefined;
  const [, ...nationals] = withoutTrunkPrefixes(digits.slice(code.length), code);
  const national = nationals.find((candidate) => isOfPerson(candidate, country));
  return national && `+${code}${national}`;
}

/** Whether a number surely begins with the calling code: the code is a group of its own, or cannot be an area code. */
function isCertainlyWithCode(number: string, country: CountryCode): boolean {
  const isSeparate = groupAfterCode(number, getCountryCallingCode(country, metadata)) !== undefined;
  return isSeparate || !isOfPerson(number.replace(/\D/g, ''), country);
}

/**
 * The reading whose length is closer to that of a mobile number. In a country whose numbers can be of any length, such
 * as Germany, `4915112345678` is valid with and without another `49` in front, but has a usual length only without it.
 */
function closerToMobile(first: string, second: string, country: CountryCode): string {
  const mobile = getExampleNumber(country, examples, metadata)?.number ?? '';
  const distance = (reading: string) => Math.abs(reading.replace(/[^\d+]/g, '').length - mobile.length);
  return distance(first) <= distance(second) ? first : second;
}
