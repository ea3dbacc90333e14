import currencies from 'currency-codes';
import { getAlpha2Codes } from 'i18n-iso-countries/index.js';
import languages from 'iso-639-1';
import { isOtherHash } from '../../core/hashing/written-hash.ts';
import { decimal, integer, omitValue, oneOf, withoutInvisible } from '../../core/record/clean.ts';
import type { Cell, Clean, FieldSpec } from '../../core/record/field.ts';
import { hasEmailAddress } from '../../core/record/personal.ts';
import {
  isAmbiguousName,
  isNoName,
  isNullWord,
  isPlaceholder,
  NAME_PLACEHOLDER_WORDS,
} from '../../core/record/placeholder.ts';
import { type CalendarDay, isCalendarDay } from '../../core/text/calendar-day.ts';
import { damageOf, isSuspect } from '../../core/text/damaged-letters.ts';
import { hasMixedLetters } from '../../core/text/mixed-letters.ts';
import { isCompanyName } from '../../core/text/people/company-name.ts';
import { hasSeveralNames, hasSigns } from '../../core/text/people/name-alone.ts';
import { withoutHonorific } from '../../core/text/people/person-name.ts';

import { isJsonStructure, isMissingId, isQuoted } from './ids.ts';

/** Cleaning rules of single fields. Their result is sent, or hashed if the field table says so. */

/** Digits that are not ASCII. A zip code or phone number without them would be another one. */
export const NON_ASCII_DIGIT = /[^\P{Nd}0-9]/u;

/** Numbers such as those in `12⁹⁹` and `1½`, which normalization would turn into `1299` and `11⁄2`. */
export const NON_DIGIT_NUMBER = /\p{No}/u;

const DECIMAL_ZEROS = /^(\+?\d{3,})\.0+$/;

/** Removes a fraction of zeros, such as `.0`, from an integer of at least three digits. */
export function withoutDecimalZeros(text: string): string {
  return text.replace(DECIMAL_ZEROS, '$1');
}

const LOWER_PLACEHOLDERS = NAME_PLACEHOLDER_WORDS.toLowerCase();

/**
 * Matches a name in lower case: it begins with a letter, and does not consist of placeholders. Without the flag `i`,
 * because with it, a combining iota would count as a letter.
 */
const ORDINARY_NAME = new RegExp(`^(?!(?:${LOWER_PLACEHOLDERS})(?:\\s+(?:${LOWER_PLACEHOLDERS}))*$)\\p{L}`, 'u');
/** No hash is shorter. */
const MIN_HASH_LENGTH = 32;

/** Whether a name consists of letters, and is neither a placeholder nor a hash. Also expects it in lower case. */
function isOrdinaryName(text: string, lower: string): boolean {
  return text.length < MIN_HASH_LENGTH && ORDINARY_NAME.test(lower) && !isSuspect(text);
}

/**
 * The fast path: names that do not match have no honorific, no mark at their beginning and no other addition. A name
 * with an addition has a blank, a full stop or a comma, ends with one of these letters or signs, or begins with
 * `นางสาว`.
 */
const MAY_HAVE_MORE = /^["'’“”„«»]|[\s.,]|[様樣方中生士姐太師师理まんン氏님씨-]$|^(?:นางสาว|ด\.)/;

/**
 * A name after the apostrophe with which spreadsheets mark a text: `'太郎`. In Latin script, the apostrophe can be part
 * of the name: `'t Hart`.
 */
const MARKED_NAME = /^['’][\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Cyrl}][^'’]*$/u;

/**
 * A name in lower case. What is not part of it, such as an honorific or a spreadsheet's apostrophe, causes a warning.
 */
export const personName: Clean = (text, cell) => {
  const lower = text.toLowerCase();
  const isOrdinary = isOrdinaryName(text, lower);
  const name = isOrdinary ? lower : unusualName(text, cell);
  if (name === undefined) return undefined;
  const mayHaveMore = MAY_HAVE_MORE.test(text);
  if (mayHaveMore && withoutHonorific(text) !== undefined) cell.warn('name_with_honorific');
  else if (isCompanyName(text)) cell.warn('name_of_company');
  else if (mayHaveMore && (MARKED_NAME.test(text) || isQuoted(text))) cell.warn('text_mark');
  else if ((mayHaveMore && hasSeveralNames(text)) || (!isOrdinary && hasSigns(name))) cell.warn('name_not_alone');
  return name;
};

/** Whether a text is a hash that cannot match: of another kind than SHA-256, written in another form, or incomplete. */
export function isUnusableHash(text: string): boolean {
  return text.length >= MIN_HASH_LENGTH && isOtherHash(text);
}

/** A long word of letters and digits, such as the beginning of a hash or a hash with a label. No name has one. */
const HASH_WORD = /(?:^|\s)(?=[!-~]*\d)(?=[!-~]*[a-z])[!-~]{20,}/i;
/** The digits of a hash in groups: `e0:c7:0c:…`. */
const HASH_IN_GROUPS = /^(?=.*\d)(?:[\da-f][\s:.-]?){32,}$/i;

/** Blanks other than a space, copied with a name from a page or a table. */
const OTHER_BLANKS = /[\t\u00a0\u2007\u202f]/g;

/**
 * What no name has: a URL, markup, a variable that was not replaced, the beginning of a list, or a user agent. Such
 * texts come from shifted columns and broken exports.
 */
const NOT_OF_NAME = /https?:\/\/|<\/?[a-z][^<>]*>|\{\{|\$\{|%%|\*\||^\[\s*['"]|\bMozilla\/\d/i;

/**
 * A name in lower case, without invisible characters. `null`, which may be a real name, is kept with a warning; `n/a`
 * and texts without letters are left out.
 */
function unusualName(text: string, cell: Cell): string | undefined {
  const name = withoutInvisible(text).replace(OTHER_BLANKS, ' ');
  if (!/\p{L}/u.test(name) || isNoName(name)) return omitValue(cell, 'placeholder_dropped');
  if (isUnusableHash(name)) return cell.error('em_other_hash');
  if (hasMixedLetters(name)) return cell.error('letters_mixed');
  if (isJsonStructure(name)) return cell.error('json_structure');
  // Found in `text`, not in `name`, because invisible characters can be part of the damage: `MarÃ\u00ada` is María.
  const damage = damageOf(text);
  if (damage !== undefined) return cell.error(damage === 'encoded' ? 'letters_encoded' : 'letters_hidden');
  if (NOT_OF_NAME.test(name) || hasEmailAddress(name)) return cell.error('name_malformed');
  if (HASH_WORD.test(name) || HASH_IN_GROUPS.test(name)) return cell.error('em_other_hash');
  if (isAmbiguousName(name)) cell.warn('placeholder_hashed');
  return name.toLowerCase();
}

const GENDERS = new Map(
  Object.entries({ f: 'f', female: 'f', m: 'm', male: 'm', n: 'n', 'non-binary': 'n', nonbinary: 'n' }),
);

export const gender: Clean = (text, cell) => GENDERS.get(text.toLowerCase()) ?? cell.error('ge_unknown');

const DATE = /^(\d{4})([-/]?)(\d{2})\2(\d{2})$/;

/** Accepts only the order year, month, day, because it is unambiguous. */
export const birthDate: Clean = (text, cell) => {
  const [, year, , month, day] = DATE.exec(text) ?? [];
  const date = { year: Number(year), month: Number(month), day: Number(day) };
  if (!isCalendarDay(date)) return cell.error('db_unreadable');
  if (!isPlausibleBirth(date, cell.now)) return cell.error('db_impossible');
  if (isChild(date, cell.now)) cell.warn('db_too_recent');
  return `${year}${month}${day}`;
};

const MAX_AGE_YEARS = 125;
/** The minimum age of people on Pinterest. A later date of birth is often another date, from a wrong column. */
const MIN_AGE_YEARS = 13;
const DAY_SECONDS = 24 * 60 * 60;

/** Whether a person born that day can be alive. Tomorrow is accepted, because of time zones. */
function isPlausibleBirth({ year, month, day }: CalendarDay, now: number): boolean {
  const isBorn = Date.UTC(year, month - 1, day) <= (now + DAY_SECONDS) * 1000;
  return isBorn && now * 1000 < Date.UTC(year + MAX_AGE_YEARS + 1, 0, 1);
}

function isChild({ year, month, day }: CalendarDay, now: number): boolean {
  return Date.UTC(year + MIN_AGE_YEARS, month - 1, day) > now * 1000;
}

/** Punctuation, white space, and two signs that are typed in place of apostrophes and are in neither class. */
const NOT_OF_CITY = /[\p{P}\p{White_Space}`´]/gu;

/**
 * Digits that are probably a zip code, in one group or two, or the end of one in Britain or Canada, in lower case:
 * districts of cities have one or two digits, as in `Paris 14`.
 */
const ZIP_IN_CITY = /\d{4}|\d{3}\s\d\d|\d[a-z]?\s\d(?:[a-z]{2}|[a-z]\d)$/;
/**
 * The code of a state or country after a city: `Austin, TX`, `São Paulo - SP`, `Curitiba/PR`, `Austin (TX)`; in a text
 * with small letters also `Austin (USA)`, `Austin TX` and `Curitiba-PR`. Not `LINGEN (EMS)`, which is on the Ems,
 * `PALMAS, LAS`, with its article at the end, numbers such as II and IV, and `København NV`, the northwest of the city.
 */
export const CODE_AFTER_CITY = new RegExp(
  [
    '(?:,\\s*|\\s[-–]\\s|\\s?\\/\\s?)(?!(?:EL|L[AO]S|ELS|LES?|THE|DEN)$)[A-Z]{2,3}$',
    '\\s?\\([A-Z]{2}\\)$|(?<=\\p{Ll}\\.?)\\s?\\([A-Z]{3}\\)$',
    '(?<=\\p{Ll}\\.?)(?<!København|Copenhagen|Odense|Aalborg)[\\s-](?!(?:[IVX]{2}|DC)$)[A-Z]{2}$',
  ].join('|'),
  'u',
);
const PLACE_AFTER_COMMA = /,\s*\p{L}/u;
/** Cities that are also known with the name of their district: `Washington, D.C.`, `Bogotá D.C.`, `México, D.F.` */
const WITH_DISTRICT = /[\s,]D\.?\s?C\.?$|^m[eé]xico,?\sD\.?\s?F\.?$/i;

/** Whether a city is followed by another place. */
function hasPlaceAfterCity(text: string): boolean {
  const last = text.at(-1) ?? '';
  const mayEndWithCode = last === ')' || (last >= 'A' && last <= 'Z');
  const hasPlace =
    (mayEndWithCode && CODE_AFTER_CITY.test(text)) || (text.includes(',') && PLACE_AFTER_COMMA.test(text));
  return hasPlace && !WITH_DISTRICT.test(text);
}

/** Keeps letters of every script; removes white space and punctuation by Unicode class. */
export const city: Clean = (text, cell) => {
  const lower = text.toLowerCase();
  const name = isOrdinaryName(text, lower) ? lower : unusualName(text, cell);
  if (name === undefined) return undefined;
  if (ZIP_IN_CITY.test(name)) cell.warn('ct_with_zip');
  if (hasPlaceAfterCity(text)) cell.warn('ct_with_place');
  return name.replace(NOT_OF_CITY, '');
};

const TWO_LETTERS = /^[a-z]{2}$/i;
/** What programs write for an unknown place. No country and no state has these codes. */
const NO_PLACE = /^(?:xx|zz)$/i;

/** Whether a text is written in place of a state or country. As it says nothing, it is left out. */
export function isNoPlace(text: string): boolean {
  return NO_PLACE.test(text) || isPlaceholder(text);
}

export const state: Clean = (text, cell) => {
  if (isNoPlace(text)) return omitValue(cell, 'placeholder_dropped');
  return TWO_LETTERS.test(text) ? text.toLowerCase() : cell.error('st_not_two_letters');
};

/**
 * The states of countries whose addresses usually have their codes; in the USA with territories and the codes of the
 * armed forces, in Canada with former codes.
 */
const STATES = new Map(
  Object.entries({
    US: `AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR
      PA RI SC SD TN TX UT VT VA WA WV WI WY DC AS GU MP PR VI UM FM MH PW AA AE AP`,
    CA: 'AB BC MB NB NL NS NT NU ON PE QC SK YT NF PQ YK',
    BR: 'AC AL AM AP BA CE DF ES GO MA MG MS MT PA PB PE PI PR RJ RN RO RR RS SC SE SP TO',
  }).map(([country, codes]) => [country, new Set(codes.split(/\s+/))] as const),
);

/** Warns about the code of a state that the record's country does not have: one of the two is wrong. */
export const checkStateOfCountry: NonNullable<FieldSpec['checkInRecord']> = (text, cell, textOf) => {
  if (!TWO_LETTERS.test(text) || isNoPlace(text)) return;
  const states = STATES.get(textOf('country')?.toUpperCase() ?? '');
  if (states?.has(text.toUpperCase()) === false) cell.warn('st_not_of_country');
};

const countries: Readonly<Record<string, string>> = getAlpha2Codes();
export const COUNTRY_CODES: readonly string[] = Object.keys(countries);

/** A flag is a sign, but names a country. */
const FLAG = /^\p{Regional_Indicator}{2}$/u;

export const country: Clean = (text, cell) => {
  if (isNoPlace(text) && !FLAG.test(text)) return omitValue(cell, 'placeholder_dropped');
  if (!TWO_LETTERS.test(text)) return cell.error('country_not_two_letters');
  if (!Object.hasOwn(countries, text.toUpperCase())) cell.warn('country_unknown');
  return text.toLowerCase();
};

export const LANGUAGE_CODES: readonly string[] = languages.getAllCodes();

export const language: Clean = oneOf(LANGUAGE_CODES, 'language_unknown');

/** Codes that were added to ISO 4217 in 2025, and that the package `currency-codes` lacks. */
const LATER_CURRENCIES = ['XAD', 'XCG'];
/** Codes of ISO 4217 for no currency and for tests. */
const NO_CURRENCY = new Set(['XXX', 'XTS']);
export const CURRENCY_CODES: readonly string[] = [
  ...currencies.codes().filter((code) => !NO_CURRENCY.has(code)),
  ...LATER_CURRENCIES,
];
const currencyCodes = new Set(CURRENCY_CODES);

export const currency: Clean = (text, cell) => {
  const code = text.toUpperCase();
  return currencyCodes.has(code) ? code : cell.error('currency_unknown');
};

/** An amount of money. A negative one is sent with a warning. */
export const amount: Clean = (text, cell) => {
  const number = decimal(text, cell);
  if (text[0] === '-' && Number(number) < 0) cell.warn('value_negative');
  return number;
};

/** `1.000` is 1 in programs that write three decimals, and 1000 where a point separates thousands. */
const AMBIGUOUS_COUNT = /^[+-]?[1-9]\d{0,2}\.000$/;

/** A number of products. A negative number is sent with a warning. */
export const count: Clean = (text, cell) => {
  const number = integer(text, cell);
  if (AMBIGUOUS_COUNT.test(text)) cell.warn('integer_ambiguous');
  if (typeof number === 'number' && number < 0) cell.warn('count_negative');
  return number;
};

/** `0.0.0.0`, also written as IPv6, `::`, and the address of all computers in a network: no visitor has them. */
const UNSPECIFIED_ADDRESS = /^(?:(?:::ffff:)?(?:0\.0\.0\.0|255\.255\.255\.255)|[0:]+)$/i;
const PRIVATE_V4 =
  /^(?:::ffff:)?(?:0|10|127|192\.168|169\.254|172\.(?:1[6-9]|2\d|3[01])|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])|22[4-9]|2[345]\d)\./i;
const PRIVATE_V6 = /^(?:f[cd][\da-f]{2}:|fe[89ab][\da-f]:|(?:0{1,4}:)*:?:?0{0,3}1$)/i;

/** Whether an address is only valid within a network or a machine, or for a group of computers. */
export function isPrivateAddress(text: string): boolean {
  return PRIVATE_V4.test(text) || PRIVATE_V6.test(text);
}

/** A private address belongs to a proxy or server and does not identify a person. */
export const ipAddress: Clean = (text, cell) => {
  // The zone of an address, as in `fe80::1%eth0`, means a network interface of the computer that wrote it.
  if (!cell.isIp(text) || text.includes('%')) return cell.error('client_ip_address_malformed');
  if (UNSPECIFIED_ADDRESS.test(text)) return omitValue(cell, 'placeholder_dropped');
  if (isPrivateAddress(text)) cell.warn('client_ip_address_private');
  return text;
};

/** User agents have a slash between the name of a program and its version, and spaces between several programs. */
const USER_AGENT_SEPARATOR = /[/\s]/;
/** A value of another column, or a user agent in quotation marks or with encoded spaces: `Mozilla/5.0+(…`. */
const NOT_A_USER_AGENT = /^(?:https?:|\d{4}-\d\d-\d\d|["'{]|Mozilla\/[\d.]+(?:%20|\+))/i;

/** Whether a user agent was cut: it ends with an ellipsis, or within its brackets. */
function isCut(text: string): boolean {
  return text.endsWith('…') || text.endsWith('...') || text.lastIndexOf('(') > text.lastIndexOf(')');
}

/** The user agent of a visitor. A placeholder is left out: it would be the same for every visitor. */
export const userAgent: Clean = (text, cell) => {
  if (isPlaceholder(text) || isNullWord(text)) return omitValue(cell, 'placeholder_dropped');
  const isWhole = USER_AGENT_SEPARATOR.test(text) && !NOT_A_USER_AGENT.test(text) && !isCut(text);
  if (!isWhole) cell.warn('client_user_agent_implausible');
  return text;
};

/**
 * The ID of a click. A URL or a cookie that contains the ID, such as `https://shop.example/?epik=…` or `_epik=…`, is
 * sent with a warning.
 */
export const clickId: Clean = (text, cell) => {
  if (isMissingId(text)) return omitValue(cell, 'placeholder_dropped');
  if (clickIdIn(text) !== undefined) cell.warn('click_id_not_alone');
  return text;
};

/** A parameter of a URL or a cookie, in any position. */
const EPIK = /(?:^|[?&;#\s])_?epik=([^&;#\s"']+)/i;
/** Quotation marks, or further parameters after the ID. */
const AROUND_CLICK_ID = /^["']|["'\s;]$|&\w+=.*$/;

/** The click ID in a text that has more than the ID; undefined if the text may be the ID itself, or has no ID. */
export function clickIdIn(text: string): string | undefined {
  const parameter = EPIK.exec(text)?.[1];
  if (parameter !== undefined) return parameter;
  const hasIdWithin = AROUND_CLICK_ID.test(text) && !/^https?:|[\s?]/i.test(text);
  if (!hasIdWithin) return undefined;
  return text.replace(/&\w+=.*$/, '').replace(/^["']+|["';]+$/g, '') || undefined;
}

/** Without `C:`, which begins the path of a file. */
const SCHEME = /^[a-z][a-z\d+.-]+:/i;
/** URL schemes that do not lead to a page, and a scheme without a host. */
const NOT_A_PAGE = /^(?:javascript|data|about|blob|file|mailto|tel):|^https?:\/*(?:[?#]|$)/i;
const SECOND_URL = /[\s,;|]https?:\/\//i;
/** The fast path: the URL of a page, without characters that separate several URLs. */
const ORDINARY_URL = /^https?:\/\/[a-z\d][^\s,;|]*$/i;

export const url: Clean = (text, cell) => {
  if (ORDINARY_URL.test(text)) return text;
  if (isPlaceholder(text) || isNullWord(text)) return omitValue(cell, 'placeholder_dropped');
  if (NOT_A_PAGE.test(text)) cell.warn('url_not_of_a_page');
  else if (SECOND_URL.test(text)) cell.warn('url_several');
  else if (!SCHEME.test(text)) cell.warn('url_without_scheme');
  return text;
};

/** Sends flags unchanged. Only LDP is known to have an effect, so other flags get a warning. */
export const optOutType: Clean = (text, cell) => {
  const flags = text.split(',').map((flag) => flag.trim());
  if (flags.some((flag) => flag !== 'LDP')) cell.warn('opt_out_type_ignored');
  return text;
};
