import type { SavedQuery } from '../core/query/saved-query.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { targetText } from './result-target.ts';
import { tdTime } from './td-time.ts';
import { dialectOf } from './type-names.ts';

/** A saved query with its schedule. For TD, a query that runs only manually is a schedule without a cron. */
export async function tdScheduleObject(query: SavedQuery, { authentications }: Runtime) {
  const { schedule, export: savedExport } = query;
  const authentication = savedExport && (await authentications.get(savedExport.authentication));
  return {
    id: String(query.id),
    name: query.name,
    cron: schedule?.cron ?? '',
    timezone: schedule?.timeZone ?? 'UTC',
    delay: schedule?.delaySeconds ?? 0,
    next_time: nextTime(query),
    type: dialectOf(query.engine),
    query: query.sql,
    database: query.database,
    priority: query.priority,
    retry_limit: query.retryLimit,
    result: authentication
      ? targetText(authentication.connector, savedExport.authentication, savedExport.parameters)
      : '',
    created_at: tdTime(query.createdAt),
    user_name: '',
    executing_user_id: null,
    description: '',
    organization: null,
  };
}

/** The next planned time; null if the query runs only manually, or if its schedule is paused or over. */
export function nextTime({ schedule }: SavedQuery): string | null {
  return tdTime(schedule?.isPaused ? null : (schedule?.nextAt ?? null));
}
