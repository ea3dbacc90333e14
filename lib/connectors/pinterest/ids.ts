import { leftOut } from '../../core/record/clean.ts';
import type { Clean } from '../../core/record/field.ts';
import { isNullWord, isPlaceholder } from '../../core/record/placeholder.ts';

/** Rules of identifiers: of people, devices, events and products. */

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;
const ZEROS = /^[0-]+$/;
/** A spreadsheet shows a long number as 4.91713E+11: its other digits are lost, and many IDs become one. */
const LOST_DIGITS = /^\d(?:[.,]\d+)?e\+\d{2,3}$/i;

/** A number that a program took for a decimal is hashed as another ID. */
const DECIMAL_ID = /^\d+\.0+$/;

/** `0`, `-0`, `0.0`, `-1` and a UUID of zeros are what programs give to nobody. */
const NOBODY = /^(?:\+?[0-]*0(?:\.0+)?|-1(?:\.0+)?)$/;

/** What shops call everybody who has not signed in. */
const SHARED = /^(?:guest(?:[ _-]?user)?|visitor|anon|gast|ゲスト)$/i;

export function hasLostDigits(text: string): boolean {
  return LOST_DIGITS.test(text);
}

/** One digit over and over, as in a UUID: no device has such an ID. */
const ONE_DIGIT = /^([\da-f])(?:-?\1){31}$/i;

/** Devices with tracking disabled report an all-zero ID, and programs without an ID another digit in all places. */
export const advertisingId: Clean = (text, cell) => {
  if (ONE_DIGIT.test(text)) return leftOut(cell, 'maid_zeros');
  if (UUID.test(text)) return text.toLowerCase();
  return cell.error('maid_malformed');
};

function isZeroUuid(text: string): boolean {
  return ZEROS.test(text) && UUID.test(text);
}

/** An ID that cannot be a placeholder, decimal or rounded number: the fast path. */
const ORDINARY_ID = /^(?!n(?:ull|one|il|an)|un[dkb]|anon|guest|visitor|gast|inconnu|descon|0)[a-z\d][\w-]*$/i;

/** A placeholder is left out: as an ID, it would merge all people without one. */
export const externalId: Clean = (text, cell) => {
  if (ORDINARY_ID.test(text)) return text.toLowerCase();
  if (hasLostDigits(text)) return cell.error('digits_lost');
  const isNobody = isPlaceholder(text) || isNullWord(text) || NOBODY.test(text) || SHARED.test(text);
  if (isNobody) return leftOut(cell, 'placeholder_dropped');
  if (DECIMAL_ID.test(text)) cell.warn('external_id_decimal');
  return text.toLowerCase();
};

/** A placeholder is invalid: events that share an ID are deduplicated to one. */
export const eventId: Clean = (text, cell) => {
  if (ORDINARY_ID.test(text)) return text;
  if (hasLostDigits(text)) return cell.error('digits_lost');
  const isNone = isPlaceholder(text) || isNullWord(text) || isZeroUuid(text);
  return isNone ? cell.error('event_id_placeholder') : text;
};

/** Of an order, a product or an app. */
export const itemId: Clean = (text, cell) => {
  if (ORDINARY_ID.test(text)) return text;
  if (hasLostDigits(text)) return cell.error('digits_lost');
  return isPlaceholder(text) ? leftOut(cell, 'placeholder_dropped') : text;
};
