import { parseInput } from '../../core/connector/parameters.ts';
import { UserError } from '../../core/errors.ts';
import { type QueryChanges, queryInput, type SavedQuery } from '../../core/query/saved-query.ts';
import { hasTimes, type ScheduleChoice, withChanges } from '../../core/schedule/schedule.ts';
import { refuseUnrunnableSql, type SqlCheckOptions } from '../queries/refuse-unrunnable-sql.ts';
import { type SaveQueryOptions, saveQuery } from '../queries/save-query.ts';
import { type QueryScheduleOptions, scheduleQuery, unscheduleQuery } from './schedule-query.ts';

/** Missing members stay unchanged. */
export interface ScheduledQueryChanges {
  readonly query: QueryChanges;
  /** Null removes the schedule, so that the query only runs manually. */
  readonly schedule?: Partial<ScheduleChoice> | null | undefined;
}

/** Saves a new or changed query with its schedule in one transaction. Throws a UserError for invalid input. */
export async function saveScheduledQuery(
  options: SaveQueryOptions & QueryScheduleOptions & SqlCheckOptions,
  before: SavedQuery | undefined,
  { query, schedule = {} }: ScheduledQueryChanges,
): Promise<SavedQuery> {
  await checkSql(options, before, query);
  return options.inOneTransaction(async () => {
    // The query may have been changed during the check.
    const current = before && (await options.queries.get(before.id));
    const isChanged = current === undefined || Object.keys(query).length > 0;
    const saved = isChanged ? await saveQuery(options, { ...current, ...query }, current?.id) : current;
    if (schedule === null) return unscheduleQuery(options, saved.id);
    return Object.keys(schedule).length === 0 ? saved : await changeQuerySchedule(options, saved, schedule);
  });
}

/** Checks the SQL of a query that is new, or whose SQL, engine or database changes. */
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

/**
 * Changes the schedule of a query. Throws UserError `query_unscheduled` if it has none, and neither cron nor repeat is
 * given.
 */
export async function changeQuerySchedule(
  options: QueryScheduleOptions,
  { id, name, schedule: before }: SavedQuery,
  changes: Partial<ScheduleChoice>,
): Promise<SavedQuery> {
  if (before === null && !hasTimes(changes)) throw new UserError('query_unscheduled', { name });
  return scheduleQuery(options, id, withChanges(before, changes));
}
