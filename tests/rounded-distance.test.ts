import { expect, test } from 'vitest';
import { roundedDistance } from '#components/audience/activation-wizard/schedule/rounded-distance.ts';

const secondsOf = (hours: number, minutes: number, seconds = 0) => (hours * 60 + minutes) * 60 + seconds;

test.each([
  [secondsOf(0, 10), 10, 'minutes'],
  [secondsOf(0, 59, 29), 59, 'minutes'],
  [secondsOf(0, 59, 40), 1, 'hours'],
  [secondsOf(1, 29), 1, 'hours'],
  [secondsOf(47, 29), 47, 'hours'],
  [secondsOf(47, 40), 2, 'days'],
  [secondsOf(71, 0), 3, 'days'],
])('%d seconds are %d %s', (duration, count, unit) => {
  expect(roundedDistance(duration * 1000)).toEqual({ unit, count });
});
