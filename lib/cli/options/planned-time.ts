import { InvalidArgumentError } from 'commander';

const DATE_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)? ?(UTC|Z|[+-]\d\d:?\d\d)?$/;

/** Parses Unix seconds, or a date and time (UTC if it names no zone), to milliseconds. */
export function parsePlannedTime(text: string): number {
  const [, date, time = '00:00', zone = 'Z'] = DATE_TIME.exec(text.trim()) ?? [];
  const at = /^\d{1,11}$/.test(text)
    ? Number(text) * 1000
    : Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone}`);
  if (Number.isNaN(at)) throw new InvalidArgumentError('Give Unix seconds, or a time such as 2026-11-25 10:00:00.');
  return at;
}
