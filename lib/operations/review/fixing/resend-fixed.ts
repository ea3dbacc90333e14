import { UserError } from '../../../core/errors.ts';
import { type Job, uploadOf } from '../../../core/job/job.ts';
import { sizeOf } from '../../../core/record/selection.ts';
import { createResendJob, type ResendOptions } from '../../jobs/resend-records.ts';
import { readableUpload } from '../../uploads/readable-upload.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { endedJob, recordsOfJob } from './job-records.ts';

export type ResendFixedOptions = ResendOptions & ReviewOptions;

export interface ResendFixed {
  readonly id: number;
  /** The length of the fixes that the person saw. */
  readonly seenFixesBytes?: number | undefined;
  /** How many records the person expects to be sent. */
  readonly count?: number | undefined;
}

/**
 * Creates a queued job that resends the fixed, ready records of an ended job, with the same event ids and destination.
 * Throws UserError, without creating a job: `resend_changed` if there are other fixes than the person saw,
 * `review_count_differs` if another number of records is ready, `nothing_fixed` if no record is ready or there is no
 * review, `resend_not_ready` while the review is running or if it failed, `resend_under_way` if another process resends
 * records at the same time, and as `readableUpload` and `recordsOfJob` do. Calls for one upload must be serialized,
 * since each call changes which records the next call sends.
 */
export async function resendFixed(
  options: ResendFixedOptions,
  { id, seenFixesBytes, count }: ResendFixed,
): Promise<Job> {
  const job = await endedJob(options, id);
  const upload = await readableUpload(options, uploadOf(job));
  const review = await options.reviews.find(upload.id);
  if (!review) throw new UserError('nothing_fixed', { id });
  if (review.state !== 'ready' || review.next) throw new UserError('resend_not_ready');
  if (seenFixesBytes !== undefined && seenFixesBytes !== review.fixesBytes) throw new UserError('resend_changed');
  const newestInStory = (await options.stories.jobsOf(id)).at(-1)?.id;
  const { ready: selection } = (await recordsOfJob(id, review, upload, options)).states;
  if (selection.length === 0) throw new UserError('nothing_fixed', { id });
  const found = sizeOf(selection);
  if (count !== undefined && count !== found) throw new UserError('review_count_differs', { expected: count, found });
  const part = { parentId: id, selection, newestInStory, fixesBytes: review.fixesBytes };
  return createResendJob(options, job, upload, part);
}
