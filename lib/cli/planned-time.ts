import { InvalidArgumentError } from 'commander';

const DATE_TIME = /^(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d(?::\d\d)?)(?:\.\d+)?)? ?(UTC|Z|[+-]\d\d:?\d\d)?$/;

/** A moment as scripts write it: Unix seconds, or a date and time, of UTC where it names no zone. In milliseconds. */
export function plannedTime(given: string): number {
  const [, date, time = '00:00', zone = 'Z'] = DATE_TIME.exec(given.trim()) ?? [];
  const at = /^\d{1,11}$/.test(given)
    ? Number(given) * 1000
    : Date.parse(`${date}T${time}${zone === 'UTC' ? 'Z' : zone}`);
  if (Number.isNaN(at)) throw new InvalidArgumentError('Give Unix seconds, or a time such as 2026-11-25 10:00:00.');
  return at;
}
