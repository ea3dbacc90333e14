import { DAY_MS, firstInstant } from '../../schedule/local-time.ts';
import { readDay } from '../../text/calendar-day.ts';
import type { WorkflowSchedule } from '../definition/schedule.ts';
import { lastCronTime, nextCronTime } from './cron-times.ts';

/**
 * The time of a session of a schedule, and when it runs, in milliseconds since 1970. The delay between them is elapsed
 * time, whatever clocks do meanwhile.
 */
export interface ScheduledSession {
  readonly session: number;
  readonly run: number;
}

/**
 * The session after a session or another time; null after the last one. `start` and `end` limit when sessions run. If
 * the next session would run before `start`, the first one whose session time is not before `start` takes its place, as
 * in digdag.
 */
export function nextSession(schedule: WorkflowSchedule, timeZone: string, after: number): ScheduledSession | null {
  const { from, until } = boundsOf(schedule, timeZone);
  const { cron } = schedule;
  const next = scheduled(schedule, nextCronTime({ cron, timeZone }, after));
  const isTooEarly = next !== null && next.run < from;
  const session = isTooEarly ? scheduled(schedule, nextCronTime({ cron, timeZone }, from - 1)) : next;
  // digdag does not check `end` for a session that `start` moved forward, and runs it once. Here, `end` always counts.
  return session !== null && session.run < until ? session : null;
}

/** The first session whose session time is at or after a time. */
export function sessionFrom(schedule: WorkflowSchedule, timeZone: string, time: number): ScheduledSession | null {
  return nextSession(schedule, timeZone, time - 1);
}

/**
 * After a delayed session, the first one that is not delayed. The sessions in between are not visited, because there
 * may be a year of them.
 */
export function nextUndelayed(
  schedule: WorkflowSchedule,
  timeZone: string,
  session: number,
  now: number,
): ScheduledSession | null {
  const { skipDelayedBySeconds, delaySeconds } = schedule;
  const earliest = now - ((skipDelayedBySeconds ?? 0) + delaySeconds) * 1000;
  return nextSession(schedule, timeZone, Math.max(session, earliest - 1));
}

/**
 * The first session of a schedule that is set at `now`. It runs then or later, even if its session time has already
 * passed.
 */
export function firstSession(schedule: WorkflowSchedule, timeZone: string, now: number): ScheduledSession | null {
  return nextSession(schedule, timeZone, now - schedule.delaySeconds * 1000 - 1);
}

/** A stored next session. `setAt`: what the clock showed when `next` was determined; null if that is not known. */
interface StoredNext {
  readonly next: ScheduledSession | null;
  readonly setAt: number | null;
}

/** By how much the clocks of two machines may differ without one of them being wrong. */
const MAX_CLOCK_DIFFERENCE_MS = 60_000;

/** Whether a next session was determined while the clock was ahead, so that a session may have been passed over. */
export function isSetAhead(setAt: number | null, now: number): boolean {
  return setAt !== null && setAt > now + MAX_CLOCK_DIFFERENCE_MS;
}

/**
 * The next session of a schedule, normally the stored one. If the stored one was determined while the clock was ahead,
 * it is replaced by the first session from now on, if that is earlier.
 */
export function validNext(
  schedule: WorkflowSchedule,
  timeZone: string,
  { next, setAt }: StoredNext,
  now: number,
): ScheduledSession | null {
  if (!isSetAhead(setAt, now)) return next;
  const first = firstSession(schedule, timeZone, now);
  return first && (!next || first.run < next.run) ? first : next;
}

/** The session time before a session in the schedule, even if no session ran then or that time is before `start`. */
export function lastSessionTime({ cron }: WorkflowSchedule, timeZone: string, session: number): number | null {
  return lastCronTime({ cron, timeZone }, session);
}

/**
 * The sessions that run at or after `from`, and whose session time is before `before`. At most `count`, the earliest.
 */
export function sessionsBetween(
  schedule: WorkflowSchedule,
  timeZone: string,
  { from, before, count }: { readonly from: number; readonly before: number; readonly count: number },
): readonly ScheduledSession[] {
  const sessions: ScheduledSession[] = [];
  let next = firstSession(schedule, timeZone, from);
  while (next && next.session < before && sessions.length < count) {
    sessions.push(next);
    next = nextSession(schedule, timeZone, next.session);
  }
  return sessions;
}

/** Sessions that were due before an instant, while their schedule was disabled. */
export interface MissedSessions {
  /** At most the `max` of the request: there may be more. */
  readonly count: number;
  /** The first session time that is not missed. */
  readonly until: number;
}

/** The sessions of a schedule that are due, beginning with `next`; null if there are none. */
export function missedSessions(
  schedule: WorkflowSchedule,
  timeZone: string,
  { next, now, max }: { readonly next: ScheduledSession; readonly now: number; readonly max: number },
): MissedSessions | null {
  if (next.run >= now) return null;
  let count = 0;
  let due: ScheduledSession | null = next;
  for (; due && due.run < now && count < max; due = nextSession(schedule, timeZone, due.session)) count++;
  // If counting stopped at `max`, the sessions after that are missed, too.
  const notMissed = due && due.run < now ? firstSession(schedule, timeZone, now) : due;
  return { count, until: notMissed?.session ?? now };
}

/** Why a due session is skipped. */
export type SkipReason = 'delayed' | 'overtime';

/** Whether a due session runs, or why it is skipped. */
export function decideSession(
  { skipDelayedBySeconds, skipsOnOvertime }: WorkflowSchedule,
  { run }: ScheduledSession,
  now: number,
  isAnyRunning: boolean,
): 'run' | SkipReason {
  if (skipDelayedBySeconds !== null && now > run + skipDelayedBySeconds * 1000) return 'delayed';
  return skipsOnOvertime && isAnyRunning ? 'overtime' : 'run';
}

function scheduled({ delaySeconds }: WorkflowSchedule, session: number | null): ScheduledSession | null {
  return session === null ? null : { session, run: session + delaySeconds * 1000 };
}

/** The first instant at which a session can run, and the first one that is too late. */
function boundsOf(
  { start, end }: WorkflowSchedule,
  timeZone: string,
): { readonly from: number; readonly until: number } {
  const firstDay = start === null ? undefined : dayOf(start);
  const lastDay = end === null ? undefined : dayOf(end);
  return {
    from: firstDay === undefined ? Number.NEGATIVE_INFINITY : firstInstant(firstDay, timeZone),
    until: lastDay === undefined ? Number.POSITIVE_INFINITY : firstInstant(lastDay + DAY_MS, timeZone),
  };
}

/**
 * The day of a date; for one that does not exist, such as 2026-06-31, the last day of its month. Such dates are
 * refused, but schedules that were stored earlier may have them.
 */
function dayOf(date: string): number | undefined {
  const [year, month] = date.split('-').map(Number);
  const lastDay = new Date(Date.UTC(Number(year), Number(month), 0)).toISOString().slice(0, 10);
  return readDay(date) ?? readDay(lastDay);
}
