import { uploadOf } from '../../core/job/job.ts';
import { type DeletionOptions, removeDeleted } from '../settings/sweep-personal-data.ts';
import { refuseDeleted, type UploadStore } from '../uploads/readable-upload.ts';
import { type ControlOptions, jobOf } from './control-job.ts';

export interface DeleteOptions extends DeletionOptions {
  readonly uploads: UploadStore;
  readonly retention: DeletionOptions['retention'] & { markDeletedByUser(upload: number, now: number): void };
  readonly clock: { now(): number };
}

export type DeleteJobUploadOptions = DeleteOptions & Pick<ControlOptions, 'jobs'>;

/**
 * Deletes the file that a job was made of, at once and for good. What is known of the job stays. Throws UserError where
 * a job that has not ended needs the file, and where it was deleted before.
 */
export async function deleteJobUpload(options: DeleteJobUploadOptions, jobId: number): Promise<void> {
  await deleteUpload(options, uploadOf(jobOf(options, jobId)));
}

/** Deletes a file at once and for good. Throws UserError where a job that has not ended needs it. */
export async function deleteUpload(options: DeleteOptions, id: number): Promise<void> {
  refuseDeleted(options.uploads.get(id));
  options.retention.markDeletedByUser(id, options.clock.now());
  await removeDeleted(options);
}
