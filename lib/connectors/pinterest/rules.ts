import currencies from 'currency-codes';
import { getAlpha2Codes } from 'i18n-iso-countries/index.js';
import languages from 'iso-639-1';
import { oneOf } from '../../core/clean.ts';
import type { Clean, JsonObject } from '../../core/field.ts';
import type { RecordRule } from '../../core/prepare.ts';
import { hasCountryCode } from './phone.ts';

/** Cleaning rules of single fields. What they return is sent, or hashed where the field table says so. */

const EMAIL = /^[^\s@]+@[^\s@.]*\.[^\s@]*$/;
const OTHER_HASH = /^(?:[0-9a-f]{32}|[0-9a-f]{40})$/i;

export const email: Clean = (text, cell) => {
  if (EMAIL.test(text)) return text.toLowerCase();
  return cell.error(OTHER_HASH.test(text) ? 'em_other_hash' : 'em_malformed');
};

/** Digits of other scripts or widths: dropped with the rest, they would leave the hash of another number. */
const OTHER_DIGITS = /[^\P{Nd}0-9]/u;

export const phone: Clean = (text, cell) => {
  if (OTHER_DIGITS.test(text)) return cell.error('digits_not_plain');
  const digits = text.replace(/\D/g, '').replace(/^0+/, '');
  if (digits !== '' && !hasCountryCode(text, digits)) cell.warn('ph_without_country_code');
  return digits;
};

const GENDERS = new Map(
  Object.entries({ f: 'f', female: 'f', m: 'm', male: 'm', n: 'n', 'non-binary': 'n', nonbinary: 'n' }),
);

export const gender: Clean = (text, cell) => GENDERS.get(text.toLowerCase()) ?? cell.error('ge_unknown');

const DATE = /^(\d{4})([-/]?)(\d{2})\2(\d{2})$/;

/** Only orders that cannot be mistaken: year, month, day. */
export const birthDate: Clean = (text, cell) => {
  const [, year, , month, day] = DATE.exec(text) ?? [];
  const date = new Date(`${year}-${month}-${day}T00:00:00Z`);
  const exists = !Number.isNaN(date.getTime()) && date.getUTCDate() === Number(day);
  return exists ? `${year}${month}${day}` : cell.error('db_unreadable');
};

/** Letters of every script stay; blanks and punctuation go by their Unicode class. */
export const city: Clean = (text) => text.toLowerCase().replace(/[\p{P}\p{White_Space}]/gu, '');

const TWO_LETTERS = /^[a-z]{2}$/i;

export const state: Clean = (text, cell) =>
  TWO_LETTERS.test(text) ? text.toLowerCase() : cell.error('st_not_two_letters');

const countries: Readonly<Record<string, string>> = getAlpha2Codes();

export const country: Clean = (text, cell) => {
  if (!TWO_LETTERS.test(text)) return cell.error('country_not_two_letters');
  if (!Object.hasOwn(countries, text.toUpperCase())) cell.warn('country_unknown');
  return text.toLowerCase();
};

export const zip: Clean = (text, cell) => {
  if (OTHER_DIGITS.test(text)) return cell.error('digits_not_plain');
  const digits = text.replace(/\D/g, '');
  if (digits !== '' && /\p{L}/u.test(text)) cell.warn('not_a_us_zip');
  return digits;
};

export const language: Clean = oneOf(languages.getAllCodes(), 'language_unknown');

const currencyCodes = new Set(currencies.codes());

export const currency: Clean = (text, cell) => {
  const code = text.toUpperCase();
  return currencyCodes.has(code) ? code : cell.error('currency_unknown');
};

export const ipAddress: Clean = (text, cell) => (cell.isIp(text) ? text : cell.error('client_ip_address_malformed'));

/** Sent as it is; but only LDP is known to be acted on. */
export const optOutType: Clean = (text, cell) => {
  const flags = text.split(',').map((flag) => flag.trim());
  if (flags.some((flag) => flag !== 'LDP')) cell.warn('opt_out_type_ignored');
  return text;
};

/** Pinterest matches nobody without the fields of one of these. */
export const IDENTIFIER_SETS: readonly (readonly string[])[] = [
  ['em'],
  ['hashed_maids'],
  ['client_ip_address', 'client_user_agent'],
];

/** A malformed identifier has its own error already; saying that it is missing too would only confuse. */
export const needsIdentifier: RecordRule = (event, errors) => {
  const user = (event['user_data'] ?? {}) as JsonObject;
  const given = (name: string) => name in user || errors.some(({ field }) => field === name);
  return IDENTIFIER_SETS.some((set) => set.every(given))
    ? undefined
    : { code: 'user_data_missing', field: 'user_data' };
};
