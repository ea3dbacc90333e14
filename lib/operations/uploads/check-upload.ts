import { UserError } from '../../core/errors.ts';
import { isKnownColumn } from '../../core/record/plan.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import type { CompleteOptions, DeclaredProperties } from './complete-upload.ts';
import { handleUploadError } from './discard-upload.ts';

/** This many bytes contain the whole header in any encoding: a character takes at most four bytes. */
const MAX_HEADER_BYTES = 4 * MAX_RECORD_BYTES;

export interface CheckOptions extends Pick<CompleteOptions, 'unfinished' | 'connector' | 'proposals'> {
  readonly files: Pick<CompleteOptions['files'], 'readLayout' | 'delete'> & {
    size(folder: string): Promise<number>;
    /** Reads the header from the bytes received so far. */
    peek(folder: string, encoding: string | undefined, options: LayoutOptions): Promise<unknown>;
  };
}

type LayoutOptions = Parameters<CompleteOptions['files']['readLayout']>[1];

/**
 * Checks the beginning of a file during its upload, so that a file that can never be exported is refused early. Throws
 * the same UserErrors as `completeUpload`, which also discard the upload. Checks nothing before `MAX_HEADER_BYTES` have
 * arrived, little of a compressed file, and nothing of a workbook.
 */
export async function checkUpload(
  folder: string,
  { encoding, sha256: _, ...layoutOverrides }: DeclaredProperties,
  options: CheckOptions,
): Promise<void> {
  const { files, unfinished, connector, proposals } = options;
  await unfinished.touch(folder);
  if ((await files.size(folder)) < MAX_HEADER_BYTES) return;
  try {
    const isKnown = isKnownColumn(connector.fields);
    await files.peek(folder, encoding, { ...layoutOverrides, isKnown, proposals });
  } catch (error) {
    // A saved mapping may say how to read the file; that is tried when the upload is complete.
    const mayReadAsSaved =
      error instanceof UserError && proposals?.readings.some((saved) => saved.encoding ?? saved.delimiter);
    if (!isCutGzip(error) && !mayReadAsSaved) throw await handleUploadError(folder, error, options);
  }
}

/** Whether an error may only mean that the end of a compressed file has not arrived. */
function isCutGzip(error: unknown): boolean {
  return error instanceof UserError && (error.code === 'gzip_truncated' || error.code === 'gzip_corrupt');
}
