import { uploadOf } from '../../core/job/job.ts';
import { type DeletionOptions, removeDeleted } from '../settings/sweep-personal-data.ts';
import { refuseDeleted, type UploadStore } from '../uploads/readable-upload.ts';
import { type ControlOptions, jobOf } from './control-job.ts';

export interface DeleteOptions extends DeletionOptions {
  readonly uploads: UploadStore;
  readonly retention: DeletionOptions['retention'] & { markAsked(upload: number, now: number): void };
  readonly clock: { now(): number };
}

export type ForgetOptions = DeleteOptions & Pick<ControlOptions, 'jobs'>;

/**
 * Deletes the file that a job was made of, at once and for good. What is known of the job stays. Throws UserError where
 * a job that has not ended needs the file, and where it was deleted before.
 */
export async function forgetUpload(options: ForgetOptions, jobId: number): Promise<void> {
  await deleteUpload(options, uploadOf(jobOf(options, jobId)));
}

/** Deletes a file at once and for good. Throws UserError where a job that has not ended needs it. */
export async function deleteUpload(options: DeleteOptions, id: number): Promise<void> {
  refuseDeleted(options.uploads.get(id));
  options.retention.markAsked(id, options.clock.now());
  await removeDeleted(options);
}
