import { expect, test } from 'vitest';
import { repeatOfCron } from './repeat-of-cron.ts';
import { plannedTimes } from './timetable.ts';

const NOVEMBER_30 = Date.UTC(2026, 10, 30, 14, 45);

test.each([
  ...['* * * * *', '*/15 * * * *', '5 * * * *', '@hourly', '45 */6 * * *', '0 */12 * * *'],
  ...[
    '30 2 * * *',
    '@daily',
    '59 23 * * *',
    '0 9 * * 1',
    '0 9 * * 0',
    '0 9 * * 7',
    '30 17 * * Wed,mon',
    '0 0 * * 1,4,1',
  ],
  ...['@weekly', '15 4 1 * *', '15 4 28 * *', '@monthly'],
])('the repeat of %s has the same times', (cron) => {
  const repeat = repeatOfCron(cron);
  if (!repeat) throw new Error('no repeat');
  const times = (timetable: { cron: string } | ({ cron: null } & typeof repeat)) =>
    plannedTimes({ timeZone: 'UTC', ...timetable }, NOVEMBER_30, 20);
  expect(times({ cron: null, ...repeat })).toEqual(times({ cron }));
});

test.each([
  ...['*/7 * * * *', '0 */5 * * *', '*/0 * * * *', '*/30 9 * * *', '0,30 * * * *', '0 9,17 * * *', '60 0 * * *'],
  ...['0 24 * * *', '0 9 * * 1-5', '0 9 * * 8', '0 9 29 * *', '0 9 0 * *', '0 9 L * *', '0 9 1 * 1', '0 9 1 1 *'],
  ...['*/15 * * * 1', '0 * 1 * *', 'x', ''],
])('"%s" has no repeat', (cron) => {
  expect(repeatOfCron(cron)).toBeUndefined();
});
