import type { Cell, Clean } from '../../core/record/field.ts';
import { isMisread } from '../../core/text/damaged-letters.ts';

/**
 * The rule for email addresses. Dots anywhere before the @ are accepted: Japanese carriers issued such addresses. A
 * top-level domain has two or more letters and nothing else, or is written in ASCII as `xn--…`. An address with another
 * ending was cut, or something was added to it.
 */

/** Matches addresses with domains in any script, also with emoji. */
const ADDRESS =
  /^[^\s@,;:<>()"'\\][^\s@,;:<>()"\\]*@(?:[\p{L}\p{M}\p{N}\p{So}·・_-]+\.)+(?:[xX][nN]--[a-zA-Z\d-]+|[\p{L}\p{M}]{2,})$/u;
/** Masked addresses: `a***a@…`, `a…@`, `○○@`, `██@`. */
const MASK = /^\*|\*[*@]|[•…〇\u2500-\u25ff]/u;
/** What is not part of an address: quotation marks, an encoding such as `%20`, full-width letters. */
const NOT_OF_ADDRESS = /^[‘’`[]|[“”„«»‹›、。\p{Cc}\uff01-\uff5e]|%[2-7][\da-f]/iu;
/**
 * Matches an MD5, SHA-1 or SHA-512, or a SHA-256 in Base64. Without its `=`, Base64 must have a digit: otherwise, it
 * may be a name of 43 letters.
 */
const OTHER_HASH = /^(?:[\da-f]{32}|[\da-f]{40}|[\da-f]{128}|[a-z\d+/_-]{43}=|(?=\D*\d)[a-z\d+/_-]{43})$/i;
/** A SHA-256 with a prefix or in quotation marks, or after the apostrophe with which spreadsheets mark a text. */
const WRITTEN_SHA256 = /^(?:['"]|0x|\\x|sha-?256[:=]\s*){1,2}([\da-f]{64})['"]?$/i;

/** The 64 hex digits of a SHA-256 that is written with a prefix or in quotation marks; undefined for other texts. */
export function writtenSha256(text: string): string | undefined {
  return WRITTEN_SHA256.exec(text)?.[1];
}

/**
 * Whether a text is a hash of another kind than SHA-256, or a SHA-256 written in another form. Neither can match a
 * person. The rules of other fields, such as names, also report such a hash, with the same code `em_other_hash`.
 */
export function isOtherHash(text: string): boolean {
  return OTHER_HASH.test(text) || WRITTEN_SHA256.test(text);
}

/** Words of addresses that people and programs enter where a form requires one, as alternatives of a pattern. */
const PLACEHOLDER_WORDS = [
  'test(?:ing|er?)?|none|no|na|nan|nil|null|no-?e?mail|e-?mail|mail|user(?:name)?|name|your?-?(?:e?mail|name)?',
  'example|sample|domain|asdf+|abc|aaa|qwerty|fake|no-?body|unknown|anonymous|guest|invalid|xx+',
].join('|');
/**
 * Domains at which such a word is no address of a person. Mail services are not included: `user@mail.com` may be one.
 */
const PLACEHOLDER_DOMAINS =
  'test|none|no|na|no-?e?mail|example|sample|(?:your?-?)?domain|asdf+|fake|nowhere|unknown|xx+';
/** The beginning of addresses at which no mail is read. */
const NO_REPLY = '(?:no|do-?not)[._-]?reply';
/**
 * Matches addresses that identify no person: `test@test.com`, `none@none.com`, `user@example.com`; a word that is
 * repeated after the @; and addresses at which no mail is read.
 */
const PLACEHOLDER_ADDRESS = new RegExp(`^(?:(${PLACEHOLDER_WORDS})@(?:\\1|${PLACEHOLDER_DOMAINS})\\.|${NO_REPLY}@)`);
/** A top-level domain that is reserved for invalid names. */
const INVALID_DOMAIN = '.invalid';
/** The fast path: matches nearly every address, but none that may be a placeholder. */
const ORDINARY = new RegExp(
  `^(?!(?:${PLACEHOLDER_WORDS}|${NO_REPLY})@)\\w[\\w.+&'-]*@(?:[a-z\\d-]+\\.)+(?!invalid$)[a-z]{2,}$`,
  'i',
);

export const email: Clean = (text, cell) => {
  if (ORDINARY.test(text)) return text.toLowerCase();
  const address = bareAddress(text);
  if (ADDRESS.test(address) && !MASK.test(address) && !NOT_OF_ADDRESS.test(address))
    return isMisread(address) ? cell.error('letters_encoded') : addressOf(lowerCase(address), cell);
  return cell.error(isOtherHash(text) ? 'em_other_hash' : 'em_malformed');
};

/** The address, with a warning if it seems to be no person's. It may be one all the same. */
function addressOf(address: string, cell: Cell): string {
  if (PLACEHOLDER_ADDRESS.test(address) || address.endsWith(INVALID_DOMAIN)) cell.warn('em_placeholder');
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
