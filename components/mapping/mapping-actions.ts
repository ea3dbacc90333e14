import type { ActionResult } from '#lib/web/action-result.ts';

/** Server actions of the page. They validate their input themselves. */
export interface MappingActions {
  readonly rename: (input: { mapping: number; name: string }) => Promise<ActionResult<unknown>>;
  readonly remove: (input: { mapping: number }) => Promise<ActionResult<unknown>>;
}
