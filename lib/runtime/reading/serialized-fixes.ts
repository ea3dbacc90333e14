import type { Connector } from '../../core/connector/connector.ts';
import { type Job, uploadOf } from '../../core/job/job.ts';
import type { ReviewEdit } from '../../core/review/review-view.ts';
import { jobOf } from '../../operations/jobs/control-job.ts';
import { editReview } from '../../operations/review/edit-review.ts';
import { resendFixed } from '../../operations/review/fixing/resend-fixed.ts';
import { reviewOptions } from '../operation-options.ts';
import type { Runtime } from '../runtime.ts';

/** Edits a review; edits of one upload are serialized. Throws as `editReview` does. */
export function editInTurn(
  runtime: Runtime,
  connector: Connector,
  upload: number,
  edit: { readonly edit: ReviewEdit; readonly fixesBytes: number },
): Promise<readonly number[]> {
  return inTurn(runtime, upload, () => editReview(upload, edit, reviewOptions(runtime, connector)));
}

/** Resends repaired records of a job, serialized with edits of its file. Throws as `resendFixed` does. */
export function resendFixedInTurn(
  runtime: Runtime,
  chosen: { readonly id: number; readonly seen?: number | undefined },
): Promise<Job> {
  const upload = uploadOf(jobOf(runtime, chosen.id));
  return inTurn(runtime, upload, () => resendFixed(runtime, chosen));
}

function inTurn<T>({ mutex }: Runtime, upload: number, work: () => Promise<T>): Promise<T> {
  return mutex.run(`fixes of ${upload}`, work);
}
