import type { ActionResult } from '#lib/web/action-result.ts';

/** What people do with a schedule. The page's own server actions. */
export interface ScheduleActions {
  /** Gets the query's id and its schedule, null for none. */
  save: (input: unknown) => Promise<ActionResult<unknown>>;
  pause: (input: unknown) => Promise<ActionResult<unknown>>;
  run: (input: unknown) => Promise<ActionResult<{ readonly job: number }>>;
}
