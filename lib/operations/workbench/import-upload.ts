import { UserError } from '../../core/errors.ts';
import type { ImportedTable } from '../../core/query/workbench.ts';
import type { UnfinishedUpload } from '../../core/upload/upload.ts';
import type { DeclaredFacts } from '../uploads/complete-upload.ts';
import { type DiscardOptions, discardUpload } from '../uploads/discard-upload.ts';
import { type ImportOptions, importTable } from './import-table.ts';

export interface ImportUploadOptions {
  readonly imports: ImportOptions;
  readonly files: DiscardOptions['files'] & {
    /** All bytes safely on disk, and what they are there. */
    seal(folder: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
    read(folder: string): AsyncIterable<Uint8Array>;
  };
  readonly unfinished: DiscardOptions['unfinished'] & {
    /** Keeps the sweep away. Throws UserError `unfinished_upload_gone`. */
    touch(folder: string): UnfinishedUpload;
  };
}

/** What the sender says of a file that becomes a table. */
export interface UploadedTable extends DeclaredFacts {
  readonly database: string;
  readonly table: string;
}

/**
 * Makes a table of a file that has come in, and forgets the file. Throws a UserError where bytes are missing, and it stays;
 * one that cannot be a table is removed.
 */
export async function importUpload(
  folder: string,
  { database, table, encoding, delimiter, ...said }: UploadedTable,
  { imports, files, unfinished }: ImportUploadOptions,
): Promise<ImportedTable> {
  const { name: fileName, bytes: announced } = unfinished.touch(folder);
  const { bytes, sha256 } = await files.seal(folder);
  if (announced !== undefined && announced !== bytes)
    throw new UserError('upload_incomplete', { expected: announced, received: bytes });
  try {
    if (said.sha256 !== undefined && said.sha256 !== sha256) throw new UserError('upload_damaged');
    return await importTable(files.read(folder), { database, table, fileName, encoding, delimiter }, imports);
  } finally {
    await discardUpload(folder, { files, unfinished });
  }
}
