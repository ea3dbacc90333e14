import { omitValue } from '../../core/record/clean.ts';
import type { Cell, Clean } from '../../core/record/field.ts';
import { isNoValue, isNullWord, isPlaceholder, isSharedName } from '../../core/record/placeholder.ts';
import { writtenSha256 } from './email.ts';

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

function isMissingId(text: string): boolean {
  return isPlaceholder(text) || isNullWord(text) || MISSING_ID.test(text);
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

/** A UUID of one repeated digit: no device has such an ID. */
const REPEATED_DIGIT = /^([\da-f])(?:-?\1){31}$/i;

/** A mobile ad ID. Devices with tracking disabled report an ID of zeros; some programs repeat another digit. */
export const mobileAdId: Clean = (text, cell) => {
  if (REPEATED_DIGIT.test(text)) return omitValue(cell, 'maid_zeros');
  if (UUID.test(text)) return text.toLowerCase();
  return cell.error('maid_malformed');
};

/**
 * The fast path: an ID that begins with a digit from 1 to 9 or with a word and a digit, and has no point. Such an ID is
 * neither a placeholder nor a decimal.
 */
const ORDINARY_ID = /^(?:[1-9]|[a-z][a-z_-]*\d)[\w-]*$/i;

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

/** Characters that hide others, as in `****1234`. */
const MASK = /\*\*|••|██/;

/** The ID of a person. A placeholder is left out: as an ID, it would merge all people without an ID. */
export const externalId: Clean = (text, cell) => {
  if (ORDINARY_ID.test(text)) return text.toLowerCase();
  if (hasLostDigits(text)) return cell.error('digits_lost');
  if (isMissingId(text) || isSharedName(text)) return omitValue(cell, 'placeholder_dropped');
  if (writtenSha256(text) !== undefined) return cell.error('em_other_hash');
  if (MASK.test(text)) return cell.error('letters_hidden');
  return idAsWritten(text, cell)?.toLowerCase();
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
