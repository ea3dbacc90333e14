import { cleanFileName } from '../../core/text/name.ts';
import type { UnfinishedUpload, Upload } from '../../core/upload/upload.ts';
import type { CheckOptions } from './check-upload.ts';
import { type CompleteOptions, completeUpload, type DeclaredFacts } from './complete-upload.ts';
import { type DiscardOptions, discardUpload, handleUploadError } from './discard-upload.ts';

export interface IncomingOptions {
  readonly files: DiscardOptions['files'] & {
    /** Throws UserError `upload_too_large` or `upload_disk_full`. */
    refuseTooLarge(bytes: number): Promise<void>;
    create(folder: string): Promise<void>;
    /** Bytes behind the first `offset` ones; how many there are then. Throws as `refuseTooLarge` does. */
    append(folder: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>;
  };
  readonly unfinished: CompleteOptions['unfinished'] & {
    begin(unfinished: UnfinishedUpload): void;
  };
}

export type ReceiveOptions = IncomingOptions & CompleteOptions & CheckOptions & { readonly newFolder: () => string };

/** Makes room for a file. What is larger than it may be is refused before its first byte. */
export async function beginUpload(upload: UnfinishedUpload, options: IncomingOptions): Promise<void> {
  const { files, unfinished } = options;
  try {
    await files.refuseTooLarge(upload.bytes ?? 0);
    // The row first: the sweep takes a folder that nothing refers to.
    unfinished.begin({ ...upload, name: cleanFileName(upload.name) });
    await files.create(upload.folder);
  } catch (error) {
    throw await handleUploadError(upload.folder, error, options);
  }
}

/**
 * Takes more bytes of a file in, and returns how many there are then. What came in before the stream broke stays; where
 * the file is too large, or the disk full, nothing does.
 */
export async function appendToUpload(
  folder: string,
  offset: number,
  content: AsyncIterable<Uint8Array>,
  options: IncomingOptions,
): Promise<number> {
  try {
    options.unfinished.touch(folder);
    return await options.files.append(folder, offset, content);
  } catch (error) {
    throw await handleUploadError(folder, error, options);
  }
}

/** Takes a whole file in, in one stream. Where it cannot be exported nothing of it stays, and a UserError says why. */
export async function receiveUpload(
  content: AsyncIterable<Uint8Array>,
  { name, bytes, ...said }: { readonly name: string; readonly bytes?: number } & DeclaredFacts,
  options: ReceiveOptions,
): Promise<Upload> {
  const folder = options.newFolder();
  try {
    await beginUpload({ folder, name, bytes }, options);
    await appendToUpload(folder, 0, content, options);
    return await completeUpload(folder, said, options);
  } catch (error) {
    await discardUpload(folder, options);
    throw error;
  }
}
