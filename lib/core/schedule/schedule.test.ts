import { describe, expect, test } from 'vitest';
import {
  type CronSchedule,
  decideDue,
  INITIAL_SCHEDULE,
  nextAfterChange,
  type Schedule,
  scheduleInput,
} from './schedule.ts';
import { nextPlanned, plannedTimes } from './timetable.ts';

const at = (text: string) => Date.parse(`2026-11-${text}Z`);
const hourly = (change: Partial<CronSchedule> = {}): Schedule => ({
  ...INITIAL_SCHEDULE,
  cron: '@hourly',
  nextAt: at('25T10:00'),
  ...change,
});

describe('decideDue', () => {
  test.each<[string, Partial<CronSchedule>, string, ReturnType<typeof decideDue>]>([
    ['nothing is due before the planned time', {}, '25T09:59:59.999', undefined],
    [
      'runs at the planned time',
      {},
      '25T10:00',
      { plannedAt: at('25T10:00'), isSkipped: false, missedSince: null, nextAt: at('25T11:00') },
    ],
    ['nothing is due before the delay is over', { delaySeconds: 300 }, '25T10:04:59', undefined],
    [
      'runs after the delay',
      { delaySeconds: 300 },
      '25T10:05',
      { plannedAt: at('25T10:00'), isSkipped: false, missedSince: null, nextAt: at('25T11:00') },
    ],
    [
      'runs with a delay longer than the interval',
      { delaySeconds: 7200 },
      '25T12:00',
      { plannedAt: at('25T10:00'), isSkipped: false, missedSince: null, nextAt: at('25T11:00') },
    ],
    [
      'runs once for all missed times',
      {},
      '25T14:20',
      { plannedAt: at('25T14:00'), isSkipped: false, missedSince: at('25T10:00'), nextAt: at('25T15:00') },
    ],
    [
      'runs late',
      {},
      '25T10:20',
      { plannedAt: at('25T10:00'), isSkipped: false, missedSince: null, nextAt: at('25T11:00') },
    ],
    [
      'skips missed times',
      { missed: 'skip' },
      '25T14:20',
      { plannedAt: at('25T14:00'), isSkipped: true, missedSince: at('25T10:00'), nextAt: at('25T15:00') },
    ],
    [
      'runs a slightly late time even if missed times are skipped',
      { missed: 'skip' },
      '25T10:01',
      { plannedAt: at('25T10:00'), isSkipped: false, missedSince: null, nextAt: at('25T11:00') },
    ],
    ['nothing is due while paused', { isPaused: true }, '25T14:20', undefined],
    ['nothing is due without a next time', { nextAt: null }, '25T14:20', undefined],
  ])('%s', (_, change, now, expected) => expect(decideDue(hourly(change), at(now))).toEqual(expected));
});

describe('nextAfterChange', () => {
  const before = hourly();
  test.each<[string, Schedule | null, Partial<CronSchedule>, number]>([
    ['keeps a due, undecided time', before, { delaySeconds: 60 }, at('25T10:00')],
    ['a changed cron starts now', before, { cron: '30 * * * *' }, at('25T12:30')],
    ['a changed time zone starts now', before, { cron: '@daily', timeZone: 'Asia/Tokyo' }, at('25T15:00')],
    ['times during a pause are not made up for', hourly({ isPaused: true }), {}, at('25T13:00')],
    ['a new schedule starts now', null, {}, at('25T13:00')],
  ])('%s', (_, old, change, expected) => expect(nextAfterChange(old, hourly(change), at('25T12:10'))).toBe(expected));
});

describe('input', () => {
  test('has defaults: a missed time is made up for once, and runs do not overlap', () => {
    expect(scheduleInput.parse({ cron: ' @daily ', timeZone: 'Asia/Tokyo' })).toEqual({
      ...INITIAL_SCHEDULE,
      timeZone: 'Asia/Tokyo',
    });
  });

  const recipients = (count: number) => Array.from({ length: count }, (_, i) => `ops${i}@shop.example`);
  test.each<[Record<string, unknown>, string]>([
    [{ cron: '* * * * * *' }, 'cron_malformed'],
    [{ cron: '' }, 'cron_malformed'],
    [{ timeZone: 'PST' }, 'time_zone_unknown'],
    [{ timeZone: 'Asia/Tokio', startAt: '2026-12-01T00:00:00Z' }, 'time_zone_unknown'],
    [{ delaySeconds: -1 }, 'number_out_of_range'],
    [{ delaySeconds: '1.5' }, 'number_out_of_range'],
    [{ delaySeconds: 604_801 }, 'number_out_of_range'],
    [{ recipients: ['no-address'] }, 'recipient_malformed'],
    [{ recipients: recipients(21) }, 'too_many_recipients'],
  ])('%j is refused: %s', (change, code) => {
    const parsed = scheduleInput.safeParse({ ...INITIAL_SCHEDULE, ...change });
    expect(parsed.error?.issues[0]?.message).toBe(code);
  });

  test('accepts twenty recipients', () => {
    expect(scheduleInput.parse({ ...INITIAL_SCHEDULE, recipients: recipients(20) }).recipients).toHaveLength(20);
  });
});

/** A deterministic random series. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return state / 2 ** 32;
  };
}

/** A year has each kind of clock change. */
const START = Date.UTC(2026, 0, 1);
const END = Date.UTC(2027, 0, 1);
const HOUR = 3_600_000;

/** Checks the schedule at intervals given by `step`, and returns the decisions. */
function simulate(schedule: Schedule, step: (now: number) => number) {
  const decisions = [];
  let current = schedule;
  for (let now = START; now < END; now += step(now)) {
    const decision = decideDue(current, now);
    if (!decision) continue;
    decisions.push({ ...decision, at: now });
    current = { ...current, nextAt: decision.nextAt };
  }
  return decisions;
}

const ZONES = ['America/New_York', 'Europe/Berlin', 'Australia/Lord_Howe', 'America/Santiago', 'Asia/Tokyo'];

describe.each(ZONES)('a simulated year in %s', (timeZone) => {
  const scheduleOf = (cron: string, change: Partial<CronSchedule> = {}): Schedule => {
    const all = { ...INITIAL_SCHEDULE, cron, timeZone, ...change };
    return { ...all, nextAt: nextPlanned(all, START) };
  };

  test.each(['30 2 * * *', '0 */6 * * *', '15 0,1,2 * * 0'])('%s: each planned time runs exactly once', (cron) => {
    const random = randomOf(7);
    const decisions = simulate(scheduleOf(cron), () => 1000 + random() * 29 * 60_000);
    const planned = plannedTimes({ cron, timeZone }, START, decisions.length + 1).filter((time) => time <= END - HOUR);
    expect(decisions.map(({ plannedAt }) => plannedAt)).toEqual(planned);
    expect(decisions.every(({ isSkipped, missedSince }) => !isSkipped && missedSince === null)).toBe(true);
  });

  test.each(['once', 'skip'] as const)('what each of fifty downtimes missed is decided once: %s', (missed) => {
    const random = randomOf(11);
    const downs: number[] = [];
    const isDown = () => downs.length < 50 && random() < 0.012;
    const decisions = simulate(scheduleOf('0 */6 * * *', { missed }), (now) => {
      if (!isDown()) return 30_000 + random() * 25 * 60_000;
      const length = (7 + random() * 200) * HOUR;
      downs.push(now + length);
      return length;
    });
    const decisionsAfterDowntimes = decisions.filter(
      ({ missedSince, at: now, plannedAt }) => missedSince !== null || now - plannedAt > HOUR,
    );
    expect(downs).toHaveLength(50);
    expect(decisionsAfterDowntimes.map(({ at: now }) => now)).toEqual(downs);
    expect(decisionsAfterDowntimes.filter(({ isSkipped }) => !isSkipped)).toHaveLength(missed === 'once' ? 50 : 0);
    expect(new Set(decisions.map(({ plannedAt }) => plannedAt)).size).toBe(decisions.length);
  });
});
