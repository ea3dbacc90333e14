import type { SavedQuery } from '#lib/core/query/saved-query.ts';
import type { PlannedRun } from '#lib/core/schedule/planned-run.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

/** Where the results of a saved query are sent. */
export interface ExportOfQuery {
  /** Name of the authentication. */
  readonly authentication: string;
  readonly account: string;
  /** Whether a run sends real events. */
  readonly isReal: boolean;
}

/** A saved query in the list. */
export interface ListedQuery
  extends Pick<SavedQuery, 'id' | 'name' | 'database' | 'engine' | 'schedule' | 'updatedAt'> {
  readonly exportTo: ExportOfQuery | null;
  readonly lastRun: PlannedRun | null;
}

/** Runs a saved query, and returns the created jobs. */
export type RunSaved = (input: {
  query: number;
}) => Promise<ActionResult<{ readonly data: readonly { readonly job_id: number }[] }>>;

/** The page's server actions on a saved query. */
export interface QueryActions {
  run: RunSaved;
  /** Returns the new query's ID. */
  duplicate: (input: { query: number; name: string }) => Promise<ActionResult<number>>;
  remove: (input: { query: number }) => Promise<ActionResult<unknown>>;
}
