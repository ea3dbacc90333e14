import type { SavedQuery } from '../core/saved-query.ts';
import { INITIAL_SCHEDULE } from '../core/schedule.ts';
import { type SaveQueryOptions, saveQuery } from './save-query.ts';
import { type ScheduleOptions, scheduleQuery, unscheduleQuery } from './schedule-query.ts';

/** Members that are not there stay as they are. */
export interface ScheduledQueryChanges {
  readonly query: Readonly<Record<string, unknown>>;
  /** Null: it runs by hand alone from now on. */
  readonly schedule: Readonly<Record<string, unknown>> | null;
}

/**
 * Saves a query and when it runs, a new one or changes of one that is there: all of it or nothing. Throws a UserError for
 * input that cannot be meant.
 */
export function saveScheduledQuery(
  options: SaveQueryOptions & ScheduleOptions,
  before: SavedQuery | undefined,
  { query, schedule }: ScheduledQueryChanges,
): SavedQuery {
  return options.plannedRuns.inOneTransaction(() => {
    const { id } = saveQuery(options, { ...before, ...query }, before?.id);
    if (schedule === null) return unscheduleQuery(options, id);
    const isAsked = before?.schedule || Object.keys(schedule).length > 0;
    if (!isAsked) return options.queries.get(id);
    return scheduleQuery(options, id, { ...INITIAL_SCHEDULE, ...before?.schedule, ...schedule });
  });
}
