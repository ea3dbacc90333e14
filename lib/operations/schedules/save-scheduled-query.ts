import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type QueryChanges, queryInput, type SavedQuery } from '../../core/query/saved-query.ts';
import { INITIAL_SCHEDULE, type ScheduleChoice } from '../../core/schedule/schedule.ts';
import { refuseUnrunnableSql, type SqlCheckOptions } from '../queries/refuse-unrunnable-sql.ts';
import { type SaveQueryOptions, saveQuery } from '../queries/save-query.ts';
import { type ScheduleOptions, scheduleQuery, unscheduleQuery } from './schedule-query.ts';

/** Members that are not there stay as they are. */
export interface ScheduledQueryChanges {
  readonly query: QueryChanges;
  /** Null: it runs by hand alone from now on. */
  readonly schedule?: Partial<ScheduleChoice> | null | undefined;
}

/**
 * Saves a query and when it runs, a new one or changes of one that is there: all of it or nothing. Throws a UserError for
 * input that cannot be meant.
 */
export async function saveScheduledQuery(
  options: SaveQueryOptions & ScheduleOptions & SqlCheckOptions,
  before: SavedQuery | undefined,
  { query, schedule = {} }: ScheduledQueryChanges,
): Promise<SavedQuery> {
  await checkSql(options, before, query);
  return options.plannedRuns.inOneTransaction(() => {
    // Checking takes time, in which others may have changed the query.
    const current = before && options.queries.get(before.id);
    const isChanged = current === undefined || Object.keys(query).length > 0;
    const saved = isChanged ? saveQuery(options, { ...current, ...query }, current?.id) : current;
    if (schedule === null) return unscheduleQuery(options, saved.id);
    return Object.keys(schedule).length === 0 ? saved : changeSchedule(options, saved, schedule);
  });
}

/** Where it is new, or may read otherwise from now on. */
async function checkSql(
  options: SaveQueryOptions & SqlCheckOptions,
  before: SavedQuery | undefined,
  query: QueryChanges,
): Promise<void> {
  if (before !== undefined && !('sql' in query || 'engine' in query || 'database' in query)) return;
  const choice = parseInput(queryInput, { ...before, ...query });
  options.refuseUnknownDatabase(choice);
  await refuseUnrunnableSql(choice, options);
}

/** Changes when a query runs. Throws UserError `query_unscheduled` where it has no schedule and is given no cron. */
export function changeSchedule(
  options: ScheduleOptions,
  { id, name, schedule: before }: SavedQuery,
  changes: Partial<ScheduleChoice>,
): SavedQuery {
  if (before === null && changes.cron === undefined) throw new UserError('query_unscheduled', { name });
  return scheduleQuery(options, id, { ...INITIAL_SCHEDULE, ...before, ...changes });
}
