import type { Decision } from '#lib/core/delivery/decision.ts';
import type { Resendable } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export type StartFixing = (input: { id: number }) => Promise<ActionResult<void>>;

/** The server actions on a job. */
export interface JobControls {
  kill: (input: { id: number }) => Promise<ActionResult<void>>;
  pause: (input: { id: number }) => Promise<ActionResult<void>>;
  resume: (input: { id: number }) => Promise<ActionResult<void>>;
  decide: (input: { id: number; decision: Decision; seen: number }) => Promise<ActionResult<void>>;
  /** Creates a job that sends records again, and returns its ID. */
  resend: (input: { id: number; statuses: readonly Resendable[] }) => Promise<ActionResult<number>>;
  /** Starts a review of the job's file, in which its remaining records can be fixed. */
  fix: StartFixing;
  /** Creates the same job again, and returns its ID. */
  rerun: (input: { id: number }) => Promise<ActionResult<number>>;
  /** Deletes the job's file. */
  forget: (input: { id: number }) => Promise<ActionResult<void>>;
}
