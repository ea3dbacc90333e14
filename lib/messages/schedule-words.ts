import { createTranslator } from 'use-intl/core';
import { DAY_MS, readLocalTime, weekdayOf } from '../core/schedule/local-time.ts';
import { NO_START, type Repeat } from '../core/schedule/repeat.ts';
import { repeatOfCron } from '../core/schedule/repeat-of-cron.ts';
import type { Timetable } from '../core/schedule/timetable.ts';
import { readDay } from '../core/text/calendar-day.ts';
import type { WorkflowSchedule } from '../core/workflow/definition/schedule.ts';
import { runTimesOf } from '../core/workflow/schedule/run-times.ts';
import { cronstrueWords } from './cronstrue-words.ts';
import en from './en/schedule-words.json' with { type: 'json' };
import ja from './ja/schedule-words.json' with { type: 'json' };
import type { Locale } from './locale.ts';

const texts: Readonly<Record<Locale, typeof en>> = { en, ja };

/**
 * The times of a schedule in words, such as: Every 2 weeks on Mon and Thu, 05:00. Without the time zone and the start.
 */
export function scheduleWords(timetable: Timetable, locale: Locale): string {
  const { repeat, startAt, endOn } = timetable;
  const words = repeat ? repeatWords(repeat, startAt, locale) : cronWords(timetable.cron, locale);
  const end = endOn ? readDay(endOn) : undefined;
  return end === undefined ? words : textsOf(locale)('until', { words, date: dateText(end, locale) });
}

/** The times of a cron expression, in the words of a repeat if a repeat has the same times. */
export function cronWords(cron: string, locale: Locale): string {
  const simple = repeatOfCron(cron);
  return simple ? repeatWords(simple.repeat, simple.startAt, locale) : cronstrueWords(cron, locale);
}

/** When a workflow runs automatically, in words. Without the time zone. */
export function workflowScheduleWords(schedule: WorkflowSchedule, locale: Locale): string {
  const { timetable, delaySeconds } = runTimesOf(schedule, 'UTC');
  const words = scheduleWords(timetable, locale);
  const t = textsOf(locale);
  if (delaySeconds < 0) return t('earlier', { words, seconds: -delaySeconds });
  return delaySeconds === 0 ? words : t('delayed', { words, seconds: delaySeconds });
}

function textsOf(locale: Locale) {
  return createTranslator({ locale, messages: texts[locale], timeZone: 'UTC' });
}

function repeatWords({ unit, every, weekdays }: Repeat, startAt: string | null | undefined, locale: Locale): string {
  const t = textsOf(locale);
  const start = (startAt ? readLocalTime(startAt, 'UTC') : undefined) ?? NO_START;
  const time = timeText(start);
  if (unit === 'once') return t('once', { date: dateText(start, locale), time });
  if (unit === 'minute') return t('minute', { every });
  if (unit === 'hour') return t('hour', { every, minute: time.slice(3, 5), second: time.slice(6) || 'none' });
  if (unit === 'day') return t('day', { every, time });
  if (unit === 'week') return t('week', { every, time, ...weekdayTexts(weekdays, start, locale) });
  const day = new Date(start).getUTCDate();
  return t('month', { every, day, isShortened: day > 28 ? 'yes' : 'no', time });
}

function weekdayTexts(weekdays: Repeat['weekdays'], start: number, locale: Locale) {
  const t = textsOf(locale);
  const list = new Intl.ListFormat(locale, { type: 'conjunction' });
  const days = weekdays.length > 0 ? weekdays : [weekdayOf(start)];
  const named = (style: 'short' | 'long') => days.map((day) => weekdayText(day, locale, style));
  return {
    everyWeek: list.format(named('long').map((day) => t('everyWeekday', { day }))),
    days: list.format(named(locale === 'ja' ? 'long' : 'short')),
  };
}

/** The name of a weekday: 1 is Monday, the weekday of NO_START, and 7 is Sunday. */
export function weekdayText(weekday: number, locale: Locale, style: 'short' | 'long'): string {
  const format = new Intl.DateTimeFormat(locale, { weekday: style, timeZone: 'UTC' });
  return format.format(NO_START + (weekday - 1) * DAY_MS);
}

function timeText(local: number): string {
  const text = new Date(local).toISOString().slice(11, 19);
  return text.endsWith(':00') ? text.slice(0, 5) : text;
}

function dateText(local: number, locale: Locale): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'UTC' }).format(local);
}
