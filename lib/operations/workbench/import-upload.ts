import { UserError } from '../../core/errors.ts';
import type { UnfinishedUpload } from '../../core/upload/upload.ts';
import type { DeclaredProperties } from '../uploads/complete-upload.ts';
import { type DiscardOptions, discardUpload } from '../uploads/discard-upload.ts';
import { type ImportedFile, type ImportOptions, importTable } from './import-table.ts';

export interface ImportUploadOptions {
  readonly imports: ImportOptions;
  readonly databases: {
    hasDatabase(name: string): boolean;
    createMissingDatabase(name: string): Promise<void>;
    /** Deletes the database only if it has no tables. */
    deleteEmptyDatabase(name: string): Promise<void>;
  };
  readonly files: DiscardOptions['files'] & {
    /** Flushes all bytes to disk; returns their length and hash. */
    syncAndHash(folder: string): Promise<{ readonly bytes: number; readonly sha256: string }>;
    read(folder: string): AsyncIterable<Uint8Array>;
  };
  readonly unfinished: DiscardOptions['unfinished'] & {
    /** Protects the upload from the sweep. Throws UserError `unfinished_upload_gone`. */
    touch(folder: string): Promise<UnfinishedUpload>;
  };
}

/** What the client declares about a file to import. */
export interface UploadedTable extends DeclaredProperties {
  readonly database: string;
  readonly table: string;
  /** Whether the database is created if it does not exist. It remains only if the import succeeds. */
  readonly createsDatabase?: boolean;
}

/**
 * Creates or replaces a table from an uploaded file, and discards the upload, also if it cannot be imported. If bytes
 * are missing, throws a UserError and keeps the upload.
 */
export async function importUpload(
  folder: string,
  { sha256: declaredSha256, format: _, createsDatabase = false, ...table }: UploadedTable,
  { imports, databases, files, unfinished }: ImportUploadOptions,
): Promise<ImportedFile> {
  const { name: fileName, bytes: declaredBytes } = await unfinished.touch(folder);
  const { bytes, sha256 } = await files.syncAndHash(folder);
  if (declaredBytes !== undefined && declaredBytes !== bytes)
    throw new UserError('upload_incomplete', { expected: declaredBytes, received: bytes });
  try {
    if (declaredSha256 !== undefined && declaredSha256 !== sha256) throw new UserError('upload_damaged');
    const importIt = () => importTable(files.read(folder), { ...table, fileName }, imports);
    return await (createsDatabase ? inNewDatabase(table.database, databases, importIt) : importIt());
  } finally {
    // What cannot be discarded now is deleted by the sweep, and must not hide how the import ended.
    await discardUpload(folder, { files, unfinished }).catch(() => undefined);
  }
}

/** Creates the database if it does not exist. If the import fails, a database that was created for it is deleted. */
async function inNewDatabase<T>(
  database: string,
  databases: ImportUploadOptions['databases'],
  importIt: () => Promise<T>,
): Promise<T> {
  if (databases.hasDatabase(database)) return importIt();
  await databases.createMissingDatabase(database);
  return importIt().catch(async (error: unknown) => {
    // An empty database that remains must not hide why the import failed.
    await databases.deleteEmptyDatabase(database).catch(() => undefined);
    throw error;
  });
}
