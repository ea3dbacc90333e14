const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const STEPS_MS = [
  ...[0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30].map((seconds) => seconds * SECOND_MS),
  ...[1, 2, 5, 10, 15, 30].map((minutes) => minutes * MINUTE_MS),
  ...[1, 2, 3, 6, 12, 24, 48].map((hours) => hours * HOUR_MS),
];

/** The period that a chart shows, and the distance between its lines, in milliseconds. */
export interface Axis {
  readonly from: number;
  readonly to: number;
  readonly step: number;
}

/**
 * An axis of at most `maxSteps` steps, which begins at a full second or minute if its steps are that long. The axis
 * leaves room for labels, and more room if a running attempt makes it grow.
 */
export function axisOf(
  begin: number,
  until: number,
  { maxSteps, isGrowing }: { maxSteps: number; isGrowing: boolean },
): Axis {
  const end = begin + Math.max(SECOND_MS, until - begin) * (isGrowing ? 1.25 : 1.1);
  const stepOfDays = Math.ceil((end - axisBegin(begin, DAY_MS)) / maxSteps / DAY_MS) * DAY_MS;
  const step = STEPS_MS.find((candidate) => end - axisBegin(begin, candidate) <= maxSteps * candidate) ?? stepOfDays;
  const from = axisBegin(begin, step);
  return { from, to: from + Math.ceil((end - from) / step) * step, step };
}

function axisBegin(begin: number, step: number): number {
  if (step < SECOND_MS) return begin;
  const unit = step < MINUTE_MS ? SECOND_MS : MINUTE_MS;
  return Math.floor(begin / unit) * unit;
}

/** A position on an axis in percent. */
export function positionOn({ from, to }: Axis, time: number): number {
  return Math.min(100, Math.max(0, ((time - from) / (to - from)) * 100));
}
