import { type CountryCode, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Advice on phone numbers: it only ever leads to a warning, never to another hash. */

const LONGEST_CALLING_CODE = 3;
/** A zero where a calling code may end. */
const MAY_HAVE_TRUNK_ZERO = /^\d{1,3}0/;
const callingCodes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
const nationalNumbers = new Map<string, RegExp>();

/**
 * Whether a phone, as written, seems to carry its country code: by its `+` or `00`, or because its digits make a valid
 * number of the country whose code they begin with.
 */
export function hasCountryCode(written: string, digits: string): boolean {
  if (written.startsWith('+') || written.startsWith('00')) return true;
  if (written.replace(/\D/g, '').startsWith('0')) return false;
  const code = callingCodeOf(digits);
  return code !== undefined && nationalNumberOf(code).test(digits.slice(code.length));
}

/**
 * Whether a phone kept, behind its country code, the zero that is dialled within the country: it is no valid number with
 * that zero, and one without.
 */
export function hasTrunkZero(written: string, digits: string): boolean {
  if (!MAY_HAVE_TRUNK_ZERO.test(digits) || (!written.startsWith('+') && !written.startsWith('00'))) return false;
  const code = callingCodeOf(digits);
  if (code === undefined || digits[code.length] !== '0') return false;
  const national = nationalNumberOf(code);
  return !national.test(digits.slice(code.length)) && national.test(digits.slice(code.length + 1));
}

/** No calling code is the beginning of another. */
function callingCodeOf(digits: string): string | undefined {
  for (let length = 1; length <= LONGEST_CALLING_CODE; length++) {
    const code = digits.slice(0, length);
    if (Object.hasOwn(callingCodes, code)) return code;
  }
  return undefined;
}

/** The package has this method and its types forget it; its own number parser is some forty times slower. */
interface NumberingPlan {
  nationalNumberPattern(): string;
}

/** The numbers valid behind a calling code, of all countries that share it; compiled at first need. */
function nationalNumberOf(code: string): RegExp {
  const known = nationalNumbers.get(code);
  if (known) return known;
  const patterns = (callingCodes[code] ?? []).map((country) => {
    const plan = new Metadata(metadata);
    plan.selectNumberingPlan(country as CountryCode);
    return (plan.numberingPlan as unknown as NumberingPlan).nationalNumberPattern();
  });
  const compiled = new RegExp(`^(?:${patterns.join('|')})$`);
  nationalNumbers.set(code, compiled);
  return compiled;
}
