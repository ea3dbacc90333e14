import type { Decision } from '#lib/core/delivery/decision.ts';
import type { Resendable } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export type BeginFixing = (input: { id: number }) => Promise<ActionResult<void>>;

/** What a person may do to a job; each is a server action of the page. */
export interface JobControls {
  kill: (input: { id: number }) => Promise<ActionResult<void>>;
  pause: (input: { id: number }) => Promise<ActionResult<void>>;
  resume: (input: { id: number }) => Promise<ActionResult<void>>;
  decide: (input: { id: number; decision: Decision; seen: number }) => Promise<ActionResult<void>>;
  /** Makes a job of records that are sent again, and answers its id. */
  resend: (input: { id: number; statuses: readonly Resendable[] }) => Promise<ActionResult<number>>;
  /** Has its file looked through, so that what it left can be repaired. */
  fix: BeginFixing;
  /** Makes the same job once more, and answers its id. */
  rerun: (input: { id: number }) => Promise<ActionResult<number>>;
  /** Deletes its file. */
  forget: (input: { id: number }) => Promise<ActionResult<void>>;
}
