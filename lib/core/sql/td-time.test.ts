import { expect, test } from 'vitest';
import { secondsOfSpan, unixOfText } from './td-time.ts';

test.each([
  ['1700000000', 'UTC', 1_700_000_000],
  ['2024-01-01', 'UTC', 1_704_067_200],
  ['2024-01-01 09:00:00.9', 'Asia/Tokyo', 1_704_067_200],
  ['2024-01-01T00:00Z', 'Asia/Tokyo', 1_704_067_200],
  ['2024-01-01 00:00:00 +0900', 'UTC', 1_704_034_800],
  ['2024-01-01', '-08', 1_704_096_000],
  ['2024-07-01', 'pdt', 1_719_817_200],
  ['2024-02-30', 'UTC', undefined],
  ['2024-01-01', 'Mars/Base', undefined],
  ['now', 'UTC', undefined],
])('%j in %s is the Unix time %s', (text, zone, unix) => {
  expect(unixOfText(text, zone)).toBe(unix);
});

test.each([
  ['1d', 86_400],
  ['-1d', -86_400],
  ['1w2d', 777_600],
  ['+1h-30m5s', 1805],
  ['1 day', undefined],
  ['', undefined],
])('the span %j is %s seconds', (span, seconds) => {
  expect(secondsOfSpan(span)).toBe(seconds);
});
