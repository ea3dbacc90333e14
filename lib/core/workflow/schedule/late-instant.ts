import { DAY_MS, localAt } from '../../schedule/local-time.ts';

/**
 * The instants of a local time by the UTC offsets of the day before and of the day after. Between them, clocks change
 * at most once.
 */
export function candidatesOf(local: number, timeZone: string): readonly [number, number] {
  const by = (near: number) => local - (localAt(near, timeZone) - near);
  return [by(local - DAY_MS), by(local + DAY_MS)];
}

/** The instants at which clocks show a local time. A time that they skip is late by the length of the gap. */
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
