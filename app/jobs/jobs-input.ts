import { z } from 'zod';
import { DECISIONS } from '#lib/core/delivery/decision.ts';
import { RESENDABLE } from '#lib/core/job/job.ts';

/** Which job an action is for. */
export const jobChosen = z.object({ id: z.int().positive() });

/** What a person decides of a job's uncertain records, and how many of them there were to be seen. */
export const decisionOnJob = jobChosen.extend({ decision: z.enum(DECISIONS), seen: z.int().nonnegative() });

/** Which of a job's records are sent again. */
export const recordsToResend = jobChosen.extend({ statuses: z.array(z.enum(RESENDABLE)).min(1) });

/** How far the fixes reached that a person saw before what was repaired is sent. */
export const fixedToResend = jobChosen.extend({ seen: z.int().nonnegative() });
