import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js';
import type { Repair } from '../../../core/connector/repair.ts';
import { isPrivateAddress } from '../rules.ts';
import { writtenPhones } from '../written-phone.ts';
import { countryCode } from './places.ts';

const WIDE = /[\uff01-\uff5e]/g;
const ADDRESS = /[^\s<>"'(),;:[\]]+\s?@\s?[^\s<>"'(),;:[\]]+/g;
const IN_BRACKETS = /<([^<>\s]+@[^<>\s]+)>/;

const QUOTE_BEFORE = /^[<"'`“”„«»‹›‘’(]+/;
const QUOTE_OR_STOP_BEHIND = /[>"'`“”„«»‹›‘’).,;:!|、]+$/;

/**
 * An address out of what surrounds it: a name before it, `mailto:`, a stop behind it, wide characters, ` at `. Which of two
 * addresses is meant is not for a repair to say.
 */
export const addressInText: Repair['fix'] = (text) => {
  const plain = text.replace(WIDE, (sign) => sign.normalize('NFKC')).trim();
  if (new Set(plain.toLowerCase().match(ADDRESS)).size > 1) return undefined;
  const address = (IN_BRACKETS.exec(plain)?.[1] ?? plain)
    .replace(/^(?:mailto|smtp):\s*/i, '')
    .replace(QUOTE_BEFORE, '')
    .replace(QUOTE_OR_STOP_BEHIND, '')
    .replace(/\s+(?:at|\(at\)|\[at\])\s+/i, '@')
    .replace(/\s*@\s*/, '@');
  return /^[^\s@<>"']+@[^\s@<>"',;]+\.[^\s@<>"',;]+$/.test(address) ? address : undefined;
};

/** A phone without the extension or the note behind it. */
export const phoneAlone: Repair['fix'] = (text) => {
  const phones = writtenPhones(text);
  return typeof phones === 'string' || phones.length !== 1 ? undefined : phones[0]?.number.trim();
};

/** A phone that is dialled from abroad, without the zero that is dialled within the country. */
export const withoutTrunkZero: Repair['fix'] = (text) => {
  const phone = parsePhoneNumberFromString(text.normalize('NFKC').replace(/^[\s([]*00/, '+'));
  return phone?.isPossible() ? phone.number : undefined;
};

/** Digits as wide as kanji, as plain ones. */
export const plainDigits: Repair['fix'] = (text) => {
  const plain = text.normalize('NFKC');
  return plain === text || !/\d/.test(plain) ? undefined : plain;
};

/** A phone as it is dialled from abroad, by the country of the same record. */
export const countryCodeByCountry: Repair['fix'] = (text, { textOf }) => {
  const country = textOf('country');
  const code =
    country &&
    (/^[a-z]{2}$/i.test(country) ? country.toUpperCase() : countryCode(country, { now: 0, textOf }, undefined));
  if (!code || !isSupportedCountry(code)) return undefined;
  const phone = parsePhoneNumberFromString(text.normalize('NFKC'), code);
  return phone?.isValid() && phone.country === code ? phone.number : undefined;
};

const ADDRESS_SIGNS = /^[\da-f]*[.:][\da-f.:]+$/i;

/** The first public one of several addresses is the visitor's own; a port behind one is no part of it. */
export const addressAlone: Repair['fix'] = (text) => {
  const addresses = text.split(',').map((part) => withoutPort(part.trim()));
  return addresses.find((address) => ADDRESS_SIGNS.test(address) && !isPrivateAddress(address)) ?? addresses[0];
};

function withoutPort(address: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(address)?.[1] ?? /^(\d+\.\d+\.\d+\.\d+):\d+$/.exec(address)?.[1] ?? address;
}
