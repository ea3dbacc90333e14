import type { Cell, Clean, FieldSpec } from '../../core/record/field.ts';
import { MAX_SUFFIX } from '../../core/record/field.ts';
import { hasLostDigits } from './ids.ts';
import {
  callingCodeOf,
  hasCallingCode,
  isDialedByPerson,
  isForeign,
  isInternational,
  isOfSomeCountry,
  mayHaveMoreThanCode,
  phoneCountryOf,
  withCodeOnce,
  withoutTrunkPrefixAfterCode,
} from './numbering-plans.ts';
import { NON_ASCII_DIGIT, withoutDecimalZeros } from './rules.ts';
import { type WrittenPhone, writtenPhones } from './written-phone.ts';

/**
 * The rule for phone numbers: digits from the calling code on, without labels, notes or extensions. An empty result is
 * reported as `nothing_left`.
 */

/** The fast path: digits alone, without a leading zero and possibly after a plus. */
const BARE = /^\+?[1-9]\d{6,14}$/;
/** A number without labels or notes to remove: only digits, spaces and hyphens. */
const NUMBER_ALONE = /^\+?\d[\d -]*\d$/;
/** E.164 allows 15 digits; the shortest numbers of people have 7. */
const MIN_DIGITS = 7;
const MAX_DIGITS = 15;
const REPEATED_DIGIT = /^(\d)\1*$/;
/** Up to three digits, which may be a calling code, and after them only zeros. */
const MAY_BE_ZEROS = /^\d{1,3}0{4,}$/;
/** Eight equal digits, typed in place of a number. Seven do not suffice: numbers such as 777 7777 exist. */
const REPEATED_AT_END = /(\d)\1{7}$/;
/** Digits in order, typed in place of a number. */
const IN_ORDER = ['1234567890', '9876543210'];

const MONTH = '(?:0[1-9]|1[0-2])';
const DAY = '(?:0[1-9]|[12]\\d|3[01])';
const YEAR = '(?:19|20)\\d\\d';
/** A date from a neighboring column: year, month, day; day, month, year; or month, day, year. */
const DATE = new RegExp(
  `^(?:${YEAR}([-.])${MONTH}\\1${DAY}|${DAY}([-.])${MONTH}\\2${YEAR}|${MONTH}([-.])${DAY}\\3${YEAR})$`,
);

/**
 * Whether a number is a date or one repeated digit, which the rule reports as an error. The units of phone numbers add
 * no calling code to it, because the rule would then not recognize the error.
 */
export function isDateOrOneDigit(number: string): boolean {
  return DATE.test(number) || REPEATED_DIGIT.test(withoutLeadingZeros(number.replace(/\D/g, '')));
}

export const phone: Clean = (text, cell) => {
  if (DATE.test(text)) return cell.error('ph_date');
  if (NUMBER_ALONE.test(text)) return digitsOf({ number: text, isAlone: true }, cell);
  if (NON_ASCII_DIGIT.test(text)) return cell.error('digits_not_plain');
  if (hasLostDigits(text)) return cell.error('digits_lost');
  if (!/\d/.test(text)) return '';
  const phones = writtenPhones(text);
  if (typeof phones === 'string') return cell.error(phones);
  if (phones.length > MAX_SUFFIX) return cell.error('array_too_long', { max: MAX_SUFFIX });
  const [first] = phones;
  if (first && phones.length === 1) return digitsOf(first, cell);
  return phones.flatMap((writtenPhone) => digitsOf(writtenPhone, cell) ?? []);
};

/** One number without a plus or a leading zero. */
const WITHOUT_PLUS = /^[([]?[1-9][\d\s()[\]./-]*$/;

/**
 * Warns about a number that is read as one of another country, but may be one of the record's country without its
 * calling code. If the mapping has a country, the number already has a plus here, and gets no warning.
 */
export const checkPhoneOfCountry: NonNullable<FieldSpec['checkInRecord']> = (text, cell, textOf) => {
  if (!WITHOUT_PLUS.test(text)) return;
  const country = phoneCountryOf(textOf('country') ?? '');
  const digits = withoutDecimalZeros(text).replace(/\D/g, '');
  if (!country || !isForeign(digits, country) || !isDialedByPerson(digits, country)) return;
  if (hasCallingCode(text, digits)) cell.warn('ph_two_countries');
};

function digitsOf({ number, isAlone }: WrittenPhone, cell: Cell): string | undefined {
  const digits = BARE.test(number) ? withoutPlus(number) : withoutLeadingZeros(number.replace(/\D/g, ''));
  if (digits === '') return '';
  if (digits.length < MIN_DIGITS || digits.length > MAX_DIGITS) return cell.error('ph_wrong_length');
  if (REPEATED_DIGIT.test(digits) || isCodeAndZeros(number, digits)) return cell.error('ph_one_digit');
  if (!isAlone) cell.warn('ph_addition_dropped');
  if (isPlaceholderNumber(digits)) cell.warn('ph_placeholder');
  const codeWarning = callingCodeWarning(number, digits);
  if (codeWarning !== undefined) cell.warn(codeWarning);
  return digits;
}

/** Whether a number ends with a repeated digit, or is ten digits in order, with or without a calling code. */
function isPlaceholderNumber(digits: string): boolean {
  if (digits.at(-1) === digits.at(-2)) return REPEATED_AT_END.test(digits);
  const ordered = IN_ORDER.find((end) => digits.endsWith(end));
  if (ordered === undefined) return false;
  const codeLength = digits.length - ordered.length;
  return codeLength === 0 || callingCodeOf(digits)?.length === codeLength;
}

/** Whether only zeros follow the calling code of an international number. */
function isCodeAndZeros(number: string, digits: string): boolean {
  if (!digits.endsWith('0000') || !MAY_BE_ZEROS.test(digits) || !isInternational(number)) return false;
  return /^0*$/.test(digits.slice(callingCodeOf(digits)?.length ?? 0));
}

/** The warning about a number's calling code; undefined if it seems right. `digits` are the digits of `number`. */
function callingCodeWarning(number: string, digits: string): string | undefined {
  if (!hasCallingCode(number, digits)) return 'ph_without_country_code';
  if (mayHaveMoreThanCode(digits)) {
    if (withoutTrunkPrefixAfterCode(number, digits)) return 'ph_trunk_zero';
    if (withCodeOnce(number, digits)) return 'ph_code_doubled';
  }
  return isOfSomeCountry(digits) ? undefined : 'ph_of_no_country';
}

function withoutLeadingZeros(digits: string): string {
  return digits[0] === '0' ? digits.replace(/^0+/, '') : digits;
}

function withoutPlus(number: string): string {
  return number[0] === '+' ? number.slice(1) : number;
}
