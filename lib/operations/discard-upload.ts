export interface DiscardOptions {
  readonly files: { remove(folder: string): Promise<void> };
  readonly unfinished: {
    /** False where there was none. */
    remove(folder: string): boolean;
  };
}

/** Forgets an unfinished upload and removes its bytes; of a complete one it removes nothing. */
export async function discardUpload(folder: string, { files, unfinished }: DiscardOptions): Promise<void> {
  // The row first: once it is gone nobody can complete the upload, and the sweep takes the folder should this be cut off.
  if (unfinished.remove(folder)) await files.remove(folder);
}
