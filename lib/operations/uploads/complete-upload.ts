import type { Connector } from '../../core/connector/connector.ts';
import { UserError } from '../../core/errors.ts';
import { isNameOfField } from '../../core/matching/suggest-mapping.ts';
import type { Cursor } from '../../core/record/row.ts';
import type { FileFormat, FormatOverrides } from '../../core/upload/file-format.ts';
import type { NewUpload, UnfinishedUpload, Upload } from '../../core/upload/upload.ts';
import { type DiscardOptions, handleUploadError } from './discard-upload.ts';

/** What the sender says of a file that is complete. */
export interface DeclaredFacts extends FormatOverrides {
  readonly sha256?: string;
}

/** Makes the rows of a file readable. */
export interface LayoutFiles {
  spool(
    folder: string,
    encoding: string | undefined,
  ): Promise<Pick<FileFormat, 'encoding' | 'compressed'> & { bytes: number }>;
  readLayout(
    folder: string,
    options: Omit<FormatOverrides, 'encoding'> & { readonly isKnown: (name: string) => boolean },
  ): Promise<Pick<FileFormat, 'format' | 'delimiter' | 'headerRow'> & { header: readonly string[]; cursor: Cursor }>;
}

export interface CompleteOptions {
  readonly files: DiscardOptions['files'] &
    LayoutFiles & {
      /** All bytes safely on disk, and what they are there. */
      seal(folder: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
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
export async function completeUpload(folder: string, said: DeclaredFacts, options: CompleteOptions): Promise<Upload> {
  const complete = options.uploads.findByFolder(folder);
  if (complete) return complete;
  try {
    return await checkAndComplete(options.unfinished.touch(folder), said, options);
  } catch (error) {
    const end = await handleUploadError(folder, error, options);
    // Files that vanish under its hands are no fault where somebody discarded the upload meanwhile.
    if (!(end instanceof UserError)) options.unfinished.touch(folder);
    throw end;
  }
}

async function checkAndComplete(
  { folder, name, bytes: announced }: UnfinishedUpload,
  { sha256, ...said }: DeclaredFacts,
  { files, uploads, connector, clock }: CompleteOptions,
): Promise<Upload> {
  const sealed = await files.seal(folder);
  refuseOther(sealed, announced, sha256);
  const layout = await readFormat(folder, said, { files, connector });
  return uploads.complete({ folder, name, ...sealed, ...layout, createdAt: clock.now() });
}

/** Makes the spool of a file whose bytes are all there, and finds out how it is to be read. */
export async function readFormat(
  folder: string,
  { encoding, ...said }: FormatOverrides,
  { files, connector }: { readonly files: LayoutFiles; readonly connector: Connector },
): Promise<FileFormat & Pick<Upload, 'spoolBytes' | 'header' | 'start'>> {
  const { bytes: spoolBytes, ...written } = await files.spool(folder, encoding);
  const { cursor: start, ...layout } = await files.readLayout(folder, {
    ...said,
    isKnown: isNameOfField(connector.fields),
  });
  return { ...written, ...layout, spoolBytes, start };
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
