import { UserError } from '../../../core/errors.ts';
import { type Job, uploadOf } from '../../../core/job/job.ts';
import { type ResendOptions, createResendJob } from '../../jobs/resend-records.ts';
import { readableUpload } from '../../uploads/readable-upload.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { endedJob, recordsOfJob } from './job-records.ts';

export type ResendFixedOptions = ResendOptions & ReviewOptions;

/**
 * Makes a job that sends those of a job's rejected and invalid records that were repaired since and are ready now, with the
 * same event ids, to where they were to go. It waits to be executed. `seen` is how far the fixes reached that a person saw:
 * UserError `resend_changed` where others came in between. Throws `nothing_fixed` where no record is ready,
 * `resend_not_ready` while the file is looked through, and as `readableUpload` and `recordsOfJob` do. For one upload they must
 * come one after the other: what the first sends is nothing for the second.
 */
export async function resendFixed(
  options: ResendFixedOptions,
  { id, seen }: { readonly id: number; readonly seen?: number | undefined },
): Promise<Job> {
  const job = endedJob(options, id);
  const upload = await readableUpload(options, uploadOf(job));
  const review = options.reviews.find(upload.id);
  if (!review) throw new UserError('nothing_fixed', { id });
  if (review.state !== 'ready') throw new UserError('resend_not_ready');
  if (seen !== undefined && seen !== review.fixesBytes) throw new UserError('resend_changed');
  const { ready: selection } = (await recordsOfJob(id, review, upload, options)).states;
  if (selection.length === 0) throw new UserError('nothing_fixed', { id });
  return createResendJob(options, job, upload, { parentId: id, selection, fixesBytes: review.fixesBytes });
}
