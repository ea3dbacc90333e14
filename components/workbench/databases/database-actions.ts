import type { ActionResult } from '#lib/web/action-result.ts';

/** Server actions of the pages. They validate their input themselves. */
export interface DatabaseActions {
  create: (input: { database: string }) => Promise<ActionResult<string>>;
  remove: (input: { database: string }) => Promise<ActionResult<void>>;
  /** Returns the IDs of the sample queries. */
  loadSamples: () => Promise<ActionResult<readonly number[]>>;
  deleteTable: (input: { database: string; table: string }) => Promise<ActionResult<void>>;
}
