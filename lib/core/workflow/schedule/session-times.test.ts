import { describe, expect, test } from 'vitest';
import type { WorkflowSchedule } from '../definition/schedule.ts';
import {
  decideSession,
  firstSession,
  lastSessionTime,
  missedSessions,
  nextSession,
  sessionsBetween,
} from './session-times.ts';

const DAILY: WorkflowSchedule = {
  cron: '0 0 * * *',
  delaySeconds: 10 * 3600,
  start: null,
  end: null,
  skipsOnOvertime: false,
  skipDelayedBySeconds: null,
};
const MARCH: WorkflowSchedule = { ...DAILY, start: '2016-03-01', end: '2016-03-31' };
const TOKYO = 'Asia/Tokyo';
const LOS_ANGELES = 'America/Los_Angeles';

describe('the next session', () => {
  test.each([
    [
      'is on the next day',
      DAILY,
      TOKYO,
      '2016-01-31T00:00+09:00',
      ['2016-02-01T00:00+09:00', '2016-02-01T10:00+09:00'],
    ],
    [
      'follows a time between sessions',
      DAILY,
      TOKYO,
      '2016-02-03T12:34+09:00',
      ['2016-02-04T00:00+09:00', '2016-02-04T10:00+09:00'],
    ],
    [
      'runs after its delay, also when clocks change in between',
      DAILY,
      LOS_ANGELES,
      '2016-03-12T00:00-08:00',
      ['2016-03-13T00:00-08:00', '2016-03-13T11:00-07:00'],
    ],
    [
      'moves to the start',
      MARCH,
      TOKYO,
      '2016-02-03T10:00+09:00',
      ['2016-03-01T00:00+09:00', '2016-03-01T10:00+09:00'],
    ],
    [
      'runs on the last day',
      MARCH,
      TOKYO,
      '2016-03-30T10:00+09:00',
      ['2016-03-31T00:00+09:00', '2016-03-31T10:00+09:00'],
    ],
    [
      'does not exist in May if the stored end is April 31',
      { ...DAILY, end: '2016-04-31' },
      TOKYO,
      '2016-04-30T00:00+09:00',
      undefined,
    ],
    ['does not exist after the last day', MARCH, TOKYO, '2016-03-31T00:00+09:00', undefined],
    [
      'may have its session time before the start if it runs after the start',
      { ...MARCH, cron: '0 18 * * *' },
      TOKYO,
      '2016-02-28T18:00+09:00',
      ['2016-02-29T18:00+09:00', '2016-03-01T04:00+09:00'],
    ],
    [
      'has its session time after the start if it is moved to the start',
      { ...MARCH, cron: '0 18 * * *' },
      TOKYO,
      '2016-02-27T00:00+09:00',
      ['2016-03-01T18:00+09:00', '2016-03-02T04:00+09:00'],
    ],
    [
      'does not exist if it would run after the end',
      { ...MARCH, cron: '0 18 * * *' },
      TOKYO,
      '2016-03-30T18:00+09:00',
      undefined,
    ],
    [
      'does not exist if cron has no time between start and end',
      { ...DAILY, cron: '0 0 1 * *', start: '2016-03-05', end: '2016-03-10' },
      'UTC',
      '2016-02-01T00:00Z',
      undefined,
    ],
    ['does not exist if no day matches', { ...DAILY, cron: '0 0 30 2 *' }, 'UTC', '2016-02-01T00:00Z', undefined],
    [
      'matches both the date and the weekday',
      { ...DAILY, cron: '0 0 1 * 1', delaySeconds: 0 },
      'UTC',
      '2026-01-01T00:00Z',
      ['2026-06-01T00:00Z', '2026-06-01T00:00Z'],
    ],
  ])('%s', (_, schedule, timeZone, after, expected) => {
    const [session, run] = expected ?? [];
    expect(nextSession(schedule, timeZone, Date.parse(after))).toEqual(
      session && run ? { session: Date.parse(session), run: Date.parse(run) } : null,
    );
  });
});

test.each([
  ['2016-02-03T09:59:59Z', '2016-02-03T00:00Z'],
  ['2016-02-03T10:00:00Z', '2016-02-03T00:00Z'],
  ['2016-02-03T10:00:00.001Z', '2016-02-04T00:00Z'],
  ['2016-02-03T10:00:01Z', '2016-02-04T00:00Z'],
])('a schedule that is new at %s begins with the session of %s', (now, session) => {
  expect(firstSession(DAILY, 'UTC', Date.parse(now))?.session).toBe(Date.parse(session));
});

test.each([
  ['2016-03-13T00:00-08:00', '2016-03-12T00:00-08:00'],
  ['2016-03-14T00:00-07:00', '2016-03-13T00:00-08:00'],
  ['2016-09-13T12:34:56-07:00', '2016-09-13T00:00-07:00'],
  ['2016-03-01T00:00-08:00', '2016-02-29T00:00-08:00'],
])('the session before %s is %s, regardless of the start', (session, last) => {
  expect(lastSessionTime(MARCH, LOS_ANGELES, Date.parse(session))).toBe(Date.parse(last));
});

describe('sessions for a backfill', () => {
  const from = Date.parse('2016-02-01T00:00Z');
  const before = Date.parse('2016-02-04T00:00Z');
  const days = (count: number, since = from) =>
    sessionsBetween(DAILY, 'UTC', { from: since, before, count }).map(({ session }) => new Date(session).getUTCDate());

  test('are those before the next session of the schedule', () => expect(days(100)).toEqual([1, 2, 3]));
  test('are not more than requested', () => expect(days(2)).toEqual([1, 2]));
  test('begin with the first run at or after `from`', () => expect(days(100, from + 11 * 3600_000)).toEqual([2, 3]));
  test('are none from the next session of the schedule on', () => expect(days(100, before)).toEqual([]));
});

describe('a due session', () => {
  const due = { session: 0, run: 36_000_000 };
  const late = { ...DAILY, skipDelayedBySeconds: 30 };
  const exclusive = { ...DAILY, skipsOnOvertime: true };
  test.each([
    ['runs, however late', DAILY, 1e9, true, 'run'],
    ['runs at the last moment of the allowed delay', late, 30_000, false, 'run'],
    ['is skipped a moment later', late, 30_001, false, 'delayed'],
    ['runs if no other session is running', exclusive, 0, false, 'run'],
    ['is skipped while another session runs', exclusive, 0, true, 'overtime'],
    [
      'counts as delayed if both reasons apply',
      { ...exclusive, ...late, skipsOnOvertime: true },
      31_000,
      true,
      'delayed',
    ],
  ] as const)('%s', (_, schedule, lateMs, isAnyRunning, expected) => {
    expect(decideSession(schedule, due, due.run + lateMs, isAnyRunning)).toBe(expected);
  });
});

test.each([
  ['none before the next session runs', '2016-01-02T10:00Z', null],
  ['one right after the next session should have run', '2016-01-02T10:01Z', [1, '2016-01-03T00:00Z']],
  ['all that were due before', '2016-01-05T09:00Z', [3, '2016-01-05T00:00Z']],
  ['only `max` are counted, but `until` is after all of them', '2016-03-01T12:00Z', [5, '2016-03-02T00:00Z']],
] as const)('missed sessions: %s', (_, now, expected) => {
  const session = Date.parse('2016-01-02T00:00Z');
  const next = { session, run: session + 10 * 3_600_000 };
  const missed = missedSessions(DAILY, 'UTC', { next, now: Date.parse(now), max: 5 });
  expect(missed && [missed.count, missed.until]).toEqual(expected && [expected[0], Date.parse(expected[1])]);
});
