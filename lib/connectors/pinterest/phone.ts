import { type CountryCode, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/min/metadata';

/** Advice on phone numbers: it only ever leads to a warning, never to another hash. */

const LONGEST_CALLING_CODE = 3;
/** A country code, also in brackets: `(+49) 171 …`. */
const INTERNATIONAL = /^[\s([]*(?:\+|00)/;
/** What is dialled before a number within its country, where that is more than a zero; the longer one first. */
const TRUNK_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  7: ['8', '0'],
  36: ['06', '0'],
  52: ['01', '0'],
  370: ['8', '0'],
  375: ['80', '0'],
  998: ['8', '0'],
};
const ZERO = ['0'];
/** Their zero belongs to the number: Italy, San Marino, the Vatican, Ivory Coast, Congo; Ukrainians write +38 (0…). */
const WITHOUT_TRUNK_PREFIX = new Set(['39', '378', '379', '225', '242', '38']);
/** What a number begins with that may have a trunk prefix behind its calling code. */
const MAY_HAVE_TRUNK_ZERO = /^(?:\d{1,3}0|78|3708|3758|9988)/;
const callingCodes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
const nationalNumbers = new Map<string, RegExp>();

/** Whether a phone, as written, begins with a plus or with `00`. */
export function isInternational(written: string): boolean {
  return INTERNATIONAL.test(written);
}

/** The digits that are dialled before a number within the country of a calling code, and from nowhere else. */
export function trunkPrefixesOf(code: string): readonly string[] {
  return WITHOUT_TRUNK_PREFIX.has(code) ? [] : (TRUNK_PREFIXES[code] ?? ZERO);
}

/**
 * Whether a phone, as written, seems to carry its country code: by its `+` or `00`, or because its digits make a valid
 * number of the country whose code they begin with.
 */
export function hasCountryCode(written: string, digits: string): boolean {
  if (isInternational(written)) return true;
  if (written.replace(/\D/g, '').startsWith('0')) return false;
  const code = callingCodeOf(digits);
  return code !== undefined && nationalNumberOf(code).test(digits.slice(code.length));
}

/**
 * Whether a phone kept, behind its country code, the zero or other prefix that is dialled within the country: it is no
 * valid number with that prefix, and one without.
 */
export function hasTrunkZero(written: string, digits: string): boolean {
  if (!MAY_HAVE_TRUNK_ZERO.test(digits) || !isInternational(written)) return false;
  const code = callingCodeOf(digits);
  if (code === undefined) return false;
  const dialled = digits.slice(code.length);
  const prefixes = trunkPrefixesOf(code).filter((prefix) => dialled.startsWith(prefix));
  if (prefixes.length === 0) return false;
  const national = nationalNumberOf(code);
  return !national.test(dialled) && prefixes.some((prefix) => national.test(dialled.slice(prefix.length)));
}

/** No calling code is the beginning of another. */
export function callingCodeOf(digits: string): string | undefined {
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
