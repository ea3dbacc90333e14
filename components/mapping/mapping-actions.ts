import type { ActionResult } from '#lib/web/action-result.ts';

/** Server actions of the page. They validate their input themselves. */
export interface MappingActions {
  readonly rename: (input: { id: number; name: string }) => Promise<ActionResult<void>>;
  readonly remove: (input: { id: number }) => Promise<ActionResult<void>>;
}
