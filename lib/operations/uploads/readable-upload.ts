import { UserError } from '../../core/errors.ts';
import { deletedError } from '../../core/upload/retention.ts';
import type { Upload } from '../../core/upload/upload.ts';
import type { FileGone } from '../../core/view/record-view.ts';

export interface UploadStore {
  get(id: number): Promise<Upload>;
}

interface Files {
  hasSpool(folder: string): Promise<boolean>;
}

/** Why an upload's values cannot be read; null if they can. */
export async function unavailableReason({ deleted, folder }: Upload, files: Files): Promise<FileGone | null> {
  if (deleted) return { code: 'upload_deleted', ...deleted };
  return (await files.hasSpool(folder)) ? null : { code: 'upload_gone' };
}

/** Throws UserError `upload_deleted` with time and reason. */
export function refuseDeleted({ deleted }: Pick<Upload, 'deleted'>): void {
  if (deleted) throw deletedError(deleted);
}

/**
 * The upload with this id, if its bytes exist. Throws UserError `upload_deleted`, or `upload_gone` if they are missing.
 */
export async function readableUpload(
  { uploads, files }: { readonly uploads: UploadStore; readonly files: Files },
  id: number,
): Promise<Upload> {
  const upload = await uploads.get(id);
  refuseDeleted(upload);
  if (await unavailableReason(upload, files)) throw new UserError('upload_gone');
  return upload;
}
