import { describe, expect, test } from 'vitest';
import { entryOf } from '../config/config-node.ts';
import { readConfig } from '../config/read-config.ts';
import { readSchedule, type WorkflowSchedule } from '../definition/schedule.ts';
import { Findings } from '../findings.ts';
import { firstSession, lastSessionTime, nextSession } from './session-times.ts';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const DAY = 24 * 60 * MINUTE;
/** The torture harness checks two years; `npm test` checks two months: those in which clocks change in most zones. */
const IS_LONG = process.env['WORKFLOW_RUNS'] !== undefined;
const YEARS = [['2026-01-01', '2028-01-01']] as const;

const MARCH = ['2026-03-01', '2026-04-01'] as const;
const APRIL = ['2026-04-01', '2026-05-01'] as const;
const OCTOBER = ['2026-10-01', '2026-11-01'] as const;
const NOVEMBER = ['2026-11-01', '2026-12-01'] as const;
const ZONES = [
  ['Asia/Tokyo', [MARCH, OCTOBER]],
  ['Europe/Berlin', [MARCH, OCTOBER]],
  ['America/New_York', [MARCH, NOVEMBER]],
  ['Australia/Lord_Howe', [APRIL, OCTOBER]],
  ['UTC', [MARCH, OCTOBER]],
] as const;

/** What the clocks show at a session. */
interface Shown {
  readonly hour: number;
  readonly minute: number;
  readonly day: number;
  readonly weekday: number;
}

interface Kind {
  readonly schedule: string;
  /** Whether a session is at this local time. */
  readonly matches: (shown: Shown) => boolean;
  /** Whether both occurrences of a local time that clocks show twice count, as with `*` in minutes or hours. */
  readonly runsInBothOccurrences: boolean;
  readonly delaySeconds: number;
}

const isMidnight = ({ hour, minute }: Shown) => hour === 0 && minute === 0;
const KINDS: readonly Kind[] = [
  { schedule: 'daily>: 07:30:05', matches: isMidnight, runsInBothOccurrences: false, delaySeconds: 27_005 },
  {
    schedule: 'hourly>: "10:30"',
    matches: ({ minute }) => minute === 0,
    runsInBothOccurrences: true,
    delaySeconds: 630,
  },
  {
    schedule: 'weekly>: Sun,26:00:00',
    matches: (shown) => isMidnight(shown) && shown.weekday === 0,
    runsInBothOccurrences: false,
    delaySeconds: 93_600,
  },
  {
    schedule: 'monthly>: 29,03:00:00',
    matches: (shown) => isMidnight(shown) && shown.day === 29,
    runsInBothOccurrences: false,
    delaySeconds: 10_800,
  },
  {
    schedule: 'minutes_interval>: 40\ndelay: 90',
    matches: ({ minute }) => minute % 40 === 0,
    runsInBothOccurrences: true,
    delaySeconds: 90,
  },
  {
    schedule: 'cron>: "20,45 1-3 * * *"',
    matches: ({ hour, minute }) => hour >= 1 && hour <= 3 && (minute === 20 || minute === 45),
    runsInBothOccurrences: false,
    delaySeconds: 0,
  },
  {
    schedule: 'cron>: "0 */2 * * *"\ndelay: 60',
    matches: ({ hour, minute }) => minute === 0 && hour % 2 === 0,
    runsInBothOccurrences: true,
    delaySeconds: 60,
  },
  {
    schedule: 'cron>: "0 2 1-14 * sun"',
    matches: ({ hour, minute, day, weekday }) => hour === 2 && minute === 0 && day <= 14 && weekday === 0,
    runsInBothOccurrences: false,
    delaySeconds: 0,
  },
];

function scheduleOf(text: string): WorkflowSchedule {
  const { root } = readConfig(`schedule:\n  ${text.replaceAll('\n', '\n  ')}`, 'w.dig');
  const findings = new Findings();
  const entry = root && entryOf(root, 'schedule');
  const schedule = entry && readSchedule(entry, findings);
  if (!schedule) throw new Error(JSON.stringify(findings.all));
  return schedule;
}

/**
 * The instants at which clocks show each local time in a range; for a time that they skip, the instant that is
 * later by the length of the gap.
 */
function clockOf(timeZone: string, from: number, to: number): ReadonlyMap<number, readonly number[]> {
  const format = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  const offsetAt = (at: number) => Date.parse(`${format.format(at).replace(' ', 'T')}Z`) - at;
  const instants = new Map<number, number[]>();
  const add = (local: number, at: number) => instants.set(local, [...(instants.get(local) ?? []), at]);
  let offset = offsetAt(from);
  let gap = { until: from, offsetBefore: offset };
  for (let at = from; at < to; at += MINUTE) {
    const newOffset = at % QUARTER === 0 ? offsetAt(at) : offset;
    if (newOffset > offset) gap = { until: at + newOffset - offset, offsetBefore: offset };
    offset = newOffset;
    add(at + offset, at);
    if (at < gap.until) add(at + gap.offsetBefore, at);
  }
  return instants;
}

function shownAt(local: number): Shown {
  const date = new Date(local);
  return { hour: date.getUTCHours(), minute: date.getUTCMinutes(), day: date.getUTCDate(), weekday: date.getUTCDay() };
}

describe.each(ZONES)('in %s', (timeZone, months) => {
  describe.each<readonly [string, string]>(IS_LONG ? YEARS : months)('from %s to %s', (first, last) => {
    const [from, to] = [Date.parse(first), Date.parse(last)];
    const clock = clockOf(timeZone, from - DAY, to + DAY);
    const locals = [...clock].map(([local, instants]) => ({ shown: shownAt(local), instants }));
    const sessionsOf = ({ matches, runsInBothOccurrences }: Kind) => {
      const sessions = locals.flatMap(({ shown, instants }) => {
        if (!matches(shown)) return [];
        return runsInBothOccurrences ? instants : [Math.max(...instants)];
      });
      return [...new Set(sessions)].sort((a, b) => a - b).filter((at) => at >= from && at < to);
    };

    test.each(KINDS)('$schedule has the sessions found by checking every minute', (kind) => {
      const schedule = scheduleOf(kind.schedule);
      const sessions = sessionsOf(kind);
      const delay = kind.delaySeconds * 1000;
      let at = from - 1;
      for (const session of sessions) {
        const next = nextSession(schedule, timeZone, at);
        if (next?.session !== session || next.run !== session + delay)
          expect({ at, next }).toEqual({ at, next: { session, run: session + delay } });
        at = session;
      }
      expect(nextSession(schedule, timeZone, at)?.session).toBeGreaterThanOrEqual(to);
      sessions.forEach((session, index) => {
        // Some of the sessions are enough.
        if (index % 7 !== 1) return;
        expect(lastSessionTime(schedule, timeZone, session)).toBe(sessions[index - 1]);
        expect(lastSessionTime(schedule, timeZone, session - 1)).toBe(sessions[index - 1]);
        expect(firstSession(schedule, timeZone, session + delay)?.session).toBe(session);
        expect(firstSession(schedule, timeZone, session + delay + 1)?.session).not.toBe(session);
      });
    });

    test.each(KINDS)('$schedule runs from its start to its end', (kind) => {
      const [start, end] = [`${first.slice(0, 8)}12`, `${first.slice(0, 8)}13`];
      const schedule = { ...scheduleOf(kind.schedule), start, end };
      const dayOf = (date: string) => Math.min(...(clock.get(Date.parse(date)) ?? []));
      const [begin, until] = [dayOf(start), dayOf(`${first.slice(0, 8)}14`)];
      const expected = sessionsOf(kind).filter(
        (session) => session >= begin && session + kind.delaySeconds * 1000 < until,
      );
      const sessions: number[] = [];
      for (let next = nextSession(schedule, timeZone, from); next; next = nextSession(schedule, timeZone, next.session))
        sessions.push(next.session);
      expect(sessions).toEqual(expected);
    });
  });
});
