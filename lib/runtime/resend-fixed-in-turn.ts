import { type Job, uploadOf } from '../core/job.ts';
import { jobOf } from '../operations/control-job.ts';
import { resendFixed } from '../operations/review/resend-fixed.ts';
import type { Runtime } from '../runtime.ts';
import { resendFixedOptions } from './operation-options.ts';

/** Sends again what was repaired of a job, while nobody repairs anything of its file. Throws as `resendFixed` does. */
export function resendFixedInTurn(
  runtime: Runtime,
  chosen: { readonly id: number; readonly seen?: number | undefined },
): Promise<Job> {
  const upload = uploadOf(jobOf(runtime, chosen.id));
  return runtime.inTurn.do(`fixes of ${upload}`, () => resendFixed(resendFixedOptions(runtime), chosen));
}
