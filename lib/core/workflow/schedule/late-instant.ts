import { DAY_MS, localAt } from '../../schedule/local-time.ts';

/**
 * The instants of a local time at the UTC offset of the day before and at that of the day after. Clocks change at most
 * once between these days.
 */
export function candidatesOf(local: number, timeZone: string): readonly [number, number] {
  const atOffsetOf = (instant: number) => local - (localAt(instant, timeZone) - instant);
  return [atOffsetOf(local - DAY_MS), atOffsetOf(local + DAY_MS)];
}

/** The instants at which clocks show a local time. A time that clocks skip is late by the length of the gap. */
export function instantsOf(
  local: number,
  timeZone: string,
  candidates = candidatesOf(local, timeZone),
): readonly number[] {
  const [before, after] = candidates;
  if (before === after) return [before];
  const shown = candidates.filter((instant) => localAt(instant, timeZone) === local);
  return shown.length > 0 ? shown : [before];
}

/** The instant that Java, and thus digdag, chooses for a local time: the later one if there are two. */
export function lateInstant(local: number, timeZone: string): number {
  return Math.max(...instantsOf(local, timeZone));
}
