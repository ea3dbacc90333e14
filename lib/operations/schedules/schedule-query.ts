import type { Clock } from '../../core/clock.ts';
import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import type { PlannedRun, SavedQuery } from '../../core/query/saved-query.ts';
import { nextAfterChange, type Schedule, type ScheduleChoice, scheduleInput } from '../../core/schedule/schedule.ts';

export interface ScheduleOptions {
  readonly queries: { get(id: number): SavedQuery; setSchedule(id: number, schedule: Schedule | null): void };
  readonly plannedRuns: {
    inOneTransaction<T>(work: () => T): T;
    dropWaiting(queryId: number, problem: PlannedRun['problem']): void;
  };
  readonly clock: Clock;
}

/** Sets the schedule of a query. Throws a UserError for invalid input. */
export function scheduleQuery(options: ScheduleOptions, id: number, input: unknown): SavedQuery {
  const choice = parseInput(scheduleInput, input);
  return changeSchedule(options, id, () => choice);
}

/** Removes the schedule of a query, and drops its waiting runs. */
export function unscheduleQuery(options: ScheduleOptions, id: number): SavedQuery {
  const { queries, plannedRuns } = options;
  return plannedRuns.inOneTransaction(() => {
    queries.get(id);
    queries.setSchedule(id, null);
    plannedRuns.dropWaiting(id, { code: 'unscheduled', params: {} });
    return queries.get(id);
  });
}

/** Pauses or resumes a schedule. Planned times during a pause are dropped, and do not count as missed. */
export function pauseSchedule(options: ScheduleOptions, id: number, isPaused: boolean): SavedQuery {
  return changeSchedule(options, id, ({ name, schedule }) => {
    if (schedule === null) throw new UserError('query_unscheduled', { name });
    return { ...schedule, isPaused };
  });
}

function changeSchedule(
  { queries, plannedRuns, clock }: ScheduleOptions,
  id: number,
  choose: (query: SavedQuery) => ScheduleChoice,
): SavedQuery {
  return plannedRuns.inOneTransaction(() => {
    const query = queries.get(id);
    const choice = choose(query);
    const nextAt = nextAfterChange(query.schedule, choice, clock.now());
    if (nextAt === null) throw new UserError('cron_never', {}, { field: 'cron' });
    queries.setSchedule(id, { ...choice, nextAt });
    return queries.get(id);
  });
}
