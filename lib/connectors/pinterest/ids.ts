import { writtenSha256 } from '../../core/hashing/written-hash.ts';
import { omitValue, withoutInvisible } from '../../core/record/clean.ts';
import type { Cell, Clean } from '../../core/record/field.ts';
import { isNoName, isNoValue, isNullWord, isPlaceholder, isSharedName } from '../../core/record/placeholder.ts';

/** Rules for identifiers of people, devices, events and products. */

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
/**
 * A spreadsheet displays a long number as 4.91713E+11 or, with exponents in steps of three, as 491.7E+9: its last
 * digits are lost, and many IDs become the same.
 */
const LOST_DIGITS = /^\d(?:\d{0,2}[.,]\d+)?e\+\d{1,3}$/i;

/**
 * An integer exported as a decimal: `12.0`, or `1.2345678E7` as Java and Presto write it. The text no longer equals the
 * same ID elsewhere: if an event ID differs from the one that Pinterest's tag sent, the event counts twice.
 */
const DECIMAL_ID = /^(?:\d+\.0+|\d\.\d+e\d{1,2})$/i;

/** What programs write if there is no ID: `0`, `-0`, `0.0`, `-1` or a UUID of zeros. */
const MISSING_ID = /^(?:\+?[0-]*0(?:\.0+)?|-1(?:\.0+)?)$/;

/** The MD5, the SHA-1 and the SHA-256 in Base64 of an empty text. */
const HASHES_OF_NOTHING = new Set([
  'd41d8cd98f00b204e9800998ecf8427e',
  'da39a3ee5e6b4b0d3255bfef95601890afd80709',
  '47deqpj8hbsa+/timw+5jceuqerkm5nmpjwzg3hsufu=',
]);

export function isMissingId(text: string): boolean {
  return isPlaceholder(text) || isNullWord(text) || MISSING_ID.test(text) || HASHES_OF_NOTHING.has(text.toLowerCase());
}

/** A text that is valid as the ID of an event or order, because these may be numbered from zero. */
const ZERO = /^0+$/;

/** Whether a text is a JSON object or array, such as a nested member of JSON Lines: it identifies nothing. */
export function isJsonStructure(text: string): boolean {
  if (!/^[[{].*[\]}]$/s.test(text)) return false;
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

export function hasLostDigits(text: string): boolean {
  return LOST_DIGITS.test(text);
}

/** How IDs begin that are typed, not random: with a digit eight times, or with digits in order. */
const MAY_BE_TYPED = /^(?:([\da-f])(?:-?\1){7}|0?1234567|abcdef12)/i;
const UUID_DIGITS = /^[\da-f]{32}$/;
const IN_ORDER = /^(?:12345678(?:1234){3}12345678|0?1234567890?abcdef|abcdef123456)/;
/** A random ID has more different digits. */
const MAX_TYPED_DIGITS = 5;

/** Whether a mobile ad ID belongs to no device. Devices with tracking disabled report zeros, programs other digits. */
function isOfNoDevice(text: string): boolean {
  if (!MAY_BE_TYPED.test(text)) return false;
  const digits = text.toLowerCase().replaceAll('-', '');
  return UUID_DIGITS.test(digits) && (new Set(digits).size <= MAX_TYPED_DIGITS || IN_ORDER.test(digits));
}

export const mobileAdId: Clean = (text, cell) => {
  if (isOfNoDevice(text)) return omitValue(cell, 'maid_zeros');
  if (UUID.test(text)) return text.toLowerCase();
  return cell.error('maid_malformed');
};

/**
 * The fast path: an ID that begins with a digit from 1 to 9 or with a word and a digit, and has no point. Such an ID is
 * neither a placeholder nor a decimal, if it does not begin as a mask, as a hash of nothing or with `sha256`.
 */
const ORDINARY_ID = /^(?:[1-9]|(?!x{4}|d41d8cd|da39a3e|sha-?256)[a-z][a-z_-]*\d)[\w-]*$/i;

/** An ID after the apostrophe with which spreadsheets mark a text: `'1234567`. */
const MARKED_ID = /^['’][a-z_-]*\d[\w-]*$/i;
/** A value in quotation marks, which belong to the notation of a file. */
const QUOTED = /^["“”„«»][^"“”„«»]+["“”„«»]$/;

export function isQuoted(text: string): boolean {
  return QUOTED.test(text);
}

/**
 * A list in a notation other than JSON, or one that was cut off: `[sku-1, sku-2]`, as Presto prints it,
 * `{sku-1,sku-2}`, as PostgreSQL does, `["sku-1","sk`.
 */
const OTHER_LIST = /^(?:\[\s*["'“]|[[{(][^,]*,.*[\])}]$)/s;

function idAsWritten(text: string, cell: Cell): string | undefined {
  if (isJsonStructure(text) || OTHER_LIST.test(text)) return cell.error('json_structure');
  if (DECIMAL_ID.test(text)) cell.warn('external_id_decimal');
  if (MARKED_ID.test(text) || isQuoted(text)) cell.warn('text_mark');
  return text;
}

/** Characters that hide others, as in `****1234` and `XXXX1234`, and control characters. */
const MASK = /\*\*|[•●○◯■□█]{2}|^…|(?:…|\.\.\.)$|^x{4,}[-\s]?\d|\p{Cc}/iu;
/** Full-width letters and digits, and digits of other scripts: another text than the same ID in a program. */
const NOT_PLAIN = /[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|[^\P{Nd}0-9]/u;

/** The ID of a person. A placeholder is left out: as an ID, it would merge all people without an ID. */
export const externalId: Clean = (text, cell) =>
  ORDINARY_ID.test(text) ? text.toLowerCase() : unusualExternalId(withoutInvisible(text), cell);

function unusualExternalId(text: string, cell: Cell): string | undefined {
  if (hasLostDigits(text)) return cell.error('digits_lost');
  if (isMissingId(text) || isSharedName(text) || isNoName(text)) return omitValue(cell, 'placeholder_dropped');
  if (writtenSha256(text) !== undefined) return cell.error('em_other_hash');
  if (MASK.test(text)) return cell.error('letters_hidden');
  if (NOT_PLAIN.test(text)) return cell.error('digits_not_plain');
  return idAsWritten(text, cell)?.toLowerCase();
}

/** The ID of a visitor at a partner. A placeholder is left out: it would merge visitors. */
export const partnerId: Clean = (text, cell) => {
  if (hasLostDigits(text)) return cell.error('digits_lost');
  return isMissingId(text) ? omitValue(cell, 'placeholder_dropped') : text;
};

/** The ID of an event. A placeholder is an error: of events that share an ID, Pinterest keeps only one. */
export const eventId: Clean = (text, cell) => {
  if (ORDINARY_ID.test(text)) return text;
  if (hasLostDigits(text)) return cell.error('digits_lost');
  if (isMissingId(text) && !ZERO.test(text)) return cell.error('event_id_placeholder');
  return idAsWritten(text, cell);
};

/** The ID of an order. A placeholder is left out: events with the same order may be deduplicated. */
export const orderId: Clean = (text, cell) => {
  const isMissing = !ORDINARY_ID.test(text) && isMissingId(text) && !ZERO.test(text);
  return isMissing ? omitValue(cell, 'placeholder_dropped') : itemId(text, cell);
};

/** The ID of a product or an app. */
export const itemId: Clean = (text, cell) => {
  if (ORDINARY_ID.test(text)) return text;
  if (hasLostDigits(text)) return cell.error('digits_lost');
  if (isNoValue(text)) return omitValue(cell, 'placeholder_dropped');
  return idAsWritten(text, cell);
};
