import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isAfterGap, isCron, isTimeZone, lastPlanned, matchesEitherDay, plannedTimes, timeZones } from './timetable.ts';

const iso = (times: readonly number[]) => times.map((time) => new Date(time).toISOString().slice(0, 16));
const NEW_YORK = 'America/New_York';

describe('isCron', () => {
  test.each([
    ...['* * * * *', '30 2 * * *', '*/15 9-17 * * 1-5', '0 0 * * 7', '0 12 * * MON-FRI', '0 0 1,15 * *', '0 0 L * *'],
    ...['@hourly', '@daily', '@weekly', '@monthly', '@yearly', '  0   0 * * *  ', '0\t0 * * *'],
  ])('accepts %j', (text) => expect(isCron(text)).toBe(true));

  test.each([
    ...['', '* * * *', '* * * * * *', '0 0 0 * * * 2026', '60 * * * *', '0 24 * * *', '0 0 0 * *', '0 0 * 13 *'],
    ...['0 0 * * 8', '5/5 * * * *', '0 0 1 * +MON', '@reboot', '@never', 'hourly', '0 0 * * MO', '*/0 * * * *'],
    ...['2026-11-25T10:00:00', '10:30 * * * *', '0 0 +1 * *', '-1 * * * *', '1.5 * * * *'],
  ])('refuses %j', (text) => expect(isCron(text)).toBe(false));

  test.each([
    ['0 0 1 * 1', true],
    ['0 0 1 * *', false],
    ['0 0 * * 1', false],
    ['0 0 ? * 1', false],
    ['@monthly', false],
  ])('%j runs if either the day of the month or the weekday matches: %j', (cron, expected) =>
    expect(matchesEitherDay(cron)).toBe(expected),
  );

  test('runs on either day if both a day of the month and a weekday are set', () => {
    const times = plannedTimes({ cron: '0 0 1 * 1', timeZone: 'UTC' }, Date.UTC(2026, 10, 28), 4);
    expect(iso(times)).toEqual(['2026-11-30T00:00', '2026-12-01T00:00', '2026-12-07T00:00', '2026-12-14T00:00']);
  });

  test('never runs if no day matches', () => {
    expect(plannedTimes({ cron: '0 0 30 2 *', timeZone: 'UTC' }, 0, 3)).toEqual([]);
  });
});

describe('isTimeZone', () => {
  test.each(['UTC', 'Asia/Tokyo', 'America/Argentina/Buenos_Aires', 'Etc/GMT+5', 'Asia/Kolkata', 'Europe/Kyiv'])(
    'accepts %s',
    (name) => expect(isTimeZone(name)).toBe(true),
  );
  test.each(['PST', 'PDT', 'EST', 'JST', 'IST', 'GMT', 'EST5EDT', 'Japan', '+09:00', 'Asia/Edo', '', 'asia', 'a/b/c'])(
    'refuses %j',
    (name) => expect(isTimeZone(name)).toBe(false),
  );
  test('accepts all listed zones; UTC is the first', () => {
    expect(timeZones()[0]).toBe('UTC');
    expect(timeZones().length).toBeGreaterThan(300);
    expect(timeZones().filter((name) => !isTimeZone(name))).toEqual([]);
  });
});

describe('at clock changes', () => {
  test.each([
    [
      'a fixed time runs right after the gap',
      '30 2 * * *',
      NEW_YORK,
      '2026-03-07T12:00',
      ['2026-03-08T07:00', '2026-03-09T06:30'],
    ],
    [
      'two times in one gap cause one run',
      '0,30 2 * * *',
      NEW_YORK,
      '2026-03-07T12:00',
      ['2026-03-08T07:00', '2026-03-09T06:00'],
    ],
    [
      'a time in a gap at midnight runs right after the gap',
      '@daily',
      'America/Santiago',
      '2026-09-05T12:00',
      ['2026-09-06T04:00', '2026-09-07T03:00'],
    ],
    [
      'a time in a gap of half an hour runs right after the gap',
      '15 2 * * *',
      'Australia/Lord_Howe',
      '2026-10-03T00:00',
      ['2026-10-03T15:30', '2026-10-04T15:15'],
    ],
    [
      'a repeated time runs at its first occurrence',
      '30 1 * * *',
      NEW_YORK,
      '2026-10-31T12:00',
      ['2026-11-01T05:30', '2026-11-02T06:30'],
    ],
    [
      'hourly runs follow elapsed time in the gap',
      '@hourly',
      NEW_YORK,
      '2026-03-08T06:30',
      ['2026-03-08T07:00', '2026-03-08T08:00'],
    ],
    [
      'hourly runs follow elapsed time in the repeated hour',
      '@hourly',
      NEW_YORK,
      '2026-11-01T04:30',
      ['2026-11-01T05:00', '2026-11-01T06:00', '2026-11-01T07:00'],
    ],
  ])('%s', (_, cron, timeZone, after, expected) => {
    expect(iso(plannedTimes({ cron, timeZone }, Date.parse(`${after}Z`), expected.length))).toEqual(expected);
  });

  test('isAfterGap detects a time shifted by a gap', () => {
    const timetable = { cron: '30 2 * * *', timeZone: NEW_YORK };
    expect(isAfterGap(timetable, Date.parse('2026-03-08T07:00Z'))).toBe(true);
    expect(isAfterGap(timetable, Date.parse('2026-03-09T06:30Z'))).toBe(false);
  });
});

/** The number of random crons per time zone. */
const RUNS = Number(process.env['CRON_RUNS'] ?? 20);
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
/** A year has each kind of clock change. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2027, 0, 1);
const ZONES = [NEW_YORK, 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Tokyo'];

/** The UTC offset of a zone at each quarter of an hour of the year. */
function offsetsOf(timeZone: string): readonly number[] {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const at = (time: number) => Date.parse(`${format.format(time).replace(' ', 'T')}Z`) - time;
  // No zone changes its clock twice within a UTC day, and formatting every quarter of an hour is slow.
  return Array.from({ length: (END - START) / DAY }, (_, day) => START + day * DAY).flatMap((start) => {
    const quarters = Array.from({ length: DAY / (15 * MINUTE) }, (_, i) => start + i * 15 * MINUTE);
    const first = at(start);
    return first === at(start + DAY) ? quarters.map(() => first) : quarters.map(at);
  });
}

function offsetAt(offsets: readonly number[], at: number): number {
  return offsets[Math.floor((at - START) / (15 * MINUTE))] ?? 0;
}

/** The times of a zone's clock changes. */
function changesOf(offsets: readonly number[]): readonly number[] {
  return offsets.flatMap((offset, i) => (i > 0 && offset !== offsets[i - 1] ? [START + i * 15 * MINUTE] : []));
}

/** The local times and days that a cron matches. */
interface CronMatcher {
  readonly time: (hour: number, minute: number) => boolean;
  readonly day: (local: Date) => boolean;
}

const MINUTES_PER_DAY = 24 * 60;

/**
 * The planned times, found by checking every minute. A fixed time, without `*` or `/` in minute and hour, runs in the
 * first minute at or after it.
 */
function timesByMinute(
  offsets: readonly number[],
  { time, day }: CronMatcher,
  hasFixedTime: boolean,
  from = START,
  to = END,
): readonly number[] {
  const minutes = Array.from({ length: MINUTES_PER_DAY }, (_, minute) => time(Math.floor(minute / 60), minute % 60));
  const matches = (local: number) => minutes[(local / MINUTE) % MINUTES_PER_DAY] === true && day(new Date(local));
  const times = new Set<number>();
  let latestLocal = from + offsetAt(offsets, from) - MINUTE;
  for (let at = from; at < to; at += MINUTE) {
    const local = at + offsetAt(offsets, at);
    const first = hasFixedTime ? latestLocal + MINUTE : local;
    for (let minute = first; minute <= local; minute += MINUTE) if (matches(minute)) times.add(at);
    latestLocal = hasFixedTime ? Math.max(latestLocal, local) : local;
  }
  return [...times];
}

const everyDay = () => true;
const matcherOf = (hours: number[], minutes: number[], day: CronMatcher['day'] = everyDay): CronMatcher => ({
  time: (hour, minute) => hours.includes(hour) && minutes.includes(minute),
  day,
});

describe.each(ZONES)('a year in %s', (timeZone) => {
  const offsets = offsetsOf(timeZone);
  test.each<[string, CronMatcher, boolean]>([
    ['30 2 * * *', matcherOf([2], [30]), true],
    ['0 0 * * *', matcherOf([0], [0]), true],
    ['0,30 1-3 * * *', matcherOf([1, 2, 3], [0, 30]), true],
    ['15 1 * * 0', matcherOf([1], [15], (local) => local.getUTCDay() === 0), true],
    ['0 3 1 * 1', matcherOf([3], [0], (local) => local.getUTCDate() === 1 || local.getUTCDay() === 1), true],
    ['0 */6 * * *', matcherOf([0, 6, 12, 18], [0]), false],
    ['*/20 1,2 * * *', matcherOf([1, 2], [0, 20, 40]), false],
  ])('%s runs at the times found by checking every minute', (cron, matcher, hasFixedTime) => {
    const expected = timesByMinute(offsets, matcher, hasFixedTime);
    const timetable = { cron, timeZone };
    const planned = plannedTimes(timetable, START - 1, expected.length + 1).filter((time) => time < END);
    expect(planned).toEqual(expected);
    const samples = expected.filter((_, i) => i % 17 === 0);
    expect(samples.map((time) => lastPlanned(timetable, time))).toEqual(samples);
    expect(samples.map((time) => lastPlanned(timetable, time + MINUTE - 1))).toEqual(samples);
  });

  test('around each clock change, any cron runs at the times found by checking every minute', () => {
    // Also around an ordinary day, since Tokyo has no clock changes.
    const windows = [START + 40 * DAY, ...changesOf(offsets)].map((at) => [at - 1.5 * DAY, at + 1.5 * DAY] as const);
    fc.assert(
      fc.property(
        anyField(60),
        anyField(24),
        anyField(7),
        fc.constantFrom(...windows),
        (minute, hour, weekday, [from, to]) => {
          const timetable = { cron: `${minute.text} ${hour.text} * * ${weekday.text}`, timeZone };
          const matcher: CronMatcher = {
            time: (h, m) => hour.matches(h) && minute.matches(m),
            day: (local) => weekday.matches(local.getUTCDay()),
          };
          const expected = timesByMinute(offsets, matcher, !/[*/]/.test(minute.text + hour.text), from, to);
          const planned = plannedTimes(timetable, from - 1, expected.length + 1).filter((time) => time < to);
          expect(planned).toEqual(expected);
          for (const time of expected.slice(0, 5)) expect(lastPlanned(timetable, time + MINUTE - 1)).toBe(time);
        },
      ),
      { numRuns: RUNS },
    );
  });
});

/** A field of a cron, and the values it matches. */
function anyField(valueCount: number) {
  const number = fc.nat(valueCount - 1);
  return fc.oneof(
    fc.constant({ text: '*', matches: () => true }),
    fc.integer({ min: 2, max: valueCount - 1 }).map((step) => ({
      text: `*/${step}`,
      matches: (n: number) => n % step === 0,
    })),
    fc.uniqueArray(number, { minLength: 1, maxLength: 3 }).map((list) => ({
      text: list.join(','),
      matches: (n: number) => list.includes(n),
    })),
    fc.tuple(number, number).map(([a, b]) => ({
      text: `${Math.min(a, b)}-${Math.max(a, b)}`,
      matches: (n: number) => n >= Math.min(a, b) && n <= Math.max(a, b),
    })),
  );
}
