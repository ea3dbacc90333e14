import { type CountryCode, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

/**
 * Checks of phone numbers against the numbering plans of countries. They only lead to warnings and never change a hash,
 * unless the mapping has a country or a person makes a repair.
 */

const MAX_CALLING_CODE_LENGTH = 3;
/** The character code of 0. */
const DIGIT_ZERO = 0x30;
/**
 * A country code, optionally in brackets: `(+49) 171 …`; `(00) 91234-5678` has a placeholder for an area code. No country
 * code begins with a zero: `+0171 …` is a national number.
 */
const INTERNATIONAL = /^[\s([]*(?:\+(?:[\s([]*00)?|00(?!\s*[)\]]))(?![\s()[\].-]*0)/;
/** The trunk prefixes of calling codes that have prefixes other than a single zero, longest first. */
const TRUNK_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  7: ['8', '0'],
  36: ['06', '0'],
  52: ['01', '0'],
  370: ['8', '0'],
  375: ['80', '0'],
  993: ['8', '0'],
  998: ['8', '0'],
};
const ZERO = ['0'];
/**
 * The zero is part of the number: Italy, San Marino, the Vatican, Ivory Coast, Burkina Faso, Benin, Congo, Tajikistan;
 * Ukrainians write +38 (0…).
 */
const WITHOUT_TRUNK_PREFIX = new Set(['39', '378', '379', '225', '226', '229', '242', '992', '38']);
/** Matches the start of a number that may have a trunk prefix after its calling code. */
const MAY_HAVE_TRUNK_PREFIX = /^(?:\d{1,3}0|78|3708|3758|9938|9988)/;
/** Matches the start of a number that may have a calling code twice. */
const SAME_TWICE = /^(\d{1,3})\1/;
const MAY_HAVE_MORE_THAN_CODE = new RegExp(`${MAY_HAVE_TRUNK_PREFIX.source}|${SAME_TWICE.source}`);
/** In countries whose numbers all have the same length, only mobile numbers have so many digits. */
export const MIN_LONG_DIGITS = 11;
const callingCodes: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
/** Calling codes by the first three digits of a number. No calling code is a prefix of another. */
const codesByStart = Array.from({ length: 10 ** MAX_CALLING_CODE_LENGTH }, (_, start) => codeAtStart(String(start)));
const nationalNumbers = new Map<string, RegExp>();
const numbersOfPeople = new Map<string, RegExp>();
const mobileNumbers = new Map<string, RegExp>();
const lengths = new Map<string, ReadonlySet<number>>();
/**
 * The kinds of numbers that people give. If all kinds counted, half of Brazil's national numbers would look like
 * foreign ones. Toll-free numbers belong to shops, but files contain them, and hardly any national number looks like a
 * foreign toll-free one.
 */
const KINDS_OF_PEOPLE = ['FIXED_LINE', 'MOBILE', 'VOIP', 'PERSONAL_NUMBER', 'TOLL_FREE'] as const;

function codeAtStart(start: string): string | undefined {
  const digits = start.padStart(MAX_CALLING_CODE_LENGTH, '0');
  const starts = Array.from(digits, (_, index) => digits.slice(0, index + 1));
  return starts.find((code) => Object.hasOwn(callingCodes, code));
}

/** Whether a phone number, as written, starts with `+` or `00`. */
export function isInternational(written: string): boolean {
  return (written[0] === '+' && isCodeDigit(written[1])) || INTERNATIONAL.test(written);
}

/** The fast path: nearly all international numbers begin with a plus and a digit from 1 on. */
function isCodeDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '1' && character <= '9';
}

/** The prefixes dialed before a number only within the country of a calling code. */
export function trunkPrefixesOf(code: string): readonly string[] {
  return WITHOUT_TRUNK_PREFIX.has(code) ? [] : (TRUNK_PREFIXES[code] ?? ZERO);
}

/**
 * Whether a phone number, as written, seems to have a country code: it starts with `+` or `00`, or its digits are a
 * number that a person can have in the country whose code they start with.
 */
export function hasCountryCode(written: string, digits: string): boolean {
  if (isInternational(written)) return true;
  if (written.replace(/\D/g, '').startsWith('0')) return false;
  const code = callingCodeOf(digits);
  if (code === undefined || !numberOfPersonIn(code).test(digits.slice(code.length))) return false;
  if (written === digits) return true;
  const [firstGroup = ''] = /\d+/.exec(written) ?? [];
  return firstGroup.length >= code.length; // in `8 (495) …`, 84 is not a country code
}

/** Whether digits are a number with its country code that is valid in the country of this code. */
export function isCompleteNumberOf(code: string, digits: string): boolean {
  return callingCodeOf(digits) === code && nationalNumberOf(code).test(digits.slice(code.length));
}

/** The fast path: whether digits may have a trunk prefix after their country code, or that code twice. */
export function mayHaveMoreThanCode(digits: string): boolean {
  return MAY_HAVE_MORE_THAN_CODE.test(digits);
}

/**
 * Whether a phone number has a trunk prefix after its country code: it is invalid with the prefix and valid without it.
 */
export function hasTrunkPrefix(written: string, digits: string): boolean {
  if (!MAY_HAVE_TRUNK_PREFIX.test(digits) || !isInternational(written)) return false;
  const code = callingCodeOf(digits);
  if (code === undefined) return false;
  const dialed = digits.slice(code.length);
  const prefixes = trunkPrefixesOf(code).filter((prefix) => dialed.startsWith(prefix));
  if (prefixes.length === 0) return false;
  const national = nationalNumberOf(code);
  return !national.test(dialed) && prefixes.some((prefix) => national.test(dialed.slice(prefix.length)));
}

/**
 * A number whose country code seems to be written twice, with the code once. It is certain if the second code is a group
 * of its own, or if the number as written is not valid. If it may be a number of a person, the second code must be such
 * a group, and the number with the code once a mobile number.
 */
export function withCodeOnce(written: string, digits: string): { digits: string; isCertain: boolean } | undefined {
  const code = SAME_TWICE.test(digits) ? callingCodeOf(digits) : undefined;
  if (code === undefined || !digits.startsWith(code, code.length)) return undefined;
  const twice = digits.slice(code.length);
  const people = numberOfPersonIn(code);
  const once = withoutTrunkPrefixes(twice.slice(code.length), code).find((national) => people.test(national));
  if (once === undefined) return undefined;
  const isSeparate = groupAfterCode(written, code) === code;
  const found = { digits: code + once, isCertain: isSeparate };
  if (!people.test(twice)) return { ...found, isCertain: isSeparate || !nationalNumberOf(code).test(twice) };
  const [isMobileTwice, isMobileOnce] = [twice, once].map((national) => mobileNumberIn(code).test(national));
  if (isMobileTwice || twice.length < MIN_LONG_DIGITS || !(isSeparate || isMobileOnce)) return undefined;
  return { ...found, isCertain: isSeparate && isMobileOnce === true };
}

/** The digits written next to a country code that is a group of its own: `0171` in `49 0171 …`. */
export function groupAfterCode(written: string, code: string): string | undefined {
  const [first, second] = written.match(/\d+/g) ?? [];
  return first?.replace(/^00/, '') === code ? second : undefined;
}

/** A number within its country, as it is and without each trunk prefix that it begins with. */
export function withoutTrunkPrefixes(dialed: string, code: string): readonly string[] {
  const prefixes = trunkPrefixesOf(code).filter((prefix) => dialed.startsWith(prefix));
  return [dialed, ...prefixes.map((prefix) => dialed.slice(prefix.length))];
}

/** Whether a country has numbers with this calling code and of this length. Some services have codes, too. */
export function isOfSomeCountry(digits: string): boolean {
  const code = callingCodeOf(digits);
  if (code === undefined) return Object.hasOwn(metadata.nonGeographic, digits.slice(0, MAX_CALLING_CODE_LENGTH));
  return lengthsIn(code).has(digits.length - code.length);
}

/** The calling code with which digits begin. */
export function callingCodeOf(digits: string): string | undefined {
  let start = 0;
  for (let index = 0; index < MAX_CALLING_CODE_LENGTH; index++)
    start = 10 * start + (index < digits.length ? digits.charCodeAt(index) - DIGIT_ZERO : 0);
  const code = codesByStart[start];
  return code !== undefined && code.length <= digits.length ? code : undefined;
}

const TWO_LETTERS = /^[a-z]{2}$/i;

/** The country of a two-letter code; undefined if it has no numbering plan. */
export function phoneCountryOf(text: string): CountryCode | undefined {
  const code = text.toUpperCase() as CountryCode;
  return TWO_LETTERS.test(text) && isSupportedCountry(code, metadata) ? code : undefined;
}

/** The types of libphonenumber lack these methods; its own number parser is about forty times slower. */
interface NumberingPlan {
  nationalNumberPattern(): string;
  possibleLengths(): readonly number[];
  type(name: (typeof KINDS_OF_PEOPLE)[number]): { pattern(): string; possibleLengths(): readonly number[] } | undefined;
}

function planOf(country: string): NumberingPlan {
  const plan = new Metadata(metadata);
  plan.selectNumberingPlan(country as CountryCode);
  return plan.numberingPlan as unknown as NumberingPlan;
}

/** Whether digits are a number of a person in another country than this one, with the code of that country. */
export function isForeign(digits: string, country: CountryCode): boolean {
  const code = callingCodeOf(digits);
  if (code === undefined || code === getCountryCallingCode(country, metadata)) return false;
  return numberOfPersonIn(code).test(digits.slice(code.length));
}

/** Whether digits without a country code are a number of a person in the country, or in one that shares its code. */
export function isOfPerson(national: string, country: CountryCode): boolean {
  return numberOfPersonIn(getCountryCallingCode(country, metadata)).test(national);
}

/** Whether digits, as they are or without a trunk prefix, are a number of a person in the country. */
export function isDialedByPerson(digits: string, country: CountryCode): boolean {
  const code = getCountryCallingCode(country, metadata);
  return withoutTrunkPrefixes(digits, code).some((national) => numberOfPersonIn(code).test(national));
}

/** Whether digits without a country code are a mobile number in the country. */
export function isMobile(national: string, country: CountryCode): boolean {
  return mobileNumberIn(getCountryCallingCode(country, metadata)).test(national);
}

/**
 * Whether a number without its country code can belong to a person in the country. Only the lengths of landline and
 * mobile numbers count: a number that lacks its area code can be as long as a service number.
 */
export function isNumberOf(country: CountryCode, national: string): boolean {
  const plan = planOf(country);
  const lengths = [plan.type('FIXED_LINE'), plan.type('MOBILE')].flatMap((type) => type?.possibleLengths() ?? []);
  const code = getCountryCallingCode(country, metadata);
  return lengths.includes(national.length) && nationalNumberOf(code).test(national);
}

/** Matches the numbers valid after a calling code, of all countries that share it. */
function nationalNumberOf(code: string): RegExp {
  return compiledFor(code, nationalNumbers, (plan) => [plan.nationalNumberPattern()]);
}

/** Matches the numbers valid after a calling code that people have. */
function numberOfPersonIn(code: string): RegExp {
  return compiledFor(code, numbersOfPeople, (plan) => KINDS_OF_PEOPLE.map((kind) => plan.type(kind)?.pattern() ?? ''));
}

/** Matches the mobile numbers valid after a calling code. */
function mobileNumberIn(code: string): RegExp {
  return compiledFor(code, mobileNumbers, (plan) => [plan.type('MOBILE')?.pattern() ?? '']);
}

/** The possible lengths of the numbers after a calling code. */
function lengthsIn(code: string): ReadonlySet<number> {
  const known = lengths.get(code);
  if (known) return known;
  const all = new Set((callingCodes[code] ?? []).flatMap((country) => planOf(country).possibleLengths()));
  lengths.set(code, all);
  return all;
}

/** Compiled on first use, because there are hundreds of long patterns. */
function compiledFor(
  code: string,
  cache: Map<string, RegExp>,
  patternsOf: (plan: NumberingPlan) => readonly string[],
): RegExp {
  const cached = cache.get(code);
  if (cached) return cached;
  const patterns = (callingCodes[code] ?? []).flatMap((country) => patternsOf(planOf(country)));
  const compiled = new RegExp(`^(?:${patterns.filter((each) => each !== '').join('|')})$`);
  cache.set(code, compiled);
  return compiled;
}
