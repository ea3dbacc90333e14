import type { Connector } from '../core/connector.ts';
import { UserError } from '../core/errors.ts';
import type { FileFormat } from '../core/file-format.ts';
import { isKnownColumn } from '../core/plan.ts';
import type { Cursor } from '../core/row.ts';
import type { NewUpload, Upload } from '../core/upload.ts';

/** What the sender says of a file. Length and sha256 are checked against what arrived. */
export interface UploadFacts {
  readonly name: string;
  readonly bytes?: number | undefined;
  readonly sha256?: string | undefined;
  readonly encoding?: string | undefined;
  readonly delimiter?: FileFormat['delimiter'] | undefined;
}

/** Where the bytes of uploads are kept. */
export interface UploadFiles {
  /** Writes the bytes to disk, safely, and counts them. Throws UserError `upload_too_large`; what it wrote is gone then. */
  save(
    content: AsyncIterable<Uint8Array>,
  ): Promise<{ readonly folder: string; readonly bytes: number; readonly sha256: string }>;
  /** Makes the spool of a saved upload. */
  spool(
    folder: string,
    encoding: string | undefined,
  ): Promise<{ encoding: string; compressed: boolean; bytes: number }>;
  readHeader(
    folder: string,
    options: { delimiter?: FileFormat['delimiter']; isKnown: (name: string) => boolean },
  ): Promise<{ header: readonly string[]; delimiter: FileFormat['delimiter']; cursor: Cursor }>;
  remove(folder: string): Promise<void>;
}

export interface ReceiveOptions {
  readonly files: UploadFiles;
  readonly uploads: { create(upload: NewUpload): Upload };
  readonly connector: Connector;
  readonly clock: { now(): number };
}

/**
 * Takes a file in: bytes to disk, checked against what the sender announced, then spool and header. Only what passes all
 * of that becomes an upload that can be exported; of anything else nothing stays, and a UserError says why.
 */
export async function receiveUpload(
  content: AsyncIterable<Uint8Array>,
  facts: UploadFacts,
  { files, uploads, connector, clock }: ReceiveOptions,
): Promise<Upload> {
  const saved = await files.save(content);
  try {
    refuseIncomplete(saved, facts);
    const { bytes: spoolBytes, ...format } = await files.spool(saved.folder, facts.encoding);
    const isKnown = isKnownColumn(connector.fields);
    const delimiter = facts.delimiter === undefined ? {} : { delimiter: facts.delimiter };
    const { cursor: start, ...header } = await files.readHeader(saved.folder, { ...delimiter, isKnown });
    return uploads.create({
      ...saved,
      ...format,
      ...header,
      name: facts.name,
      spoolBytes,
      start,
      createdAt: clock.now(),
    });
  } catch (error) {
    await files.remove(saved.folder);
    throw error;
  }
}

function refuseIncomplete(saved: { bytes: number; sha256: string }, facts: UploadFacts): void {
  if (saved.bytes === 0) throw new UserError('file_empty');
  if (facts.bytes !== undefined && facts.bytes !== saved.bytes) {
    throw new UserError('upload_incomplete', { expected: facts.bytes, received: saved.bytes });
  }
  if (facts.sha256 !== undefined && facts.sha256.toLowerCase() !== saved.sha256) throw new UserError('upload_damaged');
}
