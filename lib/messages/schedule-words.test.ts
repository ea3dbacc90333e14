import { expect, test } from 'vitest';
import type { Timetable } from '../core/schedule/timetable.ts';
import type { WorkflowSchedule } from '../core/workflow/definition/schedule.ts';
import { scheduleWords, workflowScheduleWords } from './schedule-words.ts';

const UTC = { timeZone: 'UTC' };
const start = { ...UTC, startAt: '2026-11-30T05:00:00' };
const every = (unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'once', count = 1, weekdays: number[] = []) => ({
  ...start,
  cron: null,
  repeat: { unit, every: count, weekdays },
});

test.each<[Timetable, string, string]>([
  [{ ...UTC, cron: '@daily' }, 'Every day, 00:00', '毎日 00:00'],
  [
    { ...UTC, cron: '@daily', endOn: '2027-05-01' },
    'Every day, 00:00, until May 1, 2027',
    '毎日 00:00（2027/05/01 まで）',
  ],
  [{ ...UTC, cron: '30 2 * * *' }, 'Every day, 02:30', '毎日 02:30'],
  [{ ...UTC, cron: '30 2 * * 1,4' }, 'Mondays and Thursdays, 02:30', '毎週月曜日、木曜日 02:30'],
  [{ ...UTC, cron: '0 6,12,18 * * *' }, 'Every day, 06:00, 12:00 and 18:00', '毎日 06:00、12:00と18:00'],
  [{ ...UTC, cron: '@yearly' }, 'On day 1 of the month, only in January, 00:00', '1日、1月 00:00'],
  [{ ...UTC, cron: '15 */6 * * *' }, 'Every 6 hours, at :15', '6 時間ごとの 15 分'],
  [
    { ...UTC, cron: '0 9-17 * * *' },
    'Every hour, between 09:00 and 17:00, every day',
    '毎時、09:00から17:00まで、毎日',
  ],
  [{ ...UTC, cron: 'not a cron' }, 'not a cron', 'not a cron'],
  [every('once'), 'Once, Nov 30, 2026, 05:00', '1 回のみ、2026/11/30 05:00'],
  [every('minute', 15), 'Every 15 minutes', '15 分ごと'],
  [every('hour'), 'Every hour, at :00', '毎時 00 分'],
  [every('hour', 6), 'Every 6 hours, at :00', '6 時間ごとの 00 分'],
  [every('day'), 'Every day, 05:00', '毎日 05:00'],
  [every('day', 3), 'Every 3 days, 05:00', '3 日ごと 05:00'],
  [every('week', 1, [1, 4]), 'Mondays and Thursdays, 05:00', '毎週月曜日、木曜日 05:00'],
  [every('week', 2, [1, 4]), 'Every 2 weeks on Mon and Thu, 05:00', '2 週間ごとの月曜日、木曜日 05:00'],
  [every('week', 2), 'Every 2 weeks on Mon, 05:00', '2 週間ごとの月曜日 05:00'],
  [every('month'), 'Every month on the 30th or last day, 05:00', '毎月 30 日または月の最終日 05:00'],
  [
    { ...every('month', 2), startAt: '2026-12-02T09:30:15' },
    'Every 2 months on the 2nd, 09:30:15',
    '2 か月ごとの 2 日 09:30:15',
  ],
  [{ ...UTC, cron: null, repeat: { unit: 'week', every: 1, weekdays: [] } }, 'Mondays, 00:00', '毎週月曜日 00:00'],
])('%j is "%s"', (timetable, english, japanese) => {
  expect(scheduleWords(timetable, 'en')).toBe(english);
  expect(scheduleWords(timetable, 'ja')).toBe(japanese);
});

const UNLIMITED: Omit<WorkflowSchedule, 'cron' | 'delaySeconds'> = {
  start: null,
  end: null,
  skipsOnOvertime: false,
  skipDelayedBySeconds: null,
};

test.each<[string, number, string, string]>([
  ['0 0 * * *', 19_800, 'Every day, 05:30', '毎日 05:30'],
  ['0 * * * *', 930, 'Every hour, at :15:30', '毎時 15 分 30 秒'],
  ['0 0 * * Mon', 14_400, 'Mondays, 04:00', '毎週月曜日 04:00'],
  ['0 0 * * 0', 0, 'Sundays, 00:00', '毎週日曜日 00:00'],
  ['0 0 1 * *', 7200, 'Every month on the 1st, 02:00', '毎月 1 日 02:00'],
  ['0 0 31 * *', 7200, 'On day 31 of the month, 02:00', '毎月31日 02:00'],
  ['0 0 * * 1-5', 5400, 'Monday through Friday, 01:30', '月曜日から金曜日まで 01:30'],
  ['*/30 * * * *', 0, 'Every 30 minutes', '30 分ごと'],
  ['*/30 * * * *', 90, 'Every 30 minutes, 90 seconds later', '30 分ごとの 90 秒後'],
  ['*/30 * * * *', -90, 'Every 30 minutes, 90 seconds earlier', '30 分ごとの 90 秒前'],
  ['0 0 31 * *', -60, 'On day 31 of the month, 00:00, 60 seconds earlier', '毎月31日 00:00の 60 秒前'],
  ['0 0 1 * *', -60, 'Every month on the 1st, 00:00, 60 seconds earlier', '毎月 1 日 00:00の 60 秒前'],
])('a workflow with the cron %s and a delay of %i seconds runs "%s"', (cron, delaySeconds, english, japanese) => {
  const schedule = { ...UNLIMITED, cron, delaySeconds };
  expect(workflowScheduleWords(schedule, 'en')).toBe(english);
  expect(workflowScheduleWords(schedule, 'ja')).toBe(japanese);
});
