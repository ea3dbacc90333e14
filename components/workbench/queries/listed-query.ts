import type { RunTarget } from '#lib/core/query/run-target.ts';
import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import type { PlannedRun } from '#lib/core/schedule/planned-run.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** A saved query in the list. */
export interface ListedQuery
  extends Pick<SavedQuery, 'id' | 'name' | 'database' | 'engine' | 'schedule' | 'updatedAt'> {
  readonly exportTo: RunTarget | null;
  readonly lastRun: PlannedRun | null;
}

/** Runs a saved query, once per domain key, if its result still goes where the page showed. Returns the job's ID. */
export type RunSavedQuery = (input: {
  query: number;
  seen: RunTarget | null;
  domainKey: string;
}) => Promise<ActionResult<number>>;

/** The page's server actions on a saved query. */
export interface QueryActions {
  run: RunSavedQuery;
  /** Returns the new query's ID. */
  duplicate: (input: { query: number; name: string }) => Promise<ActionResult<number>>;
  remove: (input: { query: number }) => Promise<ActionResult<unknown>>;
}
