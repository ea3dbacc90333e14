import { expect, test } from 'vitest';
import { roundedDistance } from '#components/audience/activation-wizard/schedule/rounded-distance.ts';

const seconds = (hours: number, minutes: number, rest = 0) => (hours * 60 + minutes) * 60 + rest;

test.each([
  [seconds(0, 10), 10, 'minutes'],
  [seconds(0, 59, 29), 59, 'minutes'],
  [seconds(0, 59, 40), 1, 'hours'],
  [seconds(1, 29), 1, 'hours'],
  [seconds(47, 29), 47, 'hours'],
  [seconds(47, 40), 2, 'days'],
  [seconds(71, 0), 3, 'days'],
])('%d seconds are %d %s', (duration, count, unit) => {
  expect(roundedDistance(duration * 1000)).toEqual({ unit, count });
});
