import { UserError } from '../../core/errors.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';

export interface DiscardOptions {
  readonly files: { delete(folder: string): Promise<void> };
  readonly unfinished: {
    /** False if there was none. */
    delete(folder: string): Promise<boolean>;
  };
}

/**
 * Discards an unfinished upload with its bytes; a complete one is kept. The row is deleted first, because an upload
 * without a row cannot be completed, and because the sweep deletes its folder after an interruption. If the disk is too
 * full to delete the row, the bytes are deleted first.
 */
export async function discardUpload(folder: string, { files, unfinished }: DiscardOptions): Promise<void> {
  const rowState = await forget(folder, unfinished);
  if (rowState !== 'unknown') await files.delete(folder);
  if (rowState === 'no room') await forget(folder, unfinished);
}

async function forget(
  folder: string,
  unfinished: DiscardOptions['unfinished'],
): Promise<'forgotten' | 'unknown' | 'no room'> {
  try {
    return (await unfinished.delete(folder)) ? 'forgotten' : 'unknown';
  } catch (error) {
    if (machineFaultOf(error) === 'disk_full') return 'no room';
    throw error;
  }
}

/**
 * Handles an error during an upload, and returns the error to throw. If the file cannot be used as declared, or the
 * disk is full, the upload is discarded; other errors, including missing bytes, may be temporary.
 */
export async function handleUploadError(folder: string, error: unknown, options: DiscardOptions): Promise<unknown> {
  const isFull = machineFaultOf(error) === 'disk_full';
  const failure = isFull ? new UserError('upload_disk_full', {}, { cause: error }) : error;
  if (failure instanceof UserError && failure.code !== 'upload_incomplete') await discardUpload(folder, options);
  return failure;
}
