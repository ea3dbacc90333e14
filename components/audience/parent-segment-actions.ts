import type { ActionResult } from '#lib/web/action-result.ts';

/** The pages' server actions on a parent segment. */
export interface ParentSegmentActions {
  /** Builds the parent segment now. */
  run: (input: { parent_segment: number }) => Promise<ActionResult<{ readonly job_id: number }>>;
  remove: (input: { parent_segment: number }) => Promise<ActionResult<unknown>>;
}
