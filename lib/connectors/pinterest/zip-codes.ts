import { omitValue } from '../../core/record/clean.ts';
import type { Clean, FieldSpec } from '../../core/record/field.ts';
import { isSpreadsheetError, PLACEHOLDER_WORDS } from '../../core/record/placeholder.ts';
import { hasLostDigits, isJsonStructure } from './ids.ts';
import { isNoPlace, isUnusableHash, NON_ASCII_DIGIT, withoutDecimalZeros } from './rules.ts';

/**
 * The rule for zip codes, of which only the digits are hashed, and warnings if they do not fit the record's country.
 */

const ORDINARY_ZIP = /^(?!0+$)\d{3,10}$/;
/** Zeros alone, or after a word for "no value", to which a program added them: `NULL0`. */
const ZERO_ZIP = new RegExp(`^(?:[0\\s-]+|(?:${PLACEHOLDER_WORDS})0+)$`, 'i');
/**
 * Digits in one or two groups, possibly after Japan's postal mark, or in three groups in Brazil's format. Any other
 * three groups are a date or a phone number. ー and ｰ are letters, but are typed for a dash: on Japanese keyboards, they
 * share a key.
 */
const WRITTEN_ZIP = /^[〒'"\s\p{Pd}]*(?:\d+(?:[\s\p{Pd}−ーｰ]+\d{1,4}|\p{Pd}\d+)?|\d\d\.\d{3}-\d{3})[\s\p{Pd}"']*$/u;
/** Two zip codes, masked digits, or a floating-point number as Java and Presto write it: `2.004002E7`. */
const FAULTY_ZIP = /\d{5}\D+\d{5}|^\d+x+$|[*?•…]|^\d[.,]\d+e-?\d+$/i;
/** Zip codes in two groups have at least five digits, worldwide. */
const MIN_DIGITS_IN_GROUPS = 5;
/** Two groups that lost their leading zeros: `60 1` of `060-0001`. In `1 010`, a blank separates thousands. */
const CUT_GROUPS = /^〒?(?:\d{2,3}[\s\p{Pd}−ーｰ]+\d|\d{1,2}[\s\p{Pd}−ーｰ]+\d{2})$/u;
/** Japan's postal mark, before a zip code of seven digits. */
const JAPANESE_MARK = '〒';
const JAPANESE_DIGITS = 7;
/** A first group that lost its zero: `60-0001` of `060-0001`. No country has zip codes of this form. */
const CUT_FIRST_GROUP = /^〒?\d{1,2}[\s\p{Pd}−ーｰ]+\d{4}$/u;
/** Any letter but ー and ｰ, which are typed for a dash. */
const LETTER = /[^\P{L}ーｰ]/u;
/** Zip codes that have only digits have three to ten of them, worldwide. */
const MIN_ZIP_DIGITS = 3;
const MAX_ZIP_DIGITS = 10;
/** Matches eleven letters and digits. Zip codes with letters have at most ten, even with the country's code. */
const LONGER_THAN_ZIP = /(?:[\p{L}\d][^\p{L}\d]*){11}/u;
/**
 * Matches a text whose digits no letter separates, such as `94107 San Francisco`: only then are they a zip code beside
 * other words.
 */
const ZIP_BESIDE_WORDS = /^\D*\d+(?:[\s\p{Pd}.]+\d+)?\D*$/u;
/** Whether digits are followed by letters and more digits: `94I07`, `1000 Riga 5`. No zip code is written like this. */
function resumesAfterLetters(text: string): boolean {
  const letter = text.search(LETTER);
  return text.search(/\d/) < letter && /\d/.test(text.slice(letter));
}

function isMalformedWithLetters(text: string, digits: string): boolean {
  if (FAULTY_ZIP.test(text) || resumesAfterLetters(text)) return true;
  return LONGER_THAN_ZIP.test(text) && (!ZIP_BESIDE_WORDS.test(text) || digits.length > MAX_ZIP_DIGITS);
}

function isCut(text: string, digits: string): boolean {
  if (text.startsWith(JAPANESE_MARK) && digits.length !== JAPANESE_DIGITS) return true;
  return (digits.length < MIN_DIGITS_IN_GROUPS && CUT_GROUPS.test(text)) || CUT_FIRST_GROUP.test(text);
}

export const zip: Clean = (text, cell) => {
  if (ORDINARY_ZIP.test(text)) return text;
  if (NON_ASCII_DIGIT.test(text)) return cell.error('digits_not_plain');
  if (hasLostDigits(text)) return cell.error('digits_lost');
  const writtenZip = withoutDecimalZeros(text);
  const digits = writtenZip.replace(/\D/g, '');
  if (digits === '' || isSpreadsheetError(text)) return '';
  if (ZERO_ZIP.test(writtenZip)) return omitValue(cell, 'placeholder_dropped');
  if (isUnusableHash(text)) return cell.error('em_other_hash');
  if (isJsonStructure(text)) return cell.error('json_structure');
  const hasLetters = LETTER.test(text);
  const isMalformed = hasLetters
    ? isMalformedWithLetters(text, digits)
    : !WRITTEN_ZIP.test(writtenZip) || isCut(writtenZip, digits);
  if (isMalformed) return cell.error('zp_malformed');
  if (hasLetters) cell.warn('not_a_us_zip');
  else if (digits.length < MIN_ZIP_DIGITS || digits.length > MAX_ZIP_DIGITS) return cell.error('zp_wrong_length');
  return digits;
};

/** The number of digits in countries where zip codes can begin with a zero. Spreadsheets drop such zeros. */
const LENGTHS_WITH_ZEROS = lengthsByCountry({
  4: 'AM AU DK GE NO NZ PH ZA',
  5: 'DE DZ ES FI FR GT IT KE KR LA LK LT MM MX MY PE PL PR SK TR UA US VI',
  6: 'CN CO EC KZ RO SG',
  7: 'JP',
  8: 'BR',
});
/** The number of digits in countries where zip codes are digits of one length and do not begin with a zero. */
const LENGTHS_WITHOUT_ZEROS = lengthsByCountry({
  4: 'AL AT BD BE BG CH CY HU LI LU MK SI TN VE',
  5: 'BA CZ DO EE EG GR HR ID JO MA MC ME PK RS SA SE TH UY',
  6: 'BY IN KG NG RU UZ',
  7: 'CL IL',
});
/**
 * The second length that zip codes of some countries can have: ZIP+4, also in Saudi Arabia; the former codes of Korea
 * and Israel; Serbia's codes of addresses.
 */
const SECOND_LENGTHS: Readonly<Record<string, number>> = { IL: 5, KR: 6, PR: 9, RS: 6, SA: 9, US: 9, VI: 9 };

function lengthsByCountry(countries: Readonly<Record<number, string>>): Readonly<Record<string, number>> {
  return Object.fromEntries(
    Object.entries(countries).flatMap(([length, codes]) => codes.split(' ').map((code) => [code, Number(length)])),
  );
}

/** The numbers of digits of a Japanese zip code before and after its hyphen. */
const JAPANESE_LENGTHS = [3, 4] as const;
/** A Japanese zip code in two groups, of which at least one lost zeros. */
const JAPANESE_GROUPS = /^〒?\s*(?!\d{3}\D+\d{4}$)(\d{1,3})[\s\p{Pd}−ーｰ]+(\d{1,4})$/u;

function withJapaneseZeros(first: string, second: string): readonly [string, string] {
  const [firstLength, secondLength] = JAPANESE_LENGTHS;
  return [first.padStart(firstLength, '0'), second.padStart(secondLength, '0')];
}

const MAX_LOST_ZEROS = 2;
/** A zip code that may have lost its zeros, perhaps after the code of its country: `2139`, `4538-133`, `D-1067`. */
const WITHOUT_ZEROS = /^(?:([a-z]{1,2})[\s-]?)?([1-9]\d{0,7}(?:\.\d{3})?(?:-\d{3,4})?)$/i;
/** The four digits after an American zip code. */
const ZIP_PLUS_4 = /-\d{4}$/;
const ADDITION_LENGTH = 4;

/** The zip code with the zeros that it lost; undefined if none are missing, or if the country is not in the table. */
export function withLeadingZeros(text: string, country: string | undefined): string | undefined {
  if (country === undefined) return undefined;
  const code = country.toUpperCase();
  const [, first = '', second = ''] = JAPANESE_GROUPS.exec(text) ?? [];
  if (code === 'JP' && first !== '') return withJapaneseZeros(first, second).join('-');
  const zip = withoutDecimalZeros(text);
  const [, writtenCode = '', number = ''] = WITHOUT_ZEROS.exec(zip) ?? [];
  const missing = number !== '' && code.startsWith(writtenCode.toUpperCase()) ? lostZeros(number, code) : 0;
  return missing > 0 ? zip.slice(0, -number.length) + '0'.repeat(missing) + number : undefined;
}

/** How many zeros a zip code lost; 0 if it has all its digits, or lacks too many. */
function lostZeros(number: string, code: string): number {
  const length = LENGTHS_WITH_ZEROS[code] ?? 0;
  const digitCount = number.replace(/\D/g, '').length;
  const lengthWithAddition = SECOND_LENGTHS[code] ?? 0;
  const hasAddition = ZIP_PLUS_4.test(number) || digitCount === lengthWithAddition - 1;
  const missing = length - (hasAddition ? digitCount - ADDITION_LENGTH : digitCount);
  return missing > 0 && missing <= MAX_LOST_ZEROS ? missing : 0;
}

/**
 * The numbers of digits that zip codes of a country can have; undefined for countries that are not in the tables: their
 * zip codes differ in length or have letters.
 */
function lengthsOf(country: string): readonly (number | undefined)[] | undefined {
  const code = country.toUpperCase();
  const length = LENGTHS_WITH_ZEROS[code] ?? LENGTHS_WITHOUT_ZEROS[code];
  return length === undefined ? undefined : [length, SECOND_LENGTHS[code]];
}

/** Whether a zip code of digits may be one of this country. True for countries that are not in the tables. */
function fitsCountry(text: string, country: string): boolean {
  return lengthsOf(country)?.includes(text.replace(/\D/g, '').length) ?? true;
}

/** Zip codes without letters that the rule accepts, in one group of digits or in two. */
const DIGITS_ALONE = /^〒?\s*(?=(?:\D*\d){3})(?![0\s-]+$)(?:\d{3,10}|\d{1,6}[\s-]\d{1,5}|\d{1,2}\.\d{3}-\d{3})$/;

/** Whether the rule for zip codes hashes the digits of a text with letters. */
function isReadWithLetters(text: string): boolean {
  return LETTER.test(text) && /\d/.test(text) && !isMalformedWithLetters(text, text.replace(/\D/g, ''));
}

/** The codes that Kazakhstan has beside its zip codes of six digits: `A15E3B2`. */
const KAZAKH_CODE = /^[a-z]\d\d[a-z]\d[a-z]\d$/i;

/** Longer texts, such as hashes, are not zip codes in digits. */
const MAX_CHECKED_LENGTH = 40;

export const checkZipOfCountry: NonNullable<FieldSpec['checkInRecord']> = (text, cell, textOf) => {
  if (text.length > MAX_CHECKED_LENGTH || KAZAKH_CODE.test(text)) return;
  const country = textOf('country');
  const zip = withoutDecimalZeros(text);
  if (country === undefined || fitsCountry(zip, country)) return;
  if (!DIGITS_ALONE.test(zip) && !isReadWithLetters(zip)) return;
  cell.warn(withLeadingZeros(zip, country) === undefined ? 'zp_not_of_country' : 'zp_zeros_lost');
};

const ONLY_DIGITS = /^\d+$/;
/**
 * How many digits the parts have in countries where forms ask for them one by one: Japan, USA, Brazil, Portugal, Iran.
 */
const LENGTHS_OF_PARTS = new Set([JAPANESE_LENGTHS.join(), '5,4', '5,3', '4,3', '5,5']);

/**
 * The parts of a zip code that is written in two columns. A spreadsheet drops leading zeros from each of them: `100`
 * and `12` of 100-0012. Joined, they would be the zip code of another place, such as 10012 in New York. In Japan, both
 * parts have a fixed length, so the zeros are added. Without a country, parts that no form asks for are left out.
 */
export const checkZipParts: NonNullable<FieldSpec['checkParts']> = (parts, cell, textOf) => {
  const [first = '', second = ''] = parts;
  if (parts.length > 2 || !parts.every((part) => ONLY_DIGITS.test(part))) return parts;
  const isWhole = parts.length === 1 && first.length > JAPANESE_LENGTHS[0];
  if (isWhole || LENGTHS_OF_PARTS.has(`${first.length},${second.length}`)) return parts;
  const country = textOf('country')?.toUpperCase();
  const [firstLength, secondLength] = JAPANESE_LENGTHS;
  if (country === 'JP' && second !== '' && first.length <= firstLength && second.length <= secondLength)
    return withJapaneseZeros(first, second);
  if (country !== undefined && country !== 'JP' && !isNoPlace(country) && fitsCountry(parts.join(''), country))
    return parts;
  return omitValue(cell, 'zp_parts_short');
};
