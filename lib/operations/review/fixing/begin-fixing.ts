import type { Connector } from '../../../core/connector/connector.ts';
import { UserError } from '../../../core/errors.ts';
import { countFixable, uploadOf } from '../../../core/job/job.ts';
import { readableUpload, type UploadStore } from '../../uploads/readable-upload.ts';
import { type BeginReviewOptions, beginReview } from '../begin-review.ts';
import type { ReviewOptions } from '../ready-review.ts';
import { endedJob, resendsOf } from './job-records.ts';

export interface BeginFixingOptions extends BeginReviewOptions {
  readonly jobs: ReviewOptions['jobs'];
  readonly uploads: UploadStore;
  readonly files: { hasSpool(folder: string): Promise<boolean> };
  readonly connectorOf: (type: string) => Connector;
}

/**
 * Starts a review of the file of an ended job as the job read it, so that the rejected and invalid records of the job
 * and of its resends can be fixed. Keeps an existing review with the mapping of the job. Throws UserError as `endedJob`
 * and `readableUpload` do, and `nothing_to_fix`.
 */
export async function beginFixing(options: BeginFixingOptions, id: number): Promise<void> {
  const job = await endedJob(options, id);
  const hasNothingToFix = [job, ...(await resendsOf(id, options))].every(({ records }) => countFixable(records) === 0);
  if (hasNothingToFix) throw new UserError('nothing_to_fix', { id });
  const upload = await readableUpload(options, uploadOf(job));
  const { connector, mapping, constants } = job;
  await beginReview({ connector: options.connectorOf(connector), upload, matching: { mapping, constants } }, options);
}
