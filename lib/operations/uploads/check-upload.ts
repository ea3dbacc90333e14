import { UserError } from '../../core/errors.ts';
import { isKnownColumn } from '../../core/record/plan.ts';
import { MAX_RECORD_BYTES } from '../../core/upload/file-format.ts';
import type { CompleteOptions, DeclaredFacts } from './complete-upload.ts';
import { handleUploadError } from './discard-upload.ts';

/** The whole header is among so many bytes, whatever the encoding: it is a record, and one of them may take four bytes. */
const HEADER_IS_HERE = 4 * MAX_RECORD_BYTES;

export interface CheckOptions extends Pick<CompleteOptions, 'unfinished' | 'connector'> {
  readonly files: Pick<CompleteOptions['files'], 'readLayout' | 'remove'> & {
    size(folder: string): Promise<number>;
    /** Reads the header of what has come in so far. */
    peek(folder: string, encoding: string | undefined, options: LayoutOptions): Promise<unknown>;
  };
}

type LayoutOptions = Parameters<CompleteOptions['files']['readLayout']>[1];

/**
 * Looks at the beginning of a file that is still coming in, so that one that can never be exported is refused before all of
 * it has come. Throws the same UserErrors as completing it, and discards it as well; of a file that has only just begun, or
 * that has to be unpacked first, it says little.
 */
export async function checkUpload(
  folder: string,
  { encoding, sha256: _, ...said }: DeclaredFacts,
  options: CheckOptions,
): Promise<void> {
  const { files, unfinished, connector } = options;
  unfinished.touch(folder);
  if ((await files.size(folder)) < HEADER_IS_HERE) return;
  try {
    const isKnown = isKnownColumn(connector.fields);
    await files.peek(folder, encoding, { ...said, isKnown });
  } catch (error) {
    if (!isCutGzip(error)) throw await handleUploadError(folder, error, options);
  }
}

/** What has come in so far of a compressed file cannot be unpacked. */
function isCutGzip(error: unknown): boolean {
  return error instanceof UserError && (error.code === 'gzip_truncated' || error.code === 'gzip_corrupt');
}
