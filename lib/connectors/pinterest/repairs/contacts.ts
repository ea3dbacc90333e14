import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Repair } from '../../../core/connector/repair.ts';
import { exactInteger } from '../../../core/record/clean.ts';
import { withAsciiDigits } from '../../../core/text/ascii-digits.ts';
import { withoutEntities } from '../../../core/text/html-entities.ts';
import {
  isInternational,
  isNumberOfCountry,
  phoneCountryOf,
  withCodeOnce,
  withoutTrunkPrefixAfterCode,
} from '../numbering-plans.ts';
import { isPrivateAddress, NON_DIGIT_NUMBER } from '../rules.ts';
import { writtenPhones } from '../written-phone.ts';
import { DOUBLE, withoutExponent } from './numbers.ts';
import { toCountryCode } from './places/countries.ts';

const FULL_WIDTH_CHARACTERS = /[\uff01-\uff5e]/g;
const ADDRESS = /[^\s<>"'(),;:[\]]+\s?@\s?[^\s<>"'(),;:[\]]+/g;
const IN_ANGLE_BRACKETS = /<([^<>\s]+@[^<>\s]+)>/;

/** `E-mail: ada@mail.example`, `{"email":"ada@mail.example"}` */
const LABEL = /^[{"'\s]*(?:e-?mail|mail|mailto|smtp|メール(?:アドレス)?)["'\s]*(?:[:=]|\s[-–]\s)\s*(?:\/\/)?/i;
/** `ada@mail.example (work)`, `ada@mail.example - work` */
const TRAILING_NOTE = /(?<=\.[a-z]{2,})\s+(?:\([^()@]*\)|\[[^[\]@]*\]|[-–—|#/][^@]*)$/i;
/** `1. ada@mail.example`, `• ada@mail.example` */
const LIST_MARK = /^(?:\d+[.)]|[•·–—-])\s+/;

/** `"ada..b."@docomo.ne.jp`: mail programs add quotation marks, because the standard requires them around such dots. */
const QUOTED_LOCAL_PART = /^"([\w.+-]+)"(?=@)/;
/** An address that is alone in a text, not in a URL, whose @ and other signs are encoded as in a URL. */
const PERCENT_ENCODED = /^(?:mailto%3A)?(?:[\w.+-]|%2[BD]|%5F)+(?:%40|@)[\w.-]+$/i;
/** A form of address after an address, and line breaks that were written as escapes. */
const TRAILING_WORD = /(?<=\.[a-z]{2,})(?:\s*(?:様|さま|さん|殿|宛)|(?:\\[nrt])+)$/i;
const LEADING_SIGNS = /^[<"'`“”„«»‹›‘’([{=/]+/;
const TRAILING_SIGNS = /[>"'`“”„«»‹›‘’)\]}).,;:!|、/\\]+$/;
const TAGS = /<(?:br|p|b|i|a|span|div|td)(?:\s[^<>]*)?\/?>|<\/[a-z]+>/gi;
/** Top-level domains before which a comma or semicolon, or a blank, can only mean a dot: `ada@gmail,com`. */
const BEFORE_ENDING = /(?<=@[\w-]+)\s*[,;.]\s*(?=(?:com|net|org|de|fr|it|es|nl|pl|eu|ru|jp|co\.(?:uk|jp)|ne\.jp)$)/i;
const WRITTEN_AT = /\s+at\s+|\s*[([{]at[)\]}]\s*/i;
const WRITTEN_DOT = /(?<=@.*)(?:\s+dot\s+|\s*[([{]dot[)\]}]\s*)/gi;

/**
 * Extracts an email address: removes a display name, `mailto:` and surrounding punctuation, and replaces full-width
 * characters, ` at ` and ` dot `, and signs typed in place of a dot. Undefined for several addresses, because a repair
 * does not choose between them.
 */
export function extractEmail(text: string): string | undefined {
  const normalWidth = text.replace(FULL_WIDTH_CHARACTERS, (character) => character.normalize('NFKC')).trim();
  const plain = withoutPercentEscapes(withoutEntities(normalWidth) ?? normalWidth);
  const addresses = plain.match(ADDRESS) ?? [];
  if (new Set(addresses.map((address) => address.toLowerCase())).size > 1) return undefined;
  const isRepeated = addresses.length > 1;
  const address = (IN_ANGLE_BRACKETS.exec(plain)?.[1] ?? (isRepeated ? addresses[0] : undefined) ?? plain)
    .replace(TAGS, ' ')
    .trim()
    .replace(LIST_MARK, '')
    .replace(LABEL, '')
    .replace(TRAILING_NOTE, '')
    .replace(TRAILING_WORD, '')
    .replace(QUOTED_LOCAL_PART, '$1')
    .replace(LEADING_SIGNS, '')
    .replace(TRAILING_SIGNS, '')
    .replace(WRITTEN_AT, '@')
    .replace(WRITTEN_DOT, '.')
    .replace(/\s*@+\s*/, '@')
    .replace(BEFORE_ENDING, '.')
    .replace(/(?<=@.*)(?:\.{2,}|。|｡)/g, '.');
  return /^[^\s@<>"']+(?:'[^\s@<>"']+)*@[^\s@<>"',;]+\.[^\s@<>"',;]+$/.test(address) ? address : undefined;
}

function withoutPercentEscapes(text: string): string {
  return PERCENT_ENCODED.test(text) ? decodeURIComponent(text) : text;
}

const BETWEEN_ADDRESSES = /[;,|/、；，\n]+|\s(?:&|and|und|et|y|or|oder|ou)\s/i;

/** The first of several addresses. A text with anything else than addresses and display names is left to people. */
export const firstEmail: Repair['fix'] = (text) => {
  const parts = text
    .split(BETWEEN_ADDRESSES.test(text) ? BETWEEN_ADDRESSES : /\s+/)
    .filter((part) => part.trim() !== '');
  const addresses = parts.map((part) => extractEmail(part));
  const [first] = addresses;
  return addresses.length > 1 && addresses.every((address) => address !== undefined) ? first : undefined;
};

/**
 * The only phone number in a text; undefined if there are several, or if the text cannot be read. It is found as by the
 * rule for phone numbers, not by libphonenumber, which would take `.0` for another digit, and two short numbers for a
 * long one.
 */
function onlyPhoneIn(text: string): string | undefined {
  const phones = writtenPhones(text);
  return typeof phones === 'string' || phones.length !== 1 ? undefined : phones[0]?.number.trim();
}

/** Removes the extension or note after a phone number. */
export const removePhoneNote: Repair['fix'] = onlyPhoneIn;

/** Removes the trunk prefix from an international phone number. */
export const removeTrunkPrefix: Repair['fix'] = (text) => {
  const number = onlyPhoneIn(text);
  const digits = number && withoutTrunkPrefixAfterCode(number, significantDigits(number));
  return digits && `+${digits}`;
};

/** The digits of an international phone number, from its calling code on. */
function significantDigits(number: string): string {
  return number.replace(/\D/g, '').replace(/^0+/, '');
}

/** Removes the second of two equal calling codes. */
export const removeSecondCode: Repair['fix'] = (text) => {
  const number = onlyPhoneIn(text);
  if (number === undefined) return undefined;
  const once = withCodeOnce(number, significantDigits(number));
  return once?.isCertain ? `+${once.digits}` : undefined;
};

/** A Mexican mobile number with the 1 that followed the calling code until 2019: `+52 1 55 1234 5678`. */
const FORMER_MEXICAN_MOBILE = /^521(\d{10})$/;

/**
 * The number of a mobile phone as it is dialed from abroad: in Mexico without an abolished prefix, in Argentina with a
 * 9 after the calling code instead of the 15 after the area code (`+54 11 15 1234 5678`), which libphonenumber
 * replaces.
 */
export const toDialedFromAbroad: Repair['fix'] = (text) => {
  const number = onlyPhoneIn(text);
  if (number === undefined) return undefined;
  const mexican = FORMER_MEXICAN_MOBILE.exec(number.replace(/\D/g, ''))?.[1];
  if (mexican !== undefined) return `+52${mexican}`;
  const phone = isInternational(number) ? parsePhoneNumberFromString(`+${significantDigits(number)}`) : undefined;
  return phone?.isValid() ? phone.number : undefined;
};

/** A number as a spreadsheet or R writes it, with all its digits: `8.19012345678E+11`. */
const SCIENTIFIC = /^\d[.,](\d+)E\+(\d{1,2})$/i;

function hasAllDigits(text: string): boolean {
  const [, fraction = '', exponent = ''] = SCIENTIFIC.exec(text) ?? [];
  return fraction !== '' && fraction.length >= Number(exponent);
}

/**
 * Converts full-width digits and those of other scripts to ASCII; undefined for a text with numbers such as `⁹` or `½`.
 * Also writes out a number that Java, Presto or Spark wrote as a double, such as `8.19012345678E11`: it still has all
 * its digits.
 */
export const toAsciiDigits: Repair['fix'] = (text) => {
  if (DOUBLE.test(text)) return exactInteger(text) === undefined ? undefined : withoutExponent(text);
  if (hasAllDigits(text)) return exactInteger(text.replace(',', '.'))?.toString();
  const converted = withAsciiDigits(text);
  const isConverted = converted !== text && /\d/.test(converted) && !NON_DIGIT_NUMBER.test(text);
  return isConverted ? converted : undefined;
};

/**
 * Adds the calling code of the record's country to a phone number, or removes the digits that are dialed in this
 * country before a number abroad (`011 44 …` in the USA). The number can be of another country with the same calling
 * code, such as Canada. libphonenumber checks the number, `isNumberOfCountry` that its length is not that of a service
 * number.
 */
export const addCallingCode: Repair['fix'] = (text, { textOf }) => {
  const country = textOf('country');
  const number = onlyPhoneIn(text);
  if (country === undefined || number === undefined) return undefined;
  const countryCode = phoneCountryOf(country) ?? toCountryCode(country);
  if (countryCode === undefined || !isSupportedCountry(countryCode)) return undefined;
  const phone = parsePhoneNumberFromString(number, countryCode);
  if (!phone?.isValid() || phone.country === undefined) return undefined;
  return isNumberOfCountry(phone.nationalNumber, phone.country) ? phone.number : undefined;
};

const IP_CHARACTERS = /^[\da-f]*[.:][\da-f.:]+$/i;
/** `for=192.0.2.17;proto=https` of a Forwarded header, `X-Forwarded-For: …`, `IPv4:…` */
const IP_LABEL = /^(?:x-forwarded-for|forwarded|x-real-ip|for|ipv?[46]?)\s*[:=]\s*/i;

/**
 * The first public IP address of a list, which is the visitor's; the first address if none is public. Without port,
 * zone, label and quotation marks.
 */
export const firstPublicIp: Repair['fix'] = (text) => {
  const addresses = text
    .normalize('NFKC')
    .replaceAll('。', '.')
    .split(/[\s,;|]+/)
    .map((part) => ipAlone(part))
    .filter((part) => IP_CHARACTERS.test(part));
  return addresses.find((address) => !isPrivateAddress(address)) ?? addresses[0];
};

const IPV6_IN_SQUARE_BRACKETS = /^\[(.+)\](?::\d+)?$/;
const IPV4_WITH_PORT = /^((?:::ffff:)?\d+\.\d+\.\d+\.\d+)(?::\d+|\/32)?$/i;
/** An IPv4 address whose numbers all have three digits, with which programs align columns: `008.008.004.004`. */
const ALIGNED_IPV4 = /^\d{3}(?:\.\d{3}){3}$/;
const LEADING_ZEROS = /\b0+(?=\d)/g;

function ipAlone(text: string): string {
  const address = text.replace(IP_LABEL, '').replace(/["']/g, '');
  const [, addressAlone] = IPV6_IN_SQUARE_BRACKETS.exec(address) ?? IPV4_WITH_PORT.exec(address) ?? [];
  const [withoutZone = ''] = (addressAlone ?? address).split(/%|\/128$/);
  return ALIGNED_IPV4.test(withoutZone) ? withoutZone.replace(LEADING_ZEROS, '') : withoutZone;
}
