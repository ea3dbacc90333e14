import type {
  CreateAuthentication,
  EnterSandbox,
  TestEntered,
} from '#components/new-authentication/authentication-actions.ts';
import type { QueryChoice } from '#lib/core/query/saved-query.ts';
import type { ActionResult } from '#lib/web/action-result.ts';
import type { QueryActions } from '../queries/listed-query.ts';
import type { ScheduleActions } from '../schedule/schedule-actions.ts';

/** A query as it is run from the editor. */
export interface RunInput {
  /** The saved query that it is, without a change since. */
  readonly saved: number | null;
  /** The time that it takes for its own; null for now. */
  readonly at: number | null;
  readonly query: Omit<QueryChoice, 'name'>;
}

/** What the editor's pages hand in: their server actions. */
export interface EditorActions {
  /** Keeps a query, a new one where `id` is null; its id. */
  keep: (input: { id: number | null; query: QueryChoice }) => Promise<ActionResult<number>>;
  /** Answers the job's id. */
  run: (input: RunInput) => Promise<ActionResult<number>>;
  kill: (input: { id: number }) => Promise<ActionResult<void>>;
  remove: QueryActions['remove'];
  schedule: ScheduleActions['save'];
  authentication: { create: CreateAuthentication; test: TestEntered; enterSandbox: EnterSandbox };
}
