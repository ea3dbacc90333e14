import { expect, test } from 'vitest';
import { CountFailures } from './count-failures.ts';

const HOUR = 60 * 60 * 1000;

test('a segment is due again after an hour, and at once if the clock was set back', () => {
  let now = 100 * HOUR;
  const failures = new CountFailures({ now: () => now });
  const subject = { segment: 1, build: 2, rules: [] };
  const isDueAt = (time: number) => {
    now = time;
    return failures.isDue(subject);
  };
  failures.add(subject);
  expect([100, 100.5, 101, 50].map((hours) => isDueAt(hours * HOUR))).toEqual([false, false, true, true]);
});
