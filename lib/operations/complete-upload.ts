import type { Connector } from '../core/connector.ts';
import { UserError } from '../core/errors.ts';
import type { FileFormat } from '../core/file-format.ts';
import { isKnownColumn } from '../core/plan.ts';
import type { Cursor } from '../core/row.ts';
import type { NewUpload, UnfinishedUpload, Upload } from '../core/upload.ts';
import { type DiscardOptions, endOf } from './discard-upload.ts';

/** What the sender says of a file that is complete. */
export interface FinalFacts {
  readonly sha256?: string | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: FileFormat['delimiter'] | undefined;
}

export interface CompleteOptions {
  readonly files: DiscardOptions['files'] & {
    /** All bytes safely on disk, and what they are there. */
    seal(folder: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
    spool(
      folder: string,
      encoding: string | undefined,
    ): Promise<{ encoding: string; compressed: boolean; bytes: number }>;
    readHeader(
      folder: string,
      options: { delimiter?: FileFormat['delimiter']; isKnown: (name: string) => boolean },
    ): Promise<{ header: readonly string[]; delimiter: FileFormat['delimiter']; cursor: Cursor }>;
  };
  readonly unfinished: DiscardOptions['unfinished'] & {
    /** Keeps the sweep away. Throws UserError `unfinished_upload_gone`. */
    touch(folder: string): UnfinishedUpload;
  };
  readonly uploads: {
    findByFolder(folder: string): Upload | undefined;
    complete(upload: NewUpload): Upload | Promise<Upload>;
  };
  readonly connector: Connector;
  readonly clock: { now(): number };
}

/**
 * Makes a file that has come in one that can be exported: its length and sha256 agree with what the sender said, and its
 * spool and header are made. Asked again, it answers the same. A file that will never pass is removed, and a UserError says
 * why; one of which bytes are missing stays.
 */
export async function completeUpload(folder: string, said: FinalFacts, options: CompleteOptions): Promise<Upload> {
  const complete = options.uploads.findByFolder(folder);
  if (complete) return complete;
  try {
    return await checkAndComplete(options.unfinished.touch(folder), said, options);
  } catch (error) {
    const end = await endOf(folder, error, options);
    // Files that vanish under its hands are no fault where somebody discarded the upload meanwhile.
    if (!(end instanceof UserError)) options.unfinished.touch(folder);
    throw end;
  }
}

async function checkAndComplete(
  { folder, name, bytes: announced }: UnfinishedUpload,
  said: FinalFacts,
  { files, uploads, connector, clock }: CompleteOptions,
): Promise<Upload> {
  const sealed = await files.seal(folder);
  refuseOther(sealed, announced, said.sha256);
  const { bytes: spoolBytes, ...format } = await files.spool(folder, said.encoding);
  const delimiter = said.delimiter === undefined ? {} : { delimiter: said.delimiter };
  const isKnown = isKnownColumn(connector.fields);
  const { cursor: start, ...header } = await files.readHeader(folder, { ...delimiter, isKnown });
  return uploads.complete({ folder, name, ...sealed, ...format, ...header, spoolBytes, start, createdAt: clock.now() });
}

function refuseOther(
  sealed: { readonly bytes: number; readonly sha256: string },
  announced = sealed.bytes,
  sha256 = sealed.sha256,
): void {
  if (announced !== sealed.bytes) {
    throw new UserError('upload_incomplete', { expected: announced, received: sealed.bytes });
  }
  if (sealed.bytes === 0) throw new UserError('file_empty');
  if (sha256 !== sealed.sha256) throw new UserError('upload_damaged');
}
