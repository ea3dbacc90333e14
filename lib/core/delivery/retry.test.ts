import { describe, expect, test } from 'vitest';
import { backoffMs, isUnknownTooLong, isUnreachable, retryAfterMs, shouldGiveUp } from './retry.ts';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const NOW = Date.UTC(2025, 9, 9, 7, 53, 20);

describe('retryAfterMs', () => {
  test.each([
    ['1', SECOND],
    ['30', 30 * SECOND],
    [' 30 ', 30 * SECOND],
    ['0', SECOND],
    ['-5', SECOND],
    ['-0', SECOND],
    ['1.2345', 1235],
    ['899', 899 * SECOND],
    ['900', 15 * MINUTE],
    ['901', 15 * MINUTE],
    ['31536000', 15 * MINUTE],
    ['9'.repeat(400), 15 * MINUTE],
    ['Thu, 09 Oct 2025 07:54:20 GMT', MINUTE],
    ['Thursday, 09-Oct-25 07:54:20 GMT', MINUTE],
    ['Thu, 09 Oct 2025 07:53:20 GMT', SECOND],
    ['Wed, 08 Oct 2025 07:53:20 GMT', SECOND],
    ['Fri, 09 Oct 2026 07:53:20 GMT', 15 * MINUTE],
  ])('Retry-After: %s means %d ms', (header, expected) => {
    expect(retryAfterMs(header, NOW)).toBe(expected);
  });

  test.each([
    undefined,
    '',
    ' ',
    'soon',
    'soon 1',
    'in 5 minutes',
    '10s',
    '60, 60',
    '1e3',
    '0x10',
    'NaN',
    'Thu, 99 Foo GMT',
  ])('Retry-After: %s is not usable', (header) => {
    expect(retryAfterMs(header, NOW)).toBeUndefined();
  });
});

describe('backoff', () => {
  test.each([
    [1, SECOND],
    [2, 2 * SECOND],
    [3, 4 * SECOND],
    [9, 256 * SECOND],
    [10, 5 * MINUTE],
    [11, 5 * MINUTE],
    [100_000, 5 * MINUTE],
  ])('after failure %d is between 0 and %d ms', (failed, span) => {
    expect(backoffMs(failed, 0)).toBe(0);
    expect(backoffMs(failed, 0.5)).toBe(span / 2);
    expect(backoffMs(failed, 1)).toBe(span);
  });
});

test.each([
  ['few tries in a long time', 3, 5 * HOUR, false],
  ['many tries in a short time', 500, HOUR, false],
  ['10 tries', 10, 5 * HOUR, false],
  ['3 hours', 11, 3 * HOUR, false],
  ['more of both', 11, 3 * HOUR + 1, true],
])('gives up only after more than 10 tries and 3 hours: %s', (_, failed, time, expected) => {
  expect(shouldGiveUp({ failed, firstFailedAt: NOW, now: NOW + time })).toBe(expected);
});

test.each([
  [0, false],
  [MINUTE - 1, false],
  [MINUTE, true],
  [HOUR, true],
])('a service that is unreachable for %d ms pauses its job: %j', (time, expected) => {
  expect(isUnreachable(NOW, NOW + time)).toBe(expected);
});

test.each([
  [0, false],
  [24 * HOUR, false],
  [24 * HOUR + 1, true],
  // The clock was wrong by some minutes, or by so much that the age is not known.
  [-5 * MINUTE, false],
  [-24 * HOUR - 1, true],
])('events first sent %d ms ago may be too old to be sent again: %j', (age, expected) => {
  expect(isUnknownTooLong({ firstSentAt: NOW - age }, NOW)).toBe(expected);
});
