import { z } from 'zod';
import { DECISIONS } from '#lib/core/delivery/decision.ts';
import { RESENDABLE } from '#lib/core/job/job.ts';

/** The job of an action. */
export const jobChosen = z.object({ id: z.int().positive() });

/** The decision about a job's uncertain records, and the number that the person saw. */
export const decisionOnJob = jobChosen.extend({ decision: z.enum(DECISIONS), seen: z.int().nonnegative() });

/** The records of a job to send again. */
export const recordsToResend = jobChosen.extend({ statuses: z.array(z.enum(RESENDABLE)).min(1) });

/** The version of the fixes that the person saw before sending fixed records. */
export const fixedToResend = jobChosen.extend({ seen: z.int().nonnegative() });
