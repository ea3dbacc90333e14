import { UserError } from '../../../core/errors.ts';
import { type Job, uploadOf } from '../../../core/job/job.ts';
import { createResendJob, type ResendOptions } from '../../jobs/resend-records.ts';
import { readableUpload } from '../../uploads/readable-upload.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { endedJob, recordsOfJob } from './job-records.ts';

export type ResendFixedOptions = ResendOptions & ReviewOptions;

/**
 * Creates a queued job that resends the repaired, ready records of an ended job, with the same event ids and destination.
 * `seen` is the length of the fixes that the person saw: throws UserError `resend_changed` if others were made in between.
 * Throws `nothing_fixed` if no record is ready, `resend_not_ready` while the review is running, and as `readableUpload` and
 * `recordsOfJob` do. Calls for one upload must be serialized, since each changes which records the next one sends.
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
