import { UserError } from '../../errors.ts';
import { DAY_MS, firstInstant, localAt, readLocalTime } from '../../schedule/local-time.ts';
import { readDay } from '../../text/calendar-day.ts';

const SECOND_MS = 1000;
const HOUR_MS = 60 * 60 * SECOND_MS;

/** A time. It may have a fraction of a second and an offset; the offset may lack its colon, and follow a space. */
const TIME = /^(?<local>\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.\d{1,9})?(?: ?(?<offset>Z|[+-]\d\d:?\d\d))?$/;

/** The form of a date or time, which need not exist; the year may have up to six digits. */
const FORM = /^\d{4,6}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d)?(?:\.\d{1,9})?(?: ?(?:Z|[+-]\d\d:?\d\d))?)?$/;

/**
 * The session time that a text means: `now`, `hourly` or `daily` (the start of the current hour or day), a date, or a
 * time. A date or time without an offset is in the workflow's zone. The result has whole seconds, as in digdag. A time
 * that clocks skip becomes the end of the gap; of a time that clocks show twice, the first occurrence counts.
 */
export function sessionTimeOf(text: string, timeZone: string, now: number): number {
  const trimmed = text.trim();
  if (trimmed === 'now') return now - (now % SECOND_MS);
  if (trimmed === 'hourly') return startOfHour(now, timeZone);
  if (trimmed === 'daily') return startOfDay(now, timeZone);
  const time = readTime(trimmed, timeZone);
  if (time === undefined)
    throw new UserError(FORM.test(trimmed) ? 'workflow_session_time_unreal' : 'workflow_session_time_invalid');
  return time;
}

/** The start of the current hour; of an hour that clocks show twice, the start of the current occurrence. */
function startOfHour(now: number, timeZone: string): number {
  const local = localAt(now, timeZone);
  const hour = local - (local % HOUR_MS);
  const instant = now - (now % SECOND_MS) - (local - hour);
  return localAt(instant, timeZone) === hour ? instant : firstInstant(hour, timeZone);
}

function startOfDay(now: number, timeZone: string): number {
  const local = localAt(now, timeZone);
  return firstInstant(local - (local % DAY_MS), timeZone);
}

function readTime(text: string, timeZone: string): number | undefined {
  const day = readDay(text);
  if (day !== undefined) return firstInstant(day, timeZone);
  const { local: localText, offset } = TIME.exec(text)?.groups ?? {};
  const local = localText === undefined ? undefined : readLocalTime(localText, timeZone);
  if (local === undefined) return undefined;
  return offset === undefined ? firstInstant(local, timeZone) : atOffset(local, offset);
}

/** Undefined for an offset that no clock has. */
function atOffset(local: number, offset: string): number | undefined {
  if (offset === 'Z') return local;
  const hours = Number(offset.slice(1, 3));
  const minutes = Number(offset.slice(-2));
  if (hours > 18 || minutes > 59) return undefined;
  const offsetMs = (hours * 60 + minutes) * 60 * SECOND_MS;
  return offset.startsWith('-') ? local + offsetMs : local - offsetMs;
}
