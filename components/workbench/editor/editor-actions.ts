import type { JobControl } from '#components/job/job-controls.ts';
import type {
  CreateAuthentication,
  EnterSandbox,
  TestEnteredToken,
} from '#components/new-authentication/authentication-actions.ts';
import type { QueryChoice, SavedQuery } from '#lib/core/query/saved-query.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { QueryActions } from '../queries/listed-query.ts';
import type { ScheduleActions } from '../schedule/schedule-actions.ts';

/** A query to run from the editor. */
export interface RunInput {
  /** The saved query as it was loaded; null for a new or changed query, or if only a selection is run. */
  readonly saved: Pick<SavedQuery, 'id' | 'updatedAt'> | null;
  /** The planned time that the query uses; null for the current time. */
  readonly at: number | null;
  readonly query: Omit<QueryChoice, 'name'>;
}

/** Server actions of the editor's pages. */
export interface EditorActions {
  /** Saves a query, or creates one if `id` is null. Refuses if the stored query has changed since `ifUpdatedAt`. */
  save: (input: {
    id: number | null;
    query: QueryChoice;
    ifUpdatedAt?: number | undefined;
  }) => Promise<ActionResult<Pick<SavedQuery, 'id' | 'updatedAt'>>>;
  /** Returns the job's ID. Creates one job for each domain key. */
  run: (input: RunInput & { readonly domainKey: string }) => Promise<ActionResult<number>>;
  kill: JobControl;
  remove: QueryActions['remove'];
  schedule: ScheduleActions['save'];
  authentication: { create: CreateAuthentication; test: TestEnteredToken; enterSandbox: EnterSandbox };
}
