import { expect, test } from 'vitest';
import { chosenSchedule, scheduleValuesOf } from '../components/audience/activation-wizard/schedule/schedule-values.ts';
import { noTimesText } from '../components/schedule/no-times-text.ts';
import { readValues, valuesOf } from '../components/workbench/schedule/schedule-values.ts';
import { INITIAL_SCHEDULE, type Schedule } from '../lib/core/schedule/schedule.ts';

/** The forms of schedules: what a person does not change stays as it is stored. */

const EVERY_DAY = { unit: 'day', every: 1, weekdays: [] } as const;
const ONCE = { unit: 'once', every: 1, weekdays: [] } as const;
const SCHEDULE_BASE = {
  ...INITIAL_SCHEDULE,
  timeZone: 'Asia/Tokyo',
  startAt: null,
  endOn: null,
  nextAt: null,
} as const;

const SCHEDULES: readonly [string, Partial<Schedule>][] = [
  ['every hour', { cron: '@hourly', repeat: null }],
  ['a cron', { cron: '30 2 * * 1-5', repeat: null }],
  [
    'a cron with a start and an end',
    { cron: '@daily', repeat: null, startAt: '2026-12-01T05:00:00', endOn: '2027-01-31' },
  ],
  ['every day', { cron: null, repeat: EVERY_DAY }],
  [
    'two weekdays',
    { cron: null, repeat: { unit: 'week', every: 2, weekdays: [1, 4] }, startAt: '2026-12-01T05:00:30' },
  ],
  [
    'every 90 minutes',
    { cron: null, repeat: { unit: 'minute', every: 90, weekdays: [] }, startAt: '2026-12-01T00:00:00' },
  ],
  ['once', { cron: null, repeat: ONCE, startAt: '2026-12-01T05:00:00' }],
];

test.each(SCHEDULES)('a schedule of %s stays the same', (_, times) => {
  const schedule = { ...SCHEDULE_BASE, ...times } as Schedule;
  const { cron, repeat, startAt, endOn, timeZone } = schedule;
  const expected = { cron: cron ?? null, repeat, startAt, endOn, timeZone };
  expect(readValues(valuesOf(schedule)).data).toMatchObject(expected);
  expect(chosenSchedule(scheduleValuesOf(schedule, 'UTC'))).toMatchObject(expected);
});

test('an end that was entered for a repeat is dropped from a schedule that runs once', () => {
  const values = valuesOf({ ...SCHEDULE_BASE, cron: null, repeat: ONCE, startAt: '2026-12-01T05:00:00' });
  const { data } = readValues({ ...values, repeat: { ...values.repeat, endOn: '2026-11-01' } });
  expect(data).toMatchObject({ repeat: ONCE, startAt: '2026-12-01T05:00:00', endOn: null });
});

test.each([
  ['a cron without an end', { cron: '0 0 30 2 *', repeat: null }, 'never'],
  ['a cron whose end is over', { cron: '@daily', repeat: null, endOn: '2026-01-31' }, 'over'],
  ['a schedule that runs once', { cron: null, repeat: ONCE, startAt: '2026-01-01T05:00:00' }, 'over'],
] as const)('explains why %s has no next time', (_, times, text) => {
  expect(noTimesText({ ...SCHEDULE_BASE, ...times })).toBe(text);
});
