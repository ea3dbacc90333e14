import type { ActionResult } from '#lib/web/action-result.ts';

/** What the page hands in: its server actions. The input is checked there, whatever its type says here. */
export interface MappingActions {
  readonly rename: (input: { id: number; name: string }) => Promise<ActionResult<void>>;
  readonly remove: (input: { id: number }) => Promise<ActionResult<void>>;
}
