import type { Repair } from '../../../core/connector/repair.ts';

/**
 * A spreadsheet's serial date: days since 1899-12-30, with a fraction. It is written in the language of the
 * spreadsheet.
 */
const SERIAL = /^\d{5}(?:[.,]\d+)?$/;
/** The serial date of 1970-01-01. */
const SERIAL_OF_1970 = 25_569;
const SECONDS_OF_DAY = 24 * 60 * 60;

/** Converts a spreadsheet's serial date to a day. */
export const serialToDay: Repair['fix'] = (text) => serialDay(text);

export function serialDay(text: string): string | undefined {
  return serialMoment(text)?.slice(0, 'YYYY-MM-DD'.length);
}

/** The day and time of a serial date, without a zone. */
export function serialMoment(text: string): string | undefined {
  if (!SERIAL.test(text)) return undefined;
  const seconds = Math.round((Number(text.replace(',', '.')) - SERIAL_OF_1970) * SECONDS_OF_DAY);
  return new Date(seconds * 1000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM:SS'.length).replace('T', ' ');
}
