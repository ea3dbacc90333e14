import type { ActionResult } from '#lib/web/action-result.ts';

/** Server actions of the pages. They validate their input themselves. */
export interface DatabaseActions {
  create: (input: { name: string }) => Promise<ActionResult<{ readonly name: string }>>;
  remove: (input: { database: string }) => Promise<ActionResult<unknown>>;
  loadSamples: () => Promise<ActionResult<unknown>>;
  deleteTable: (input: { database: string; table: string }) => Promise<ActionResult<unknown>>;
}
