import type { Clock } from '../../core/clock.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { PlannedRun, Scheduled } from '../../core/schedule/planned-run.ts';
import {
  hasTimes,
  nextAfterChange,
  type Schedule,
  type ScheduleChoice,
  scheduleInput,
  withChanges,
} from '../../core/schedule/schedule.ts';
import { latestEnd, latestStart, MAX_MONTHS_AHEAD } from '../../core/schedule/schedule-limits.ts';
import { isSameTimetable } from '../../core/schedule/timetable.ts';
import type { InOneTransaction } from '../../core/transaction.ts';

export interface ScheduleOptions {
  readonly schedules: {
    find(scheduled: Scheduled): Promise<Schedule | null>;
    set(scheduled: Scheduled, schedule: Schedule): Promise<void>;
    delete(scheduled: Scheduled): Promise<void>;
  };
  readonly inOneTransaction: InOneTransaction;
  readonly plannedRuns: {
    skipWaiting(scheduled: Scheduled, problem: PlannedRun['problem']): Promise<void>;
  };
  readonly clock: Clock;
}

/**
 * Creates or changes a schedule. `choose` receives the current one. Throws a UserError if the new schedule has no
 * planned time, or starts or ends too far ahead. A change that neither changes the times nor resumes the schedule is
 * possible even after the end.
 */
export async function changeSchedule(
  { inOneTransaction, schedules, clock }: ScheduleOptions,
  scheduled: Scheduled,
  choose: (before: Schedule | null) => ScheduleChoice,
): Promise<void> {
  await inOneTransaction(async () => {
    const before = await schedules.find(scheduled);
    const choice = choose(before);
    const nextAt = nextAfterChange(before, choice, clock.now());
    const isTimetableKept = before !== null && isSameTimetable(before, choice);
    if (!isTimetableKept) refuseFarTimes(choice, clock.now());
    const isResumed = before?.isPaused === true && !choice.isPaused;
    const mayHaveEnded = isTimetableKept && !isResumed;
    if (nextAt === null && !mayHaveEnded) throw noTimesError(choice);
    await schedules.set(scheduled, { ...choice, nextAt });
  });
}

function refuseFarTimes({ startAt, endOn }: ScheduleChoice, now: number): void {
  const months = MAX_MONTHS_AHEAD;
  if (startAt !== null && startAt > latestStart(now))
    throw new UserError('schedule_start_too_late', { months }, { field: 'startAt' });
  if (endOn !== null && endOn > latestEnd(startAt, now))
    throw new UserError('schedule_end_too_late', { months }, { field: 'endOn' });
}

/** The error for a schedule whose cron names a day that does not exist, or whose start or end leaves no time. */
function noTimesError({ repeat, endOn }: ScheduleChoice): UserError {
  if (endOn !== null) return new UserError('schedule_over', {}, { field: 'endOn' });
  if (repeat) return new UserError('schedule_over', {}, { field: 'startAt' });
  return new UserError('cron_never', {}, { field: 'cron' });
}

/**
 * Stores changes to a schedule. Null removes it, and undefined leaves it unchanged. A new schedule needs a cron or a
 * repeat. Throws a UserError for invalid input.
 */
export async function storeSchedule(
  options: ScheduleOptions,
  scheduled: Scheduled,
  changes: Partial<ScheduleChoice> | null | undefined,
): Promise<void> {
  if (changes === null) await deleteSchedule(options, scheduled);
  if (!changes || Object.keys(changes).length === 0) return;
  await changeSchedule(options, scheduled, (current) => {
    if (current === null && !hasTimes(changes)) throw new UserError('cron_malformed', {}, { field: 'cron' });
    return parseInput(scheduleInput, withChanges(current, changes));
  });
}

/** Deletes a schedule, if there is one, and skips its waiting runs. */
export async function deleteSchedule(
  { inOneTransaction, schedules, plannedRuns }: ScheduleOptions,
  scheduled: Scheduled,
): Promise<void> {
  await inOneTransaction(async () => {
    await schedules.delete(scheduled);
    await plannedRuns.skipWaiting(scheduled, { code: 'unscheduled', params: {} });
  });
}
