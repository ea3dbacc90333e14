import { Cron } from 'croner';
import { DAY_MS, localAt } from '../../schedule/local-time.ts';
import { candidatesOf, instantsOf } from './late-instant.ts';

const SECOND_MS = 1000;
/** croner finds no times in this year and later. */
export const FIRST_YEAR_WITHOUT_TIMES = 3000;

/**
 * A cron. Its times are those that digdag finds, and those that digdag loses. They differ from the times of the
 * product's other schedules (`timetable.ts`). A day has to match both by its date and by its weekday.
 *
 * digdag looks for the next match in local time, and Java turns this local time into an instant. A time that clocks
 * skip is late by the length of the gap: 02:30 becomes 03:30. Of a time that clocks show twice, Java chooses the second
 * occurrence. In this way, digdag loses runs of a cron for every hour or minute: all runs in the first occurrence of an
 * hour that clocks show twice, and runs that are due soon after a late run. Here no run is lost: a cron with * or / in
 * its minutes or hours runs in both occurrences.
 */
export interface CronInZone {
  readonly cron: string;
  readonly timeZone: string;
}

/** The first time after an instant; null if there is none, as for 30 February. */
export function nextCronTime(cron: CronInZone, after: number): number | null {
  return nearest(cron, Math.floor(after / SECOND_MS) * SECOND_MS, 1);
}

/** The last time before an instant. */
export function lastCronTime(cron: CronInZone, before: number): number | null {
  return nearest(cron, Math.ceil(before / SECOND_MS) * SECOND_MS, -1);
}

/**
 * The nearest time after or before an instant. Around clock changes, local times and their instants may be ordered
 * differently, so the instants of several local times are compared.
 */
function nearest({ cron, timeZone }: CronInZone, from: number, direction: 1 | -1): number | null {
  const runsInBothOccurrences = hasWildcardTime(cron);
  const isNearer = (instant: number, than: number) => (than - instant) * direction > 0;
  const isOnSearchedSide = (instant: number) => (instant - from) * direction > 0;
  const nearestOf = (instants: readonly number[]) => (direction === 1 ? Math.min(...instants) : Math.max(...instants));
  let best: number | null = null;
  // The search begins early enough to find a local time that a clock change moves to the other side of `from`.
  const start = localAt(from, timeZone) - direction * clockChange(from, timeZone);
  for (const local of localTimes(cron, start, direction)) {
    const candidates = candidatesOf(local, timeZone);
    const bestSoFar: number | null = best;
    if (bestSoFar !== null && candidates.every((instant) => !isNearer(instant, bestSoFar))) break;
    const instants = instantsOf(local, timeZone, candidates);
    const runs = (runsInBothOccurrences ? instants : [Math.max(...instants)]).filter(isOnSearchedSide);
    if (runs.length > 0) best = nearestOf(best === null ? runs : [best, ...runs]);
    // Clocks do not change near this local time, so the next local times are not nearer.
    if (best !== null && candidates[0] === candidates[1]) break;
  }
  return best;
}

/** The local times of a cron after or before a local time, the nearest first. */
function* localTimes(cron: string, from: number, direction: 1 | -1): Generator<number> {
  const times = new Cron(cron, { mode: '5-part', utcOffset: 0, domAndDow: true, paused: true });
  const stepFrom = (local: number) =>
    direction === 1 ? times.nextRun(new Date(local)) : times.previousRuns(1, new Date(local))[0];
  for (let time = stepFrom(from); time; time = stepFrom(time.getTime())) yield time.getTime();
}

function hasWildcardTime(cron: string): boolean {
  const [minutes = '', hours = ''] = cron.trim().split(/\s+/);
  return /[*/]|^@hourly$/.test(minutes) || /[*/]/.test(hours);
}

/** By how much clocks change within a day of an instant. */
function clockChange(instant: number, timeZone: string): number {
  return Math.abs(localAt(instant + DAY_MS, timeZone) - localAt(instant - DAY_MS, timeZone) - 2 * DAY_MS);
}
