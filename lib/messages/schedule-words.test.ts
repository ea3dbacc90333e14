import { expect, test } from 'vitest';
import type { Timetable } from '../core/schedule/timetable.ts';
import { scheduleWords } from './schedule-words.ts';

const UTC = { timeZone: 'UTC' };
const start = { ...UTC, startAt: '2026-11-30T05:00:00' };
const every = (unit: 'minute' | 'hour' | 'day' | 'week' | 'month' | 'once', count = 1, weekdays: number[] = []) => ({
  ...start,
  cron: null,
  repeat: { unit, every: count, weekdays },
});

test.each<[Timetable, string, string]>([
  [{ ...UTC, cron: '@daily' }, 'At 00:00, every day', '00:00、毎日'],
  [
    { ...UTC, cron: '@daily', endOn: '2027-05-01' },
    'At 00:00, every day, until May 1, 2027',
    '00:00、毎日（2027/05/01 まで）',
  ],
  [every('once'), 'Once, Nov 30, 2026, 05:00', '1 回のみ、2026/11/30 05:00'],
  [every('minute', 15), 'Every 15 minutes', '15 分ごと'],
  [every('hour'), 'Every hour, at :00', '毎時間の 00 分'],
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
    '2 か月ごと 2 日 09:30:15',
  ],
  [{ ...UTC, cron: null, repeat: { unit: 'week', every: 1, weekdays: [] } }, 'Mondays, 00:00', '毎週月曜日 00:00'],
])('%j is "%s"', (timetable, english, japanese) => {
  expect(scheduleWords(timetable, 'en')).toBe(english);
  expect(scheduleWords(timetable, 'ja')).toBe(japanese);
});
