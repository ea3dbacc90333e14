'use server';

import { revalidatePath } from 'next/cache';
import { stopJob } from '#lib/operations/jobs/control-job.ts';
import { decideUncertain } from '#lib/operations/jobs/decide-uncertain.ts';
import { deleteJobUpload } from '#lib/operations/jobs/delete-upload.ts';
import { requeueJob } from '#lib/operations/jobs/requeue-job.ts';
import { rerunJob } from '#lib/operations/jobs/rerun-job.ts';
import { resendRecords } from '#lib/operations/jobs/resend-records.ts';
import { beginFixing } from '#lib/operations/review/fixing/begin-fixing.ts';
import { controlOf } from '#lib/runtime/execute.ts';
import { beginFixingOptions, decideOptions, resendOptions } from '#lib/runtime/operation-options.ts';
import { rerunOptions } from '#lib/runtime/queries/workbench.ts';
import { resendFixedInTurn } from '#lib/runtime/reading/serialized-fixes.ts';
import { runAction } from '#lib/web/action-result.ts';
import { decisionOnJob, fixedToResend, jobChosen, recordsToResend } from './jobs-input.ts';

export async function killJob(input: unknown) {
  const result = await runAction(jobChosen, input, async ({ id }, runtime) => {
    await stopJob(controlOf(runtime), id, 'kill');
  });
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function pauseJob(input: unknown) {
  const result = await runAction(jobChosen, input, async ({ id }, runtime) => {
    await stopJob(controlOf(runtime), id, 'pause');
  });
  revalidatePath('/jobs', 'layout');
  return result;
}

/** Puts the job back into the queue; the worker executes it, not this process. */
export async function resumeJob(input: unknown) {
  const result = await runAction(jobChosen, input, ({ id }, runtime) => {
    requeueJob(runtime, id);
  });
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function decideJob(input: unknown) {
  const result = await runAction(decisionOnJob, input, async (chosen, runtime) => {
    await decideUncertain(decideOptions(runtime), chosen);
  });
  revalidatePath('/jobs', 'layout');
  return result;
}

/** Creates a job that sends records again, and returns its ID. The worker executes it. */
export async function resendOfJob(input: unknown) {
  const result = await runAction(
    recordsToResend,
    input,
    async (chosen, runtime) => (await resendRecords(resendOptions(runtime), chosen)).id,
  );
  revalidatePath('/jobs', 'layout');
  return result;
}

/** Starts a review of the job's file, in which its remaining records can be fixed. */
export async function fixJob(input: unknown) {
  const result = await runAction(jobChosen, input, ({ id }, runtime) => beginFixing(beginFixingOptions(runtime), id));
  revalidatePath('/jobs', 'layout');
  return result;
}

/** Creates a job that sends the fixed records, and returns its ID. The worker executes it. */
export async function resendFixedOfJob(input: unknown) {
  const result = await runAction(
    fixedToResend,
    input,
    async (chosen, runtime) => (await resendFixedInTurn(runtime, chosen)).id,
  );
  revalidatePath('/jobs', 'layout');
  return result;
}

export async function runJobAgain(input: unknown) {
  const result = await runAction(
    jobChosen,
    input,
    async ({ id }, runtime) => (await rerunJob(rerunOptions(runtime), id)).id,
  );
  revalidatePath('/jobs', 'layout');
  return result;
}

/** Deletes the job's file; the job itself is kept. */
export async function forgetFile(input: unknown) {
  const result = await runAction(jobChosen, input, ({ id }, runtime) => deleteJobUpload(runtime, id));
  revalidatePath('/jobs', 'layout');
  return result;
}
