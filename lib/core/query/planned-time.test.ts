import { expect, test } from 'vitest';
import { usesPlannedTime } from './planned-time.ts';

test.each([
  ['SELECT TD_SCHEDULED_TIME()', true],
  ['SELECT td_time_range(time, td_scheduled_time( ) - 3600)', true],
  ["SELECT 'TD_SCHEDULED_TIME()'", false],
  ['-- TD_SCHEDULED_TIME()\nSELECT 1', false],
  ['SELECT td_scheduled_time FROM t', false],
])('%s uses the planned time: %s', (sql, expected) => {
  expect(usesPlannedTime(sql)).toBe(expected);
});
