import { type CountryCode, getCountryCallingCode, isSupportedCountry, Metadata } from 'libphonenumber-js/core';
import metadata from 'libphonenumber-js/max/metadata';

/**
 * Checks of phone numbers against the numbering plans of countries. They lead to warnings, and change what is hashed
 * only if the mapping has a country or a person makes a repair. Several countries can share a calling code, such as 1.
 */

const MAX_CALLING_CODE_LENGTH = 3;
/** The character code of 0. */
const DIGIT_ZERO = 0x30;
/**
 * Matches the plus or 00 before a calling code, which may be in brackets: `(+49) 171 …`. Not in `(00) 91234-5678`,
 * where 00 takes the place of an area code, nor in `+0171 …`, because no calling code begins with a zero.
 */
const INTERNATIONAL = /^[\s([]*(?:\+(?:[\s([]*00)?|00(?!\s*[)\]]))(?![\s()[\].-]*0)/;
/** The trunk prefixes of calling codes that have prefixes other than a single zero, longest first. */
const TRUNK_PREFIXES: Readonly<Record<string, readonly string[]>> = {
  7: ['8', '0'],
  36: ['06', '0'],
  // Mexico abolished its prefixes in 2019; 044 and 045 preceded mobile numbers.
  52: ['044', '045', '01', '0'],
  370: ['8', '0'],
  375: ['80', '0'],
  993: ['8', '0'],
  998: ['8', '0'],
};
const USUAL_TRUNK_PREFIXES = ['0'];
/**
 * Calling codes after which a zero is part of the number: of Italy, San Marino, the Vatican, Ivory Coast, Burkina Faso,
 * Benin, Congo and Tajikistan. 38 is not a calling code, but Ukrainians write +38 (0…), where the zero is part of their
 * code 380.
 */
const WITHOUT_TRUNK_PREFIX = new Set(['39', '378', '379', '225', '226', '229', '242', '992', '38']);
/** Matches the start of a number that may have a trunk prefix after its calling code. */
const MAY_HAVE_TRUNK_PREFIX = /^(?:\d{1,3}0|78|3708|3758|9938|9988)/;
/** Matches the start of a number that may have a calling code twice. */
const CODE_TWICE = /^(\d{1,3})\1/;
const MAY_HAVE_MORE_THAN_CODE = new RegExp(`${MAY_HAVE_TRUNK_PREFIX.source}|${CODE_TWICE.source}`);
/** Where landline numbers all have the same length, as in Brazil, only mobile numbers have this many digits or more. */
export const MIN_LONG_DIGITS = 11;
/** The countries that share a calling code. */
const countriesByCode: Readonly<Record<string, readonly string[]>> = metadata.country_calling_codes;
/** Calling codes by the first three digits of a number. No calling code is a prefix of another. */
const codesByStart = Array.from({ length: 10 ** MAX_CALLING_CODE_LENGTH }, (_, start) => codeAtStart(String(start)));
const nationalPatternsByCode = new Map<string, RegExp>();
const personalPatternsByCode = new Map<string, RegExp>();
const mobilePatternsByCode = new Map<string, RegExp>();
const servicePatternsByCode = new Map<string, RegExp>();
const lengthsByCode = new Map<string, ReadonlySet<number>>();
/**
 * The kinds of numbers that people give as theirs. If all kinds counted, half of Brazil's national numbers would look
 * like foreign ones. Toll-free numbers, which belong to shops, are included because files contain them, and hardly any
 * national number looks like a foreign toll-free one.
 */
const PERSONAL_KINDS = ['FIXED_LINE', 'MOBILE', 'VOIP', 'PERSONAL_NUMBER', 'TOLL_FREE'] as const;
/** The other kinds of numbers. */
const SERVICE_KINDS = ['PREMIUM_RATE', 'SHARED_COST', 'UAN', 'PAGER', 'VOICEMAIL'] as const;

function codeAtStart(start: string): string | undefined {
  const digits = start.padStart(MAX_CALLING_CODE_LENGTH, '0');
  const starts = Array.from(digits, (_, index) => digits.slice(0, index + 1));
  return starts.find((code) => Object.hasOwn(countriesByCode, code));
}

/** Whether a phone number, as written, starts with `+` or `00`. */
export function isInternational(writtenNumber: string): boolean {
  // The fast path first: nearly all international numbers begin with a plus and a digit.
  return (writtenNumber[0] === '+' && isCodeDigit(writtenNumber[1])) || INTERNATIONAL.test(writtenNumber);
}

/** A calling code begins with a digit from 1 to 9. */
function isCodeDigit(character: string | undefined): boolean {
  return character !== undefined && character >= '1' && character <= '9';
}

/** The trunk prefixes of a calling code: they are dialed before a number only within the country. */
export function trunkPrefixesOf(code: string): readonly string[] {
  return WITHOUT_TRUNK_PREFIX.has(code) ? [] : (TRUNK_PREFIXES[code] ?? USUAL_TRUNK_PREFIXES);
}

/**
 * Whether a phone number, as written, seems to have a calling code: it starts with `+` or `00`, or its digits start
 * with a calling code and are a number that a person in its country can have.
 */
export function hasCallingCode(writtenNumber: string, digits: string): boolean {
  if (isInternational(writtenNumber)) return true;
  if (writtenNumber.replace(/\D/g, '').startsWith('0')) return false;
  const code = callingCodeOf(digits);
  if (code === undefined || !personalPatternOf(code).test(digits.slice(code.length))) return false;
  if (writtenNumber === digits) return true;
  const [firstGroup = ''] = /\d+/.exec(writtenNumber) ?? [];
  return firstGroup.length >= code.length; // in `8 (495) …`, 84 is not a calling code
}

/** Whether digits are a calling code and a number that is valid after it. */
export function isCompleteNumber(digits: string, code: string): boolean {
  return callingCodeOf(digits) === code && nationalPatternOf(code).test(digits.slice(code.length));
}

/**
 * Whether digits may have a trunk prefix after their calling code, or the calling code twice. A fast check before
 * `withoutTrunkPrefixAfterCode` and `withCodeOnce`.
 */
export function mayHaveMoreThanCode(digits: string): boolean {
  return MAY_HAVE_MORE_THAN_CODE.test(digits);
}

/**
 * The digits of a phone number without the trunk prefix after its calling code; undefined if it has none. With the
 * prefix, the number is invalid, and without it, valid.
 */
export function withoutTrunkPrefixAfterCode(writtenNumber: string, digits: string): string | undefined {
  if (!MAY_HAVE_TRUNK_PREFIX.test(digits) || !isInternational(writtenNumber)) return undefined;
  const code = callingCodeOf(digits);
  if (code === undefined) return undefined;
  const [dialed = '', ...nationals] = withoutTrunkPrefixes(digits.slice(code.length), code);
  if (nationals.length === 0) return undefined;
  const pattern = nationalPatternOf(code);
  const national = pattern.test(dialed) ? undefined : nationals.find((candidate) => pattern.test(candidate));
  return national === undefined ? undefined : code + national;
}

/**
 * The number with its calling code once, if the code seems to be written twice; undefined otherwise. `isCertain` is
 * true if the second code surely is a repetition:
 * - in a number that no person can have as written, if the second code is a group of its own, or the number as written
 *   is not valid at all;
 * - in a number that a person can have as written, if the second code is a group of its own, and the number with the
 *   code once is a mobile number.
 */
export function withCodeOnce(
  writtenNumber: string,
  digits: string,
): { digits: string; isCertain: boolean } | undefined {
  const code = CODE_TWICE.test(digits) ? callingCodeOf(digits) : undefined;
  if (code === undefined || !digits.startsWith(code, code.length)) return undefined;
  const afterFirst = digits.slice(code.length);
  const afterSecond = afterFirst.slice(code.length);
  const personal = personalPatternOf(code);
  const national = withoutTrunkPrefixes(afterSecond, code).find((candidate) => personal.test(candidate));
  if (national === undefined) return undefined;
  const isSeparate = groupAfterCode(writtenNumber, code) === code;
  if (!personal.test(afterFirst)) {
    const isCertain = isSeparate || !nationalPatternOf(code).test(afterFirst);
    return { digits: code + national, isCertain };
  }
  const mobile = mobilePatternOf(code);
  if (afterFirst.length < MIN_LONG_DIGITS || mobile.test(afterFirst)) return undefined;
  const isMobileOnce = mobile.test(national);
  return isSeparate || isMobileOnce ? { digits: code + national, isCertain: isSeparate && isMobileOnce } : undefined;
}

/** The group of digits after a calling code, if the code is a group of its own: `0171` in `49 0171 …`. */
export function groupAfterCode(writtenNumber: string, code: string): string | undefined {
  const [first, second] = writtenNumber.match(/\d+/g) ?? [];
  return first?.replace(/^00/, '') === code ? second : undefined;
}

/** The possible national numbers: what is dialed, and what is dialed without each trunk prefix at its beginning. */
export function withoutTrunkPrefixes(dialed: string, code: string): readonly string[] {
  const prefixes = trunkPrefixesOf(code).filter((prefix) => dialed.startsWith(prefix));
  return [dialed, ...prefixes.map((prefix) => dialed.slice(prefix.length))];
}

/**
 * Whether digits begin with the calling code of a country that has numbers of this length, or of an international
 * service. A number that would be valid with one digit more or less has another length than numbers that begin like it:
 * in Japan, where landline numbers have nine digits, `90 1234 567` is a mobile number that lacks one.
 */
export function isOfSomeCountry(digits: string): boolean {
  const code = callingCodeOf(digits);
  if (code === undefined) return Object.hasOwn(metadata.nonGeographic, digits.slice(0, MAX_CALLING_CODE_LENGTH));
  const national = digits.slice(code.length);
  const personal = personalPatternOf(code);
  if (personal.test(national)) return true;
  const isOneDigitOff = () => personal.test(`${national}0`) || personal.test(national.slice(0, -1));
  return lengthsIn(code).has(national.length) && (servicePatternOf(code).test(national) || !isOneDigitOff());
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

/** Country codes in use that are not in ISO 3166, and the ISO codes of the same countries. */
export const NON_ISO_COUNTRY_CODES: Readonly<Record<string, CountryCode>> = { UK: 'GB', EL: 'GR' };

/** The country of a two-letter code; undefined if it has no numbering plan. */
export function phoneCountryOf(text: string): CountryCode | undefined {
  const letters = text.toUpperCase();
  const countryCode = NON_ISO_COUNTRY_CODES[letters] ?? (letters as CountryCode);
  return TWO_LETTERS.test(text) && isSupportedCountry(countryCode, metadata) ? countryCode : undefined;
}

/**
 * The methods of a numbering plan that are used here, which the types of libphonenumber lack. The parser of
 * libphonenumber would be about forty times slower.
 */
interface NumberingPlan {
  nationalNumberPattern(): string;
  possibleLengths(): readonly number[];
  type(
    name: (typeof PERSONAL_KINDS)[number] | (typeof SERVICE_KINDS)[number],
  ): { pattern(): string; possibleLengths(): readonly number[] } | undefined;
}

function planOf(country: string): NumberingPlan {
  const plan = new Metadata(metadata);
  plan.selectNumberingPlan(country as CountryCode);
  return plan.numberingPlan as unknown as NumberingPlan;
}

/** Whether digits are the calling code of another country and a number that a person there can have. */
export function isForeign(digits: string, country: CountryCode): boolean {
  const code = callingCodeOf(digits);
  if (code === undefined || code === getCountryCallingCode(country, metadata)) return false;
  return personalPatternOf(code).test(digits.slice(code.length));
}

/** Whether digits without a calling code are a number of a person in the country, or in one that shares its code. */
export function isOfPerson(national: string, country: CountryCode): boolean {
  return personalPatternOf(getCountryCallingCode(country, metadata)).test(national);
}

/** Whether digits, as they are or without a trunk prefix, are a number of a person in the country. */
export function isDialedByPerson(digits: string, country: CountryCode): boolean {
  const code = getCountryCallingCode(country, metadata);
  return withoutTrunkPrefixes(digits, code).some((national) => personalPatternOf(code).test(national));
}

/** Whether digits without a calling code are a mobile number in the country. */
export function isMobile(national: string, country: CountryCode): boolean {
  return mobilePatternOf(getCountryCallingCode(country, metadata)).test(national);
}

/**
 * Whether a number without its calling code can belong to a person in the country. Only the lengths of landline and
 * mobile numbers count: a number that lacks its area code can be as long as a service number.
 */
export function isNumberOfCountry(national: string, country: CountryCode): boolean {
  const plan = planOf(country);
  const usualLengths = [plan.type('FIXED_LINE'), plan.type('MOBILE')].flatMap((type) => type?.possibleLengths() ?? []);
  const code = getCountryCallingCode(country, metadata);
  return usualLengths.includes(national.length) && nationalPatternOf(code).test(national);
}

/** Matches the numbers valid after a calling code, of all countries that share it. */
function nationalPatternOf(code: string): RegExp {
  return compiledFor(code, nationalPatternsByCode, (plan) => [plan.nationalNumberPattern()]);
}

/** Matches the numbers valid after a calling code that people have. */
function personalPatternOf(code: string): RegExp {
  return compiledFor(code, personalPatternsByCode, (plan) =>
    PERSONAL_KINDS.map((kind) => plan.type(kind)?.pattern() ?? ''),
  );
}

/** Matches the mobile numbers valid after a calling code. */
function mobilePatternOf(code: string): RegExp {
  return compiledFor(code, mobilePatternsByCode, (plan) => [plan.type('MOBILE')?.pattern() ?? '']);
}

/** Matches the other numbers valid after a calling code. */
function servicePatternOf(code: string): RegExp {
  return compiledFor(code, servicePatternsByCode, (plan) =>
    SERVICE_KINDS.map((kind) => plan.type(kind)?.pattern() ?? ''),
  );
}

/** The possible lengths of the numbers after a calling code. */
function lengthsIn(code: string): ReadonlySet<number> {
  const cached = lengthsByCode.get(code);
  if (cached) return cached;
  const lengths = new Set((countriesByCode[code] ?? []).flatMap((country) => planOf(country).possibleLengths()));
  lengthsByCode.set(code, lengths);
  return lengths;
}

/** A pattern for a calling code, compiled on first use, because there are hundreds of long patterns. */
function compiledFor(
  code: string,
  cache: Map<string, RegExp>,
  patternsOf: (plan: NumberingPlan) => readonly string[],
): RegExp {
  const cached = cache.get(code);
  if (cached) return cached;
  const patterns = (countriesByCode[code] ?? []).flatMap((country) => patternsOf(planOf(country)));
  const compiled = new RegExp(`^(?:${patterns.filter((pattern) => pattern !== '').join('|')})$`);
  cache.set(code, compiled);
  return compiled;
}
