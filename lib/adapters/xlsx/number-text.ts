import { DIGIT, type NumberFormat, PLAIN } from './number-format.ts';

/** The year from which a workbook counts days: 1900, or 1904 in files of old versions of Excel for Mac. */
export type Calendar = 1900 | 1904;

const DAY_MS = 86_400_000;
/** The number of the day after December 31, 9999, which is the last day that Excel shows. */
const AFTER_LAST_DAY = { 1900: 2_958_466, 1904: 2_957_004 } as const satisfies Record<Calendar, number>;
/** How many digits of a number Excel shows. The file has up to two more, because of rounding. */
const SHOWN_DIGITS = 15;
/** From this number on, Excel keeps fewer digits than the number has. */
const FIRST_WITH_LOST_DIGITS = 1e15;

/**
 * The text of a number according to its format: dates and times in ISO 8601, durations as hours, minutes and seconds,
 * postal codes with their zeros, and everything else as a plain decimal number, without thousands separators, currency
 * and percent signs. A number has an exponent only if Excel has lost some of its digits.
 */
export function numberText(written: string, format: NumberFormat, calendar: Calendar): string {
  const number = Number(written);
  if (written.trim() === '' || !Number.isFinite(number)) return written;
  if (format.kind === 'conditional') {
    const section = format.sections.find(({ matches }) => matches(number));
    return numberText(written, section?.format ?? PLAIN, calendar);
  }
  const plain = plainNumber(written.trim(), number);
  if (format.kind === 'date') return dateText(number, format, calendar) ?? plain;
  if (format.kind === 'duration') return durationText(number);
  return format.kind === 'padded' ? paddedText(plain, format.parts) : plain;
}

/**
 * A number as plain decimal text. A whole number keeps all its digits, of which programs other than Excel write more
 * than 15, because it may be an id. Excel writes a longer number with an exponent. The exponent stays, because zeros in
 * place of the lost digits would make another id.
 */
function plainNumber(written: string, number: number): string {
  const whole = written.replace(/\.0*$/, '');
  if (/^-?\d+$/.test(whole)) return whole.replace(/^(-?)0+(?=\d)/, '$1').replace(/^-0$/, '0');
  if (Math.abs(number) >= FIRST_WITH_LOST_DIGITS) return written.toUpperCase();
  return withoutExponent(String(Number(number.toPrecision(SHOWN_DIGITS))));
}

/** Writes out a small fraction. JavaScript writes no other number below 1e21 with an exponent. */
function withoutExponent(text: string): string {
  const [, sign = '', whole = '', fraction = '', exponent] = /^(-?)(\d)(?:\.(\d+))?e-(\d+)$/.exec(text) ?? [];
  return exponent === undefined ? text : `${sign}0.${'0'.repeat(Number(exponent) - 1)}${whole}${fraction}`;
}

function dateText(
  serial: number,
  { hasDate, hasTime, hasFraction }: Extract<NumberFormat, { kind: 'date' }>,
  calendar: Calendar,
): string | undefined {
  const roundedToMs = hasFraction ? 1 : 1000;
  const ms = Math.round((serial * DAY_MS) / roundedToMs) * roundedToMs;
  const day = Math.floor(ms / DAY_MS);
  // Compared after rounding, which can move the end of the last day to the next day.
  if (serial < 0 || day >= AFTER_LAST_DAY[calendar]) return undefined;
  const time = ms % DAY_MS;
  const clock = new Date(time).toISOString().slice(11, time % 1000 === 0 ? 19 : 23);
  // Excel represents a time of day as a time on day 0.
  if (day === 0 && (time > 0 || !hasDate)) return clock;
  // A time is part of the value even if the format hides it.
  return hasTime || time > 0 ? `${dayText(day, calendar)}T${clock}` : dayText(day, calendar);
}

/**
 * The date of a day. In the calendar of 1900, day 60 is February 29, 1900, which never existed. Excel copied this error
 * from Lotus 1-2-3.
 */
function dayText(day: number, calendar: Calendar): string {
  if (calendar === 1904) return isoDay(Date.UTC(1904, 0, 1), day);
  if (day === 0) return '1900-01-00';
  if (day === 60) return '1900-02-29';
  return isoDay(Date.UTC(1899, 11, day < 60 ? 31 : 30), day);
}

function isoDay(from: number, day: number): string {
  return new Date(from + day * DAY_MS).toISOString().slice(0, 10);
}

function durationText(serial: number): string {
  const total = Math.round(Math.abs(serial) * 86_400);
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor(total / 60) % 60;
  const seconds = total % 60;
  const twoDigits = (number: number) => String(number).padStart(2, '0');
  return `${serial < 0 ? '-' : ''}${hours}:${twoDigits(minutes)}:${twoDigits(seconds)}`;
}

/**
 * Pads a whole number; other numbers stay unchanged. Digits beyond the places of the format come before the first
 * place.
 */
function paddedText(plain: string, parts: Extract<NumberFormat, { kind: 'padded' }>['parts']): string {
  const [, sign = '', written] = /^(-?)(\d+)$/.exec(plain) ?? [];
  if (written === undefined) return plain;
  const places = parts.filter((part) => typeof part !== 'string');
  const firstZero = places.indexOf(DIGIT);
  // The number 0 fills no optional place. In `"0"#`, the literal shows it as 0.
  const shown = written === '0' ? '' : written;
  const digits = firstZero < 0 ? shown : shown.padStart(places.length - firstZero, '0');
  let position = digits.length - places.length;
  const firstPlace = parts.findIndex((part) => typeof part !== 'string');
  const prefix = parts.slice(0, firstPlace).join('');
  let text = digits.slice(0, Math.max(0, position));
  for (const part of parts.slice(firstPlace)) {
    if (typeof part === 'string') text += part;
    else {
      text += digits[position] ?? ''; // before the first digit, `position` is negative
      position++;
    }
  }
  return sign + prefix + text;
}
