import cronstrue from 'cronstrue';
import 'cronstrue/locales/ja.js';
import { cronFields } from '../core/schedule/cron-fields.ts';
import type { Locale } from './locale.ts';

/** Replaces Japanese texts of cronstrue that are not idiomatic. The keys are cronstrue's. */
const JAPANESE = {
  at: () => '',
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

/** Times of day before the days, for each language. */
const TIMES_FIRST: Readonly<Record<Locale, RegExp>> = {
  en: /^At (\d\d:\d\d(?:(?:, and | and |, )\d\d:\d\d)*), (.+)$/,
  ja: /^(\d\d:\d\d(?:[と、]\d\d:\d\d)*)、(?!\d\d:\d\d)(.+)$/,
};

/**
 * A cron expression in words, such as: Monday through Friday, 02:30. As in the words of a repeat, the days come before
 * single times of day. An invalid expression is returned unchanged.
 */
export function cronstrueWords(cron: string, locale: Locale): string {
  const fields = cronFields(cron);
  const verbose = !/^\S+ \*/.test(fields);
  try {
    const described = descriptor.toString(fields, { locale, use24HourTimeFormat: true, verbose });
    const words = locale === 'ja' ? japanese(described, fields) : described;
    const [, times, days] = TIMES_FIRST[locale].exec(words) ?? [];
    if (times === undefined || days === undefined) return words;
    return locale === 'ja' ? `${days} ${times}` : `${days.charAt(0).toUpperCase()}${days.slice(1)}, ${times}`;
  } catch {
    return cron;
  }
}

function japanese(words: string, fields: string): string {
  const joined = words.replaceAll(', ', '、').replaceAll(/(\S) +(?=\S)/g, '$1');
  // A cron that names its months does not run every month.
  return fields.split(' ').at(3) === '*' ? joined : joined.replace('毎月', '');
}
