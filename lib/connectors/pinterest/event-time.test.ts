import { describe, expect, test } from 'vitest';
import type { IssueParams } from '../../core/issue.ts';
import { eventTime } from './event-time.ts';

const NOW = 1_760_000_000; // 2025-10-09 08:53:20 UTC

/** The result of a cell: the seconds sent, and the codes of its issues. */
function read(text: string): { seconds?: unknown; issues: string[]; params?: IssueParams } {
  const issues: string[] = [];
  let params: IssueParams | undefined;
  const seconds = eventTime(text, {
    now: NOW,
    isIp: () => false,
    warn: (code) => {
      issues.push(code);
    },
    error: (code, facts) => {
      issues.push(code);
      params = facts;
      return undefined;
    },
  });
  return { issues, ...(seconds !== undefined && { seconds }), ...(params && { params }) };
}

const FINE = 1_759_996_400; // 2025-10-09 07:53:20 UTC

describe('event_time', () => {
  test.each([
    ['1759996400', FINE],
    ['+1759996400', FINE],
    ['1759996400.0', FINE],
    ['1.7599964e9', FINE],
    ['1.7599964E+09', FINE],
    ['2025-10-09 07:53:20.000 UTC', FINE],
    ['2025-10-09 07:53:20 UTC', FINE],
    ['2025-10-09 07:53:20.000 GMT', FINE],
    ['2025-10-09T07:53:20Z', FINE],
    ['2025-10-09T07:53Z', FINE - 20],
    ['2025-10-09T09:53:20+02:00', FINE],
    ['2025-10-09T09:53:20+0200', FINE],
    ['2025-10-09 09:53:20 +02', FINE],
    ['2025-10-09 13:23:20.000 +05:30', FINE],
    ['2025-10-09T04:23:20-03:30', FINE],
    ['2025-10-09T07:53:20-00:00', FINE],
    ['2025-10-09 03:53:20.000 America/New_York', FINE],
    ['2025-10-09 16:53:20.000 asia/tokyo', FINE],
    ['2025-10-09 13:38:20.000 Asia/Kathmandu', FINE],
    ['2025-10-09 04:53:20 America/Argentina/Buenos_Aires', FINE],
    ['2025-10-09 03:53:20 America/Port-au-Prince', FINE],
    ['2025-10-09 02:53:20 Etc/GMT+5', FINE],
    // The name of the zone after an offset, as Java, Go and Temporal print it.
    ['2025-10-09T09:53:20+02:00[Europe/Berlin]', FINE],
    ['2025-10-09T07:53:20Z[UTC]', FINE],
    ['2025-10-09 16:53:20 +0900 JST', FINE],
    ['2025-10-09 16:53:20 +0900  JST', FINE],
    ['2025-10-09 07:53:20.000000 +0000 UTC', FINE],
    // Abbreviations that mean only one offset.
    ['2025-10-09 16:53:20 JST', FINE],
    ['2025-10-09 16:53:20.000 jst', FINE],
    ['2025-10-09 09:53:20 CEST', FINE],
    ['2025-10-09 00:53:20 PDT', FINE],
  ])('%s is read as %d', (text, seconds) => {
    expect(read(text)).toEqual({ seconds, issues: [] });
  });

  test.each([
    ['2025-10-09 07:53:20', FINE],
    ['2025-10-09T07:53:20.000', FINE],
    ['2025-10-09', 1_759_968_000],
    ['2025-10-09 07:53', FINE - 20],
  ])('%s is read as UTC with a warning', (text, seconds) => {
    expect(read(text)).toEqual({ seconds, issues: ['event_time_without_zone'] });
  });

  test.each([
    ['an hour skipped in Berlin becomes the next one', '2025-03-30 02:30:00 Europe/Berlin', 1_743_298_200],
    ['an hour skipped in New York becomes the next one', '2025-03-09 02:30:00 America/New_York', 1_741_505_400],
    ['an hour repeated in Berlin is read as its first occurrence', '2024-10-27 02:30:00 Europe/Berlin', 1_729_989_000],
    [
      'an hour repeated in New York is read as its first occurrence',
      '2024-11-03 01:30:00 America/New_York',
      1_730_611_800,
    ],
    [
      'an hour repeated in Adelaide is read as its first occurrence',
      '2025-04-06 02:30:00 Australia/Adelaide',
      1_743_868_800,
    ],
    ['half an hour skipped on Lord Howe becomes later', '2025-10-05 02:15:00 Australia/Lord_Howe', 1_759_592_700],
  ])('%s, with a warning', (_, text, seconds) => {
    expect(read(text).seconds).toBe(seconds);
    expect(read(text).issues.filter((code) => code !== 'event_time_old')).toEqual(['event_time_clock_change']);
  });

  test.each([
    // The hour after the one that is repeated, and the same hour with the name of its zone.
    ['2024-10-27 03:30:00 Europe/Berlin', 1_729_996_200],
    ['2024-10-27 02:30:00 CEST', 1_729_989_000],
    ['2024-10-27 02:30:00 CET', 1_729_992_600],
    ['2024-10-27 01:59:59 Europe/Berlin', 1_729_987_199],
    ['2024-10-26 12:00:00 Europe/Berlin', 1_729_936_800],
    ['2024-10-28 12:00:00 Europe/Berlin', 1_730_113_200],
    ['2025-07-01 12:00:00 CET', 1_751_364_000],
  ])('%s is not repeated', (text, seconds) => {
    expect(read(text)).toEqual({ seconds, issues: ['event_time_old'] });
  });

  test.each([['a leap day is valid', '2024-02-29T12:00:00Z', 1_709_208_000]])('%s', (_, text, seconds) => {
    expect(read(text)).toEqual({ seconds, issues: ['event_time_old'] });
  });

  test.each([
    [NOW + 300, []],
    [NOW, []],
    [NOW - 604_800, []],
    [NOW - 604_801, ['event_time_old']],
  ])('%d is valid', (seconds, issues) => {
    expect(read(String(seconds))).toEqual({ seconds, issues });
  });

  test.each([
    String(NOW + 301),
    '2025-10-09T08:58:21Z',
    '2025-10-09T08:58:21.5+00:00',
    '2026-01-01T00:00:00Z',
    '999999999999',
  ])('%s is in the future', (text) => {
    expect(read(text)).toEqual({ issues: ['event_time_future'] });
  });

  test.each([
    ['2025-10-09 07:53:20.999 utc', FINE],
    ['2025-10-09 07:53:20.999999999999 UTC', FINE],
    ['2025-10-09t07:53:20.5z', FINE],
    ['2025-10-09T07:53:20,5Z', FINE],
    ['2025-10-09 16:53:20.001 asia/tokyo', FINE],
    ['2025-10-09T08:58:20.999Z', NOW + 300],
    ['1759996400.123', FINE],
    ['+1759996400.9', FINE],
    ['1.759996400123E9', FINE],
  ])('drops the fraction of %s with a warning', (text, seconds) => {
    expect(read(text)).toEqual({ seconds, issues: ['event_time_fraction'] });
  });

  test.each(['2025-10-09 07:53:20.000 UTC', '1759996400.000', '1.7599964e9'])('%s loses no fraction', (text) => {
    expect(read(text)).toEqual({ seconds: FINE, issues: [] });
  });

  test('a time without a zone and with a fraction gets both warnings', () => {
    expect(read('2025-10-09T07:53:20.123').issues).toEqual(['event_time_without_zone', 'event_time_fraction']);
  });

  test.each([
    '0',
    '1',
    '45987',
    '45987.5',
    '1262303999',
    '1.7600000005e8',
    '2009-12-31T23:59:59Z',
    '2010-01-01T00:00:00+09:00',
    '1970-01-01 00:00:00 UTC',
    '1899-12-30 00:00:00 Europe/Berlin',
    '0001-01-01T00:00:00Z',
  ])('%s is before 2010', (text) => {
    expect(read(text)).toEqual({ issues: ['event_time_before_2010'] });
  });

  test.each(['1262304000', '2010-01-01T00:00:00Z'])('%s is the earliest valid second', (text) => {
    expect(read(text)).toEqual({ seconds: 1_262_304_000, issues: ['event_time_old'] });
  });

  test.each([
    '20251009075320',
    '+20251009075320',
    '20251009075320.0',
    '20251009075320.123',
    '20251009075320123',
    '2.025100907532E13',
    '202510090753',
    '2035100907',
    '20251009',
    '20251009.0',
    '20991231235959',
  ])('%s is a date, or a date and time, written as digits', (text) => {
    expect(read(text)).toEqual({ issues: ['event_time_compact'] });
  });

  test('ten digits are Unix seconds, unless they are in the future', () => {
    expect(read(String(NOW)).issues).toEqual([]);
    const later = { now: 2_025_092_010, isIp: () => false, warn: () => undefined, error: () => undefined };
    expect(eventTime('2025092010', later)).toBe(2_025_092_010); // in March 2034
  });

  // The month, day, hour or year is out of range.
  test.each([
    ['20251309075320', 'event_time_not_seconds'],
    ['20250230075320', 'event_time_not_seconds'],
    ['20251009245320', 'event_time_not_seconds'],
    ['21001009075320', 'event_time_not_seconds'],
    ['202513090753', 'event_time_future'],
    ['20251309', 'event_time_before_2010'],
  ])('%s is no date or time written as digits', (text, code) => {
    expect(read(text).issues).toEqual([code]);
  });

  test.each(['1759996400123.5', '1.7599964001235E12'])('%s counts as milliseconds despite its fraction', (text) => {
    expect(read(text)).toEqual({ issues: ['event_time_not_seconds'], params: { divisor: 1000 } });
  });

  test.each([
    ['milliseconds', '1760000000000', 1000],
    ['milliseconds in exponent notation', '1.76e12', 1000],
    ['milliseconds in the smallest number of 13 digits', '1000000000000', 1000],
    ['microseconds', '1760000000000000', 1_000_000],
    ['nanoseconds', '1760000000000000000', 1_000_000_000],
  ])('reports the number by which %s have to be divided', (_, text, divisor) => {
    expect(read(text)).toEqual({ issues: ['event_time_not_seconds'], params: { divisor } });
  });

  test.each([
    '1,760,000,000',
    '0x68e77700',
    '１７６０００００００',
    'NaN',
    'Infinity',
    'now',
    'yesterday',
    '09/10/2025 07:53',
    '2025/10/09 07:53:20',
    '20251009T075320Z',
    '2025-10-09  07:53:20 UTC',
    '2025-10-9 07:53:20 UTC',
    '2025-02-30 00:00:00 UTC',
    '2025-02-29T00:00:00+01:00',
    '2025-02-29 00:00:00 Europe/Berlin',
    '2025-13-01 00:00:00 UTC',
    '2025-00-10 00:00:00 UTC',
    '2025-10-00 00:00:00 UTC',
    '2025-10-09 24:00:00 UTC',
    '2025-10-09 24:00:00 Europe/Berlin',
    '2025-10-09 07:60:00 UTC',
    '2025-10-09 07:53:60 UTC',
    '2025-10-09 07:53:20 +25:00',
    '2025-10-09 07:53:20 +02:60',
    '2025-10-09 07:53:20 Mars/Olympus',
    '2025-10-09 07:53:20 UTC Europe/Berlin',
    '2025-10-09 07:53:20[Europe/Berlin]',
    '2025-10-09 07:53:20 +02:00[]',
    '2025-10-09 07:53:20.',
    '17599964005.1e-0',
    // CST is also the time of China, and PST that of the Philippines.
    '2025-10-09 07:53:20 CST',
    '2025-10-09 07:53:20 PST',
  ])('%s cannot be read as a time', (text) => {
    expect(read(text)).toEqual({ issues: ['event_time_unreadable'] });
  });
});
