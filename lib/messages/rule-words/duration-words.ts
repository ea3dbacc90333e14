import { type Duration, UNITS, type Unit } from '../../core/audience/rules/calendar.ts';
import type { WordSource } from './word-source.ts';

/** A duration in one unit, or in several, such as: 1 month 2 days. */
export function durationWords({ text }: WordSource, distance: number | Duration, unit?: Unit): string {
  if (typeof distance === 'number') return unit ? text(`units.${unit}`, { count: distance }) : '';
  return UNITS.flatMap((name) => {
    const count = distance[name];
    return count === undefined ? [] : [text(`units.${name}`, { count })];
  }).join(' ');
}

/** The calendar unit that is `last` units before the current one, such as: last month. */
export function calendarWords(source: WordSource, unit: Unit, last: number | Duration): string {
  const { text } = source;
  if (last === 0) return text(`calendar.this.${unit}`);
  if (last === 1) return text(`calendar.last.${unit}`);
  return text('calendar.before', {
    unit: text(`unitNames.${unit}`, { count: 1 }),
    duration: durationWords(source, last, unit),
  });
}
