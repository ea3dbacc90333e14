import { type ControlOptions, jobOf } from './control-job.ts';
import { refuseDeleted, type UploadStore } from './readable-upload.ts';
import { type DeletionOptions, removeDeleted } from './sweep-personal-data.ts';

export interface ForgetOptions extends DeletionOptions, Pick<ControlOptions, 'jobs'> {
  readonly uploads: UploadStore;
  readonly retention: DeletionOptions['retention'] & { markAsked(upload: number, now: number): void };
  readonly clock: { now(): number };
}

/**
 * Deletes the file that a job was made of, at once and for good. What is known of the job stays. Throws UserError where
 * a job that has not ended needs the file, and where it was deleted before.
 */
export async function forgetUpload(options: ForgetOptions, jobId: number): Promise<void> {
  const upload = options.uploads.get(jobOf(options, jobId).uploadId);
  refuseDeleted(upload);
  options.retention.markAsked(upload.id, options.clock.now());
  await removeDeleted(options);
}
