import type { ActionResult } from '#lib/web/action-result.ts';
import type { RunSavedQuery } from '../queries/listed-query.ts';

/** The page's server actions on a schedule. */
export interface ScheduleActions {
  /** Receives the query's ID and its schedule, or null for none. */
  save: (input: unknown) => Promise<ActionResult<unknown>>;
  pause: (input: { query: number }) => Promise<ActionResult<unknown>>;
  resume: (input: { query: number }) => Promise<ActionResult<unknown>>;
  run: RunSavedQuery;
}
