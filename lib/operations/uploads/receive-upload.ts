import { cleanFileName } from '../../core/text/name.ts';
import type { UnfinishedUpload, Upload } from '../../core/upload/upload.ts';
import type { CheckOptions } from './check-upload.ts';
import { type CompleteOptions, completeUpload, type DeclaredProperties } from './complete-upload.ts';
import { type DiscardOptions, discardUpload, handleUploadError } from './discard-upload.ts';

export interface IncomingOptions {
  readonly files: DiscardOptions['files'] & {
    /** Throws UserError `upload_too_large` or `upload_disk_full`. */
    refuseTooLarge(bytes: number): Promise<void>;
    create(folder: string): Promise<void>;
    /** Appends bytes at `offset`; returns the new length. Throws as `refuseTooLarge` does. */
    append(folder: string, offset: number, content: AsyncIterable<Uint8Array>): Promise<number>;
  };
  readonly unfinished: CompleteOptions['unfinished'] & {
    begin(unfinished: UnfinishedUpload): Promise<void>;
  };
}

export type ReceiveOptions = IncomingOptions & CompleteOptions & CheckOptions & { readonly newFolder: () => string };

/** Begins an upload. A file that is too large is refused before its first byte. */
export async function beginUpload(upload: UnfinishedUpload, options: IncomingOptions): Promise<void> {
  const { files, unfinished } = options;
  try {
    await files.refuseTooLarge(upload.bytes ?? 0);
    // The row is stored first, because the sweep removes folders without a row.
    await unfinished.begin({ ...upload, name: cleanFileName(upload.name) });
    await files.create(upload.folder);
  } catch (error) {
    throw await handleUploadError(upload.folder, error, options);
  }
}

/**
 * Appends bytes to an upload, and returns its new length. Bytes received before a broken stream are kept; if the file
 * is too large or the disk is full, the upload is discarded.
 */
export async function appendToUpload(
  folder: string,
  offset: number,
  content: AsyncIterable<Uint8Array>,
  options: IncomingOptions,
): Promise<number> {
  try {
    await options.unfinished.touch(folder);
    return await options.files.append(folder, offset, content);
  } catch (error) {
    throw await handleUploadError(folder, error, options);
  }
}

/** Receives a whole file as one stream. If any step fails, the upload is discarded. Throws as these steps do. */
export async function receiveUpload(
  content: AsyncIterable<Uint8Array>,
  { name, bytes, ...declared }: { readonly name: string; readonly bytes?: number } & DeclaredProperties,
  options: ReceiveOptions,
): Promise<Upload> {
  const folder = options.newFolder();
  try {
    await beginUpload({ folder, name, bytes }, options);
    await appendToUpload(folder, 0, content, options);
    return await completeUpload(folder, declared, options);
  } catch (error) {
    await discardUpload(folder, options);
    throw error;
  }
}
