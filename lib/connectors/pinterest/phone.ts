import { type CountryCode, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Advice on phone numbers: it only ever leads to a warning, never to another hash. */

const LONGEST_CALLING_CODE = 3;
const callingCodes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
const nationalNumbers = new Map<string, RegExp>();

/**
 * Whether a phone, as written, seems to carry its country code: by its `+` or `00`, or because its digits make a valid
 * number of the country whose code they begin with.
 */
export function hasCountryCode(written: string, digits: string): boolean {
  if (written.startsWith('+') || written.startsWith('00')) return true;
  if (written.replace(/\D/g, '').startsWith('0')) return false;
  for (let length = 1; length <= LONGEST_CALLING_CODE; length++) {
    const code = digits.slice(0, length);
    if (Object.hasOwn(callingCodes, code)) return nationalNumberOf(code).test(digits.slice(length));
  }
  return false;
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
