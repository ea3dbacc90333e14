import type { Clock } from '../../core/clock.ts';
import { uploadOf } from '../../core/job/job.ts';
import { type DeletionOptions, deleteMarked } from '../settings/sweep-personal-data.ts';
import { refuseDeleted, type UploadStore } from '../uploads/readable-upload.ts';
import { type ControlOptions, jobOf } from './control-job.ts';

export interface DeleteOptions extends DeletionOptions {
  readonly uploads: UploadStore;
  readonly retention: DeletionOptions['retention'] & {
    markDeletedByPerson(upload: number, now: number): Promise<void>;
  };
  readonly clock: Clock;
}

export type DeleteJobUploadOptions = DeleteOptions & Pick<ControlOptions, 'jobs'>;

/**
 * Permanently deletes the file of a job. The job itself is kept. Throws UserError if an unfinished job needs the file,
 * or it was already deleted.
 */
export async function deleteJobUpload(options: DeleteJobUploadOptions, jobId: number): Promise<void> {
  await deleteUpload(options, uploadOf(await jobOf(options, jobId)));
}

/** Permanently deletes an upload. Throws UserError if an unfinished job needs it, or it was already deleted. */
export async function deleteUpload(options: DeleteOptions, id: number): Promise<void> {
  refuseDeleted(await options.uploads.get(id));
  await options.retention.markDeletedByPerson(id, options.clock.now());
  await deleteMarked(options);
}
