import { InvalidArgumentError } from 'commander';
import { z } from 'zod';

const DATE_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)? ?(UTC|Z|[+-]\d\d:?\d\d)?$/;

/** Parses Unix seconds, or a date and time (UTC if it names no zone), to milliseconds. */
export function parsePlannedTime(text: string): number {
  const trimmed = text.trim();
  if (/^\d{1,11}$/.test(trimmed)) return Number(trimmed) * 1000;
  const [, date, time = '00:00', zone = 'Z'] = DATE_TIME.exec(trimmed) ?? [];
  // Date.parse alone rolls February 30 over to March.
  const isDate = z.iso.date().safeParse(date).success;
  const at = isDate ? Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone}`) : Number.NaN;
  if (Number.isNaN(at)) throw new InvalidArgumentError('Give Unix seconds, or a time such as 2026-11-25 10:00:00.');
  return at;
}
