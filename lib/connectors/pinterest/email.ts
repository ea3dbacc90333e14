import { isOtherHash } from '../../core/hashing/written-hash.ts';
import type { Cell, Clean } from '../../core/record/field.ts';
import { isMisread } from '../../core/text/damaged-letters.ts';
import { hasMixedLetters } from '../../core/text/mixed-letters.ts';
import { correctDomain, ENDING, MISSPELLED_DOMAIN, MISSPELLED_ENDING } from '../../core/text/people/mail-domain.ts';

/**
 * The rule for email addresses. Dots anywhere before the @ are accepted: Japanese carriers issued such addresses. A
 * top-level domain has two or more letters and nothing else, or is written in ASCII as `xn--…`. An address with another
 * ending was cut, or something was added to it.
 */

/** Top-level domains of names within a network, and one that is reserved for invalid names: no mail is sent to them. */
const NO_MAIL = '(?:invalid|local|localhost|localdomain|internal|lan)$';
/** No local part is longer, so that addresses of this length need no other check. */
const MAX_LOCAL_LENGTH = 64;
const MAX_LENGTH = 254;
const NOT_LATIN = '(?:(?!\\p{Script=Latin})[\\p{L}\\p{M}]){2,}';
/** Matches addresses with domains in any script, also with emoji. A top-level domain is in one script. */
const ADDRESS = new RegExp(
  [
    '^[^\\s@,;:<>()"\'\\\\][^\\s@,;:<>()"\\\\]*@(?:[\\p{L}\\p{M}\\p{N}\\p{So}·・_-]+\\.)+',
    `(?:[xX][nN]--[a-zA-Z\\d-]+|[\\p{Script=Latin}\\p{M}]{2,}|${NOT_LATIN})$`,
  ].join(''),
  'u',
);
/** Masked addresses and lost letters: `a***a@…`, `a*a@…`, `m?ller@…`, `a…@`, `○○@`, `██@`. */
const MASK = /[*?•…〇\u2500-\u25ff]/u;
/**
 * What is not part of an address: quotation marks, an encoding such as `%20`, full-width letters, the sign of a formula
 * and the slashes of a URL before it, and hyphens at the ends of the labels of its domain.
 */
const NOT_OF_ADDRESS = /^[‘’`[=/]|[“”„«»‹›、。\p{Cc}\uff01-\uff5e]|%[2-7][\da-f]|@(?:.*\.)?-|@.*-(?:\.|$)/iu;
/** Words of addresses that people and programs enter where a form requires one, as alternatives of a pattern. */
const PLACEHOLDER_WORDS = [
  'test(?:ing|er?)?|none|no|na|nan|nil|null|e-?mail|mail|user(?:name)?|name|your?-?(?:e?mail|name)?|no-?(?:body|one)',
  'example|sample|domain|asdf+|aaa|abc|xx+|xyz|qwerty|fake|dummy|no-?name|unknown|anonymous|guest|invalid|deleted|removed',
].join('|');
/** Words for “no address” in several languages, which are no address of a person at any domain. */
const NO_ADDRESS_WORDS =
  '(?:no|keine?|sin|sem|senza|geen|ingen|bez|pas-?de|sans)[._-]?(?:e-?mail|mail|correo|adresse)(?:[._-]?address)?';
/**
 * Domains at which such a word is no address of a person. Mail services are not included: `user@mail.com` may be one.
 */
const PLACEHOLDER_DOMAINS =
  'test|none|no|na|no-?e?mail|example|sample|(?:your?-?)?domain|asdf+|fake|nowhere|unknown|xx+';
/** The beginning of addresses at which no mail is read. */
const NO_REPLY = '(?:no|do-?not)[._-]?reply';
/**
 * Matches addresses that identify no person: `test@test.com`, `none@none.com`, `user@example.com`, `noemail@mail.com`;
 * a word that is repeated after the @, and a repeated character such as `aa@aaa.com`; and addresses at which no mail is
 * read.
 */
const PLACEHOLDER_ADDRESS = new RegExp(
  [
    `^(?:(${PLACEHOLDER_WORDS})@(?:\\1|${PLACEHOLDER_DOMAINS})\\.${ENDING}$`,
    `(?:${NO_REPLY}|${NO_ADDRESS_WORDS})@`,
    '([a-z\\d])\\2*@\\2+\\.)',
  ].join('|'),
);
const NO_MAIL_DOMAIN = new RegExp(`\\.${NO_MAIL}`);
/** The fast path: matches nearly every address, but none that may be a placeholder or may be misspelled. */
const ORDINARY = new RegExp(
  [
    `^(?!(?:${PLACEHOLDER_WORDS}|${NO_REPLY}|${NO_ADDRESS_WORDS})@|([a-z\\d])\\1*@\\1)\\w[\\w.+&'-]*`,
    `@(?!${MISSPELLED_DOMAIN})(?:[a-z\\d]+(?:-+[a-z\\d]+)*\\.)+(?!${MISSPELLED_ENDING}|${NO_MAIL})[a-z]{2,}$`,
  ].join(''),
  'i',
);

export const email: Clean = (text, cell) => {
  if (text.length <= MAX_LOCAL_LENGTH && ORDINARY.test(text)) return text.toLowerCase();
  const address = bareAddress(text);
  if (ADDRESS.test(address) && !MASK.test(address) && !NOT_OF_ADDRESS.test(address) && !isTooLong(address))
    return unusualAddress(address, cell);
  return cell.error(isOtherHash(text) ? 'em_other_hash' : 'em_malformed');
};

function isTooLong(address: string): boolean {
  return address.length > MAX_LENGTH || address.indexOf('@') > MAX_LOCAL_LENGTH;
}

function unusualAddress(written: string, cell: Cell): string | undefined {
  if (isMisread(written)) return cell.error('letters_encoded');
  if (hasMixedLetters(written)) return cell.error('letters_mixed');
  const address = lowerCase(written);
  if (correctDomain(domainOf(address)) !== undefined) cell.warn('em_domain_misspelled');
  if (NO_MAIL_DOMAIN.test(address)) cell.warn('em_placeholder');
  return addressOf(address, cell);
}

function domainOf(address: string): string {
  return address.slice(address.indexOf('@') + 1);
}

/** The address with the domain of the mail service that was probably meant. */
export function withCorrectDomain(text: string): string | undefined {
  const address = lowerCase(bareAddress(text));
  const domain = domainOf(address);
  const correct = correctDomain(domain);
  return correct === undefined ? undefined : address.slice(0, -domain.length) + correct;
}

/** The address, with a warning if it seems to be no person's. It may be one all the same. */
function addressOf(address: string, cell: Cell): string {
  if (PLACEHOLDER_ADDRESS.test(address)) cell.warn('em_placeholder');
  return address;
}

/**
 * The address in lower case. Turkish programs capitalize i as İ. It becomes i again here; `toLowerCase` would add a
 * combining dot.
 */
function lowerCase(address: string): string {
  return address.replaceAll('İ', 'i').toLowerCase();
}

/** Invisible format characters, such as text direction marks, that get copied with an address. */
const INVISIBLE = /\p{Cf}/gu;
const IN_ANGLE_BRACKETS = /^([^<>]*)<([^<>]*)>$/;

/** Removes `mailto:`, angle brackets, and a display name before them. */
function bareAddress(text: string): string {
  const visible = text.replace(INVISIBLE, '');
  const [, name = '', inside] = IN_ANGLE_BRACKETS.exec(visible) ?? [];
  if (inside === undefined) return withoutMailto(visible);
  const address = withoutMailto(inside.trim());
  // With another address as the display name, it is not clear which one is meant: the whole text is malformed.
  return name.includes('@') && !isSameAddress(name, address) ? visible : address;
}

function withoutMailto(text: string): string {
  return /^mailto:/i.test(text) ? text.slice('mailto:'.length).replace(/\?.*$/s, '').trim() : text;
}

/** Whether a display name is the address: mail programs repeat the address if they know no name. */
function isSameAddress(name: string, address: string): boolean {
  return name.replace(/["'\s]/g, '').toLowerCase() === address.toLowerCase();
}
