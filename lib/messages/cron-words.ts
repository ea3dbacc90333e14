import cronstrue from 'cronstrue';
import 'cronstrue/locales/ja.js';
import { cronFields } from '../core/schedule/cron-fields.ts';
import type { Locale } from './locale.ts';

/** Replaces Japanese texts of cronstrue that are not idiomatic. The keys are cronstrue's. */
const JAPANESE = {
  atSpace: () => '',
  atX0: () => '%s',
  commaEveryDay: () => '、毎日',
  commaX0ThroughX1: () => '、%sから%sまで',
  commaAndX0ThroughX1: () => '、%sから%sまで',
  betweenX0AndX1: () => '%sから%sまで',
  onTheHour: () => '毎正時',
  atX0MinutesPastTheHour: () => '毎時%s分',
  commaOnlyOnX0: () => '、%s',
  commaOnlyInX0: () => '、%s',
  commaAndOnX0: () => '、または%s',
  commaOnDayX0OfTheMonth: () => '、毎月%s日',
  commaOnTheLastDayOfTheMonth: () => '、月の最終日',
  commaOnTheLastWeekdayOfTheMonth: () => '、月の最後の平日',
  commaOnTheLastX0OfTheMonth: () => '、月の最後の%s',
  commaOnThe: () => '、月の',
  spaceX0OfTheMonth: () => '%s',
  commaOnTheX0OfTheMonth: () => '、月の%s',
  spaceAndSpace: () => 'と',
} as const;

/** Node and bundlers resolve the default export of a CommonJS package differently. */
const descriptor = (cronstrue as { readonly default?: typeof cronstrue }).default ?? cronstrue;
const { locales } = descriptor;
locales['ja'] = Object.assign(Object.create(locales['ja'] ?? null), JAPANESE);

/** A cron expression in words, such as: At 02:30, Monday through Friday. An invalid one is returned unchanged. */
export function cronWords(cron: string, locale: Locale): string {
  const fields = cronFields(cron);
  const verbose = !/^\S+ \*/.test(fields);
  try {
    const words = descriptor.toString(fields, { locale, use24HourTimeFormat: true, verbose });
    if (locale !== 'ja') return words;
    const joined = words.replaceAll(', ', '、').replaceAll(/(\S) +(?=\S)/g, '$1');
    // A cron that names its months does not run every month.
    return fields.split(' ').at(3) === '*' ? joined : joined.replace('毎月', '');
  } catch {
    return cron;
  }
}
