import { UserError } from '../../core/errors.ts';
import { machineFaultOf } from '../../core/machine-fault.ts';

export interface DiscardOptions {
  readonly files: { remove(folder: string): Promise<void> };
  readonly unfinished: {
    /** False where there was none. */
    remove(folder: string): boolean;
  };
}

/**
 * Forgets an unfinished upload and removes its bytes; of a complete one it removes nothing. The row goes first: without it
 * nobody can complete the upload, and the sweep takes the folder should this be cut off. On a disk so full that not even
 * the row goes, the bytes make room for that.
 */
export async function discardUpload(folder: string, { files, unfinished }: DiscardOptions): Promise<void> {
  const row = forget(folder, unfinished);
  if (row !== 'unknown') await files.remove(folder);
  if (row === 'no room') forget(folder, unfinished);
}

function forget(folder: string, unfinished: DiscardOptions['unfinished']): 'forgotten' | 'unknown' | 'no room' {
  try {
    return unfinished.remove(folder) ? 'forgotten' : 'unknown';
  } catch (error) {
    if (machineFaultOf(error) === 'disk_full') return 'no room';
    throw error;
  }
}

/**
 * What to say of an error that ended work on an upload. Where the file or a full disk is to blame, nothing of it stays; any
 * other fault may pass, and so may the want of bytes.
 */
export async function handleUploadError(folder: string, error: unknown, options: DiscardOptions): Promise<unknown> {
  const isFull = machineFaultOf(error) === 'disk_full';
  const end = isFull ? new UserError('upload_disk_full', {}, { cause: error }) : error;
  if (end instanceof UserError && end.code !== 'upload_incomplete') await discardUpload(folder, options);
  return end;
}
