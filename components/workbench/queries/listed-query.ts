import type { PlannedRun, SavedQuery } from '#lib/core/query/saved-query.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A saved query as the list shows it. */
export interface ListedQuery
  extends Pick<SavedQuery, 'id' | 'name' | 'database' | 'engine' | 'schedule' | 'updatedAt'> {
  readonly exportTo: {
    /** Its name. */
    readonly authentication: string;
    readonly account: string;
    /** Whether a run sends events that count. */
    readonly isReal: boolean;
  } | null;
  readonly lastRun: PlannedRun | null;
}

/** What can be done to a saved query. The page's own server actions. */
export interface QueryActions {
  /** Answers the job's id. */
  run: (input: { id: number }) => Promise<ActionResult<number>>;
  /** Answers the new query's id. */
  duplicate: (input: { id: number; name: string }) => Promise<ActionResult<number>>;
  remove: (input: { id: number }) => Promise<ActionResult<void>>;
}
