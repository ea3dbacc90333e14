import type { Clock } from '../../core/clock.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { PlannedRun, Scheduled } from '../../core/schedule/planned-run.ts';
import {
  INITIAL_SCHEDULE,
  nextAfterChange,
  type Schedule,
  type ScheduleChoice,
  scheduleInput,
} from '../../core/schedule/schedule.ts';

export interface ScheduleOptions {
  readonly schedules: {
    find(scheduled: Scheduled): Schedule | null;
    set(scheduled: Scheduled, schedule: Schedule): void;
    remove(scheduled: Scheduled): void;
  };
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    dropWaiting(scheduled: Scheduled, problem: PlannedRun['problem']): void;
  };
  readonly clock: Clock;
}

/** Creates or changes a schedule. `choose` gets the present one. Throws UserError `cron_never` if it has no planned time. */
export function changeSchedule(
  { schedules, plannedRuns, clock }: ScheduleOptions,
  scheduled: Scheduled,
  choose: (before: Schedule | null) => ScheduleChoice,
): void {
  plannedRuns.inOneTransaction(() => {
    const before = schedules.find(scheduled);
    const choice = choose(before);
    const nextAt = nextAfterChange(before, choice, clock.now());
    if (nextAt === null) throw new UserError('cron_never', {}, { field: 'cron' });
    schedules.set(scheduled, { ...choice, nextAt });
  });
}

/**
 * Stores changes of a schedule: null removes it, and without changes it stays as it is. A new one needs a cron. Throws a
 * UserError for invalid input.
 */
export function storeSchedule(
  options: ScheduleOptions,
  scheduled: Scheduled,
  changes: Partial<ScheduleChoice> | null | undefined,
): void {
  if (changes === null) removeSchedule(options, scheduled);
  if (!changes || Object.keys(changes).length === 0) return;
  changeSchedule(options, scheduled, (present) => {
    if (present === null && changes.cron === undefined) throw new UserError('cron_malformed', {}, { field: 'cron' });
    return parseInput(scheduleInput, { ...INITIAL_SCHEDULE, ...present, ...changes });
  });
}

/** Removes a schedule, if there is one, and drops its waiting runs. */
export function removeSchedule({ schedules, plannedRuns }: ScheduleOptions, scheduled: Scheduled): void {
  plannedRuns.inOneTransaction(() => {
    schedules.remove(scheduled);
    plannedRuns.dropWaiting(scheduled, { code: 'unscheduled', params: {} });
  });
}
