import { type CountryCode, isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';
import type { FieldUnits } from '../../../core/record/field.ts';
import { isInternational } from '../phone.ts';

const COUNTRY = 'country';
const TWO_LETTERS = /^[a-z]{2}$/i;

/**
 * Phone numbers without a country code, read as numbers of the record's country, or of the column's if the record names
 * none. A number that is not valid there stays as it is, and its rule warns.
 */
export const phoneUnits: FieldUnits = {
  names: ['country'],
  overriddenBy: COUNTRY,
  reader({ country = '' }) {
    const home = countryOf(country);
    if (!home) return undefined;
    return (text, _, textOf) => {
      if (isInternational(text)) return text;
      const named = textOf(COUNTRY);
      const own = named === undefined ? home : countryOf(named);
      if (!own) return text;
      const phone = parsePhoneNumberFromString(text.normalize('NFKC'), own, metadata);
      return phone?.isValid() ? phone.number : text;
    };
  },
};

function countryOf(text: string): CountryCode | undefined {
  const code = text.toUpperCase() as CountryCode;
  return TWO_LETTERS.test(text) && isSupportedCountry(code, metadata) ? code : undefined;
}
