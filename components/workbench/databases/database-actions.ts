import type { ActionResult } from '#lib/web/action-result.ts';

/** What the pages hand in: their server actions. The input is checked there. */
export interface DatabaseActions {
  create: (input: { database: string }) => Promise<ActionResult<string>>;
  remove: (input: { database: string }) => Promise<ActionResult<void>>;
  /** Answers the ids of the sample queries. */
  loadSamples: () => Promise<ActionResult<readonly number[]>>;
  deleteTable: (input: { database: string; table: string }) => Promise<ActionResult<void>>;
}
