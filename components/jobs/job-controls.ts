import type { ActionResult } from '#lib/action-result.ts';
import type { Decision } from '#lib/core/decision.ts';

/** What a person may do to a job; each is a server action of the page. */
export interface JobControls {
  kill: (input: { id: number }) => Promise<ActionResult<void>>;
  pause: (input: { id: number }) => Promise<ActionResult<void>>;
  resume: (input: { id: number }) => Promise<ActionResult<void>>;
  decide: (input: { id: number; decision: Decision }) => Promise<ActionResult<void>>;
  /** Deletes its file. */
  forget: (input: { id: number }) => Promise<ActionResult<void>>;
}
