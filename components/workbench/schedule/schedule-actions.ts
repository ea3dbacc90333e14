import type { ActionResult } from '#lib/web/action-result.ts';

/** The page's server actions on a schedule. */
export interface ScheduleActions {
  /** Receives the query's ID and its schedule, or null for none. */
  save: (input: unknown) => Promise<ActionResult<unknown>>;
  pause: (input: unknown) => Promise<ActionResult<unknown>>;
  run: (input: unknown) => Promise<ActionResult<{ readonly job: number }>>;
}
