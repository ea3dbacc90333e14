import type { Decision } from '#lib/core/delivery/decision.ts';
import type { Resendable } from '#lib/core/job/job.ts';
import type { ActionResult } from '#lib/web/action-result.ts';

export type JobControl = (input: { job: number }) => Promise<ActionResult<unknown>>;

/** The result of a server action that creates a job. */
export type CreatedJob = ActionResult<{ readonly job_id: number }>;

/** The server actions on a job. */
export interface JobControls {
  kill: JobControl;
  pause: JobControl;
  resume: JobControl;
  /** `seen` is the number of uncertain records that the person saw. */
  decide: (input: { job: number; decision: Decision; seen: number }) => Promise<ActionResult<unknown>>;
  /** Creates a job that sends records again: those whose outcome is in `status`. */
  resend: (input: { job: number; status: readonly Resendable[] }) => Promise<CreatedJob>;
  /** Starts a review of the job's file, in which rejected and invalid records can be fixed. */
  fix: JobControl;
  /** Repeats the whole job as a new one. A job that may send events is created only once for each domain key. */
  rerun: (input: { job: number; domainKey: string }) => Promise<CreatedJob>;
  /** Deletes the job's file. */
  deleteFile: JobControl;
}
