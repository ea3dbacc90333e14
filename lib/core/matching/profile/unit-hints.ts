import { withAsciiDigits } from '../../text/ascii-digits.ts';
import { copyText } from '../../text/copy-text.ts';
import { namedDayIn } from '../../text/month-names.ts';
import type { UnitHints } from '../column-profile.ts';

/** Two numbers and a year. */
const DAY_IN_ANY_ORDER = /^(\d{1,2})[./-](\d{1,2})[./-](?:\d{4}|\d{2})(?!\d)/;
/**
 * A date in digits, with or without a time, and without a zone: `2026-11-21 14:05`, `11/21/2026, 2:05 PM`, `R8/11/21`,
 * `2026年11月21日`.
 */
const ZONELESS_TIME =
  /^(?:[MTSHR]|\p{Script=Han}{2})?\d{1,4}[-./年]\d{1,2}[-./月]\d{1,4}日?(?:(?:[T ]?(?:午[前後]|[T ])|\s?[,;|_-])\s*\d{1,2}(?::|h|時)\d{2}.*)?$/u;
/** No time is longer: the longest have the name of a month, as in `27 de septiembre de 2026, 14:05:00`. */
const MAX_TIME_LENGTH = 50;
const TIME_AFTER_DAY = /^[,\s:]+(?:à\s+|um\s+|at\s+)?\d{1,2}(?:[:.]|h|時)\d{2}/u;
/** An offset after a time, as in `14:05:00+00`, or the name of a zone. The `-2026` of `21-11-2026` is no offset. */
const ENDS_WITH_ZONE = /(?:\d(?::|h|時)\d{2}.{0,20}[+-]\d{2}(?::?\d{2})?|Z|UTC|GMT|\/[A-Za-z_]+)$/;
/** The last separator of a number and the digits after it, before a currency: `1.299,00 EUR`. */
const FRACTION = /\d([.,])(\d+)\D{0,4}$/;
/** Signs and codes of yen and won, which have no fractions. The yuan, which has fractions, is also written ¥. */
const WHOLE_CURRENCY = /[¥￥円₩￦원]|JPY|KRW/i;
const WITH_CALLING_CODE = /^(?:\+|00)[\d\s()/.-]{7,}$/;
/** Enough digits for every calling code. */
const CALLING_CODE_DIGITS = 3;
/** A dash in place of the digits: `1.299,-`. */
const NO_FRACTION = /\d([.,])[-–—]\D{0,4}$/;
/** A phone number without a calling code, or only an area code: other columns have the rest of such a number. */
const LOCAL_PHONE = /^(?:\(?0?[1-9(][\d\s()/.-]{5,}\d|0\d{1,4})$/;
/** The apostrophe of a spreadsheet, or a label, before a phone number: `'090…`, `Tel. 030 …`. */
const BEFORE_PHONE = /^(?:['’"]|\p{L}{1,12}[.:]?\s*)(?=[\d(])/u;
const NOT_ASCII = /[^ -~]/;
const DASH = /[\p{Pd}−]/gu;

export const NO_HINTS: UnitHints = {
  dayFirst: 0,
  monthFirst: 0,
  anyOrder: 0,
  withoutZone: 0,
  comma: 0,
  point: 0,
  anySign: 0,
  anyComma: 0,
  wholeComma: 0,
  localPhones: 0,
  phoneCodes: {},
  examples: {},
};

/** The hints with one more text counted. */
export function withHints(hints: UnitHints, writtenText: string): UnitHints {
  const text = NOT_ASCII.test(writtenText) ? withAsciiDigits(writtenText).replace(DASH, '-') : writtenText;
  if (!/\d/.test(text)) return hints;
  return withPhone(withNumber(withDate(hints, text), text), text.replace(BEFORE_PHONE, ''));
}

function withDate(hints: UnitHints, text: string): UnitHints {
  const isZoneless = (ZONELESS_TIME.test(text) && !ENDS_WITH_ZONE.test(text)) || isNamedTime(text);
  const withTime = isZoneless
    ? { ...hints, withoutZone: hints.withoutZone + 1, examples: withExample(hints, 'time', text) }
    : hints;
  const order = dateOrderOf(text);
  if (order === undefined) return withTime;
  return { ...withTime, [order]: withTime[order] + 1, examples: withExample(withTime, 'date', text) };
}

/** In which order a text can be read as a date; undefined if in none. */
function dateOrderOf(text: string): 'dayFirst' | 'monthFirst' | 'anyOrder' | undefined {
  const match = DAY_IN_ANY_ORDER.exec(text);
  if (!match) return undefined;
  const first = Number(match[1]);
  const second = Number(match[2]);
  if (first > 31 || second > 31 || (first > 12 && second > 12)) return undefined;
  if (first > 12) return 'dayFirst';
  return second > 12 ? 'monthFirst' : 'anyOrder';
}

/** A day whose month is a word, with or without a time, and without a zone. */
function isNamedTime(text: string): boolean {
  if (text.length > MAX_TIME_LENGTH) return false;
  const day = namedDayIn(text);
  if (day === undefined || ENDS_WITH_ZONE.test(day.textAfter)) return false;
  return day.textAfter === '' || TIME_AFTER_DAY.test(day.textAfter);
}

function withNumber(hints: UnitHints, text: string): UnitHints {
  const match = NO_FRACTION.exec(text) ?? FRACTION.exec(text);
  if (!match) return hints;
  const [, sign, digits = ''] = match;
  const separators: readonly string[] = text.match(/[.,]/g) ?? [];
  const examples = withExample(hints, 'number', text);
  if (digits.length === 3 && separators.length === 1) {
    const isComma = sign === ',';
    const anyComma = hints.anyComma + (isComma ? 1 : 0);
    const wholeComma = hints.wholeComma + (isComma && WHOLE_CURRENCY.test(text) ? 1 : 0);
    return { ...hints, anySign: hints.anySign + 1, anyComma, wholeComma, examples };
  }
  // A sign that occurs twice, as in `1,234,567`, separates thousands. The decimal sign is then the other one.
  const separatesThousands = separators.length > 1 && separators.every((separator) => separator === sign);
  const isDecimalComma = separatesThousands ? sign !== ',' : sign === ',';
  return isDecimalComma
    ? { ...hints, comma: hints.comma + 1, examples }
    : { ...hints, point: hints.point + 1, examples };
}

function withPhone(hints: UnitHints, text: string): UnitHints {
  if (WITH_CALLING_CODE.test(text)) {
    const digits = text.replace(/^00|\D/g, '').slice(0, CALLING_CODE_DIGITS);
    return { ...hints, phoneCodes: { ...hints.phoneCodes, [digits]: (hints.phoneCodes[digits] ?? 0) + 1 } };
  }
  if (!LOCAL_PHONE.test(text)) return hints;
  return { ...hints, localPhones: hints.localPhones + 1, examples: withExample(hints, 'phone', text) };
}

function withExample({ examples }: UnitHints, kind: keyof UnitHints['examples'], text: string): UnitHints['examples'] {
  return examples[kind] === undefined ? { ...examples, [kind]: copyText(text) } : examples;
}
