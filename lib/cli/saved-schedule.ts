import { UserError } from '../core/errors.ts';
import type { Priority, QueryEngine } from '../core/query.ts';
import type { SavedQuery } from '../core/saved-query.ts';
import { INITIAL_SCHEDULE } from '../core/schedule.ts';
import { saveQuery } from '../operations/save-query.ts';
import { scheduleQuery, unscheduleQuery } from '../operations/schedule-query.ts';
import { saveQueryOptions } from '../runtime/schedules.ts';
import type { Runtime } from '../runtime.ts';
import { exportOf, sqlOf } from './commands/query.ts';

/** The options of sched:create and sched:update: what is not given stays as it is. */
export interface ScheduleOptions {
  readonly newname?: string;
  readonly schedule?: string;
  readonly sql?: string | undefined;
  /** A file with the SQL. */
  readonly file?: string | undefined;
  readonly query?: string;
  readonly database?: string;
  readonly timezone?: string;
  readonly delay?: string;
  readonly result?: string;
  readonly sandbox?: boolean;
  readonly priority?: Priority;
  readonly retry?: number;
  readonly type?: string;
  readonly engine?: QueryEngine;
  readonly missed?: string;
  readonly overlap?: string;
  readonly mailTo?: string;
  readonly mailOn?: readonly string[];
}

/** Throws UserError `query_name_unknown`. */
export function queryNamed({ queries }: Runtime, name: string): SavedQuery {
  const query = queries.findByName(name);
  if (!query) throw new UserError('query_name_unknown', { name });
  return query;
}

/** Saves a query as the options say, a new one or what there is of it, with its schedule. All of it or nothing. */
export async function saveScheduled(
  runtime: Runtime,
  before: SavedQuery | undefined,
  options: ScheduleOptions,
): Promise<SavedQuery> {
  if (options.type !== undefined) refuseUnknown(options.type);
  const keepsSql = before && options.sql === undefined;
  const sql = keepsSql ? undefined : await sqlOf(options.sql, options.file);
  const target = await exportChange(runtime, options);
  return runtime.plannedRuns.inOneTransaction(() => {
    const input = { ...before, ...given(queryChanges(options)), ...given({ sql, export: target }) };
    const { id } = saveQuery(saveQueryOptions(runtime), input, before?.id);
    return setSchedule(runtime, id, before, options);
  });
}

function setSchedule(runtime: Runtime, id: number, before: SavedQuery | undefined, options: ScheduleOptions) {
  const { schedule: cron } = options;
  if (cron !== undefined && isNone(cron)) return unscheduleQuery(runtime, id);
  const changes = given(scheduleChanges(options));
  if (!before?.schedule && cron === undefined) {
    if (Object.keys(changes).length > 0) throw new UserError('query_unscheduled', { name: before?.name ?? '' });
    return runtime.queries.get(id);
  }
  return scheduleQuery(runtime, id, { ...INITIAL_SCHEDULE, ...before?.schedule, ...changes });
}

/** td knows a saved query that runs by hand alone as a schedule with an empty cron. */
function isNone(cron: string): boolean {
  return ['', 'none'].includes(cron.trim().toLowerCase());
}

function queryChanges({ newname, database, engine, priority, retry }: ScheduleOptions) {
  return { name: newname, database, engine, priority, retryLimit: retry };
}

/** Null: the result goes nowhere from now on. */
async function exportChange(runtime: Runtime, { result, sandbox }: ScheduleOptions) {
  if (result === '') return null;
  if (result === undefined && !sandbox) return undefined;
  const { authentication, parameters } = await exportOf(runtime, {
    ...(result && { result }),
    ...(sandbox && { sandbox }),
  });
  return { authentication: authentication.id, parameters };
}

function refuseUnknown(type: string): void {
  if (!['presto', 'trino'].includes(type)) throw new UserError('query_engine_unknown', { type });
}

function scheduleChanges({ schedule, timezone, delay, missed, overlap, mailTo, mailOn }: ScheduleOptions) {
  return {
    ...{ cron: schedule, timeZone: timezone, delaySeconds: delay, missed, overlap, recipients: mailTo },
    ...{ mailSuccess: mailOn?.includes('success'), mailFailure: mailOn?.includes('failure') },
  };
}

function given<T extends object>(changes: T): Partial<T> {
  return Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)) as Partial<T>;
}
