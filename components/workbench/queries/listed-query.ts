import type { PlannedRun, SavedQuery } from '#lib/core/query/saved-query.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A saved query in the list. */
export interface ListedQuery
  extends Pick<SavedQuery, 'id' | 'name' | 'database' | 'engine' | 'schedule' | 'updatedAt'> {
  readonly exportTo: {
    /** Name of the authentication. */
    readonly authentication: string;
    readonly account: string;
    /** Whether a run sends real events. */
    readonly isReal: boolean;
  } | null;
  readonly lastRun: PlannedRun | null;
}

/** The page's server actions on a saved query. */
export interface QueryActions {
  /** Returns the job's ID. */
  run: (input: { id: number }) => Promise<ActionResult<number>>;
  /** Returns the new query's ID. */
  duplicate: (input: { id: number; name: string }) => Promise<ActionResult<number>>;
  remove: (input: { id: number }) => Promise<ActionResult<void>>;
}
