import { randomUUID } from 'node:crypto';
import { chmodSync } from 'node:fs';
import { access, copyFile, mkdir, mkdtemp, open, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Database } from 'better-sqlite3';
import { z } from 'zod';
import { UserError } from '../../core/errors.ts';
import { linkOrCopy } from '../csv/spool.ts';
import { FIXES_FILE } from '../files/upload-files.ts';
import { deleteOlder } from '../files/workbench-files.ts';
import { prepareDatabase } from '../store/migrations/migrations.ts';
import {
  copyDatabase,
  markRestored,
  neededFolders,
  type Restore,
  type RestoredFacts,
} from '../store/sqlite/backup-copy.ts';
import { databasePath } from '../store/sqlite/connection.ts';
import { deleteAuditHead } from '../system/audit-head.ts';
import { syncFolder } from '../system/disk.ts';
import { linkTables, restoreTables, unlessDeleted } from './backup-tables.ts';
import { moveSynced, syncAll } from './move-synced.ts';

const FACTS_FILE = 'backup.json';
const UPLOADS = 'uploads';
const SPOOL = 'spool.csv';
/** The prefix of the folders in which backups are gathered or unpacked. */
const STAGING = '.backup-';
/** The suffix of an archive that is still being written. */
const PARTIAL = '.partial';
/** After this time without a write, an unfinished archive counts as abandoned. */
const ABANDONED_AFTER_MS = 24 * 60 * 60 * 1000;
/**
 * The files that SQLite keeps beside a database. If they are left over from a database that was removed after a crash,
 * SQLite would apply them to the restored one.
 */
const SQLITE_SUFFIXES = ['-wal', '-shm', '-journal'] as const;

const factsShape = z.object({ format: z.literal(1), takenAt: z.int().positive() });

export interface BackupContents {
  readonly takenAt: number;
  /** Number of files of unfinished jobs. */
  readonly uploads: number;
  /** Number of workbench tables. */
  readonly tables: number;
}

export interface BackupSource {
  readonly database: Database;
  readonly dataDir: string;
  /** Milliseconds since 1970. */
  readonly takenAt: number;
  readonly withTables: boolean;
}

/**
 * Writes a snapshot of the database, the files of unfinished jobs and, if `withTables`, the workbench's tables into one
 * tar archive. Gathers them in the data folder, where hard links cost nothing. Throws UserError `backup_exists` or
 * `backup_unwritten`.
 */
export async function writeBackup(
  { database, dataDir, takenAt, withTables }: BackupSource,
  file: string,
): Promise<BackupContents> {
  if (await exists(file)) throw new UserError('backup_exists', { path: file });
  return inStaging(dataDir, async (staging) => {
    copyDatabase(database, databasePath(staging));
    const folders = neededFolders(databasePath(staging));
    await mkdir(join(staging, UPLOADS));
    const areLinked = await Promise.all(folders.map((folder) => linkSpool(dataDir, staging, folder)));
    const tables = withTables ? await linkTables(dataDir, staging) : 0;
    await writeFile(join(staging, FACTS_FILE), JSON.stringify({ format: 1, takenAt }));
    await pack(staging, file);
    return { takenAt, uploads: areLinked.filter(Boolean).length, tables };
  });
}

/**
 * Restores a backup into a data folder without a database. Moves the database into place last, so that an interrupted
 * restore can be repeated. Throws UserError `restore_not_empty`, `backup_missing` or `backup_malformed`.
 */
export async function readBackup(
  file: string,
  dataDir: string,
  restore: Omit<Restore, 'takenAt'>,
): Promise<BackupContents & RestoredFacts> {
  if (await exists(databasePath(dataDir))) throw new UserError('restore_not_empty', { path: dataDir });
  if (!(await exists(file))) throw new UserError('backup_missing', { path: file });
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  return inStaging(dataDir, async (staging) => {
    const takenAt = await unpack(file, staging);
    await prepareDatabase(staging);
    const restored = markRestored(databasePath(staging), { ...restore, takenAt });
    chmodSync(databasePath(staging), 0o600);
    await syncAll(staging);
    const folders = await readdir(join(staging, UPLOADS));
    await mkdir(join(dataDir, UPLOADS), { recursive: true, mode: 0o700 });
    for (const folder of folders) {
      await rm(join(dataDir, UPLOADS, folder), { recursive: true, force: true });
      await moveSynced(join(staging, UPLOADS, folder), join(dataDir, UPLOADS, folder));
    }
    const tables = await restoreTables(staging, dataDir);
    await syncFolder(join(dataDir, UPLOADS));
    await syncFolder(dataDir); // before the database appears, which refers to these files
    deleteAuditHead(dataDir);
    for (const suffix of SQLITE_SUFFIXES) await rm(`${databasePath(dataDir)}${suffix}`, { force: true });
    await rename(databasePath(staging), databasePath(dataDir));
    await syncFolder(dataDir);
    return { takenAt, uploads: folders.length, tables, ...restored };
  });
}

async function inStaging<T>(dataDir: string, work: (staging: string) => Promise<T>): Promise<T> {
  const staging = await mkdtemp(join(dataDir, STAGING));
  try {
    return await work(staging);
  } finally {
    await rm(staging, { recursive: true, force: true });
  }
}

/** Deletes the customer data that interrupted backups and restores left in the data folder before this time. */
export async function sweepStaging(dataDir: string, before: number): Promise<void> {
  for (const name of await readdir(dataDir)) {
    if (name.startsWith(STAGING)) await deleteOlder(join(dataDir, name), before);
  }
}

/**
 * Links the spool of an upload into the backup, and copies its fixes, to which more may be appended. False if the spool
 * no longer exists. It may be deleted at any time; its job cannot continue then, with or without a backup.
 */
async function linkSpool(dataDir: string, staging: string, folder: string): Promise<boolean> {
  const source = join(dataDir, UPLOADS, folder);
  const target = join(staging, UPLOADS, folder);
  await mkdir(target);
  const isLinked = await unlessDeleted(linkOrCopy(join(source, SPOOL), join(target, SPOOL)));
  if (isLinked) await unlessDeleted(copyFile(join(source, FIXES_FILE), join(target, FIXES_FILE)));
  else await rm(target, { recursive: true });
  return isLinked;
}

/**
 * Writes to a temporary name until the archive is complete and synced, so that an existing backup is always complete.
 * The name is unique, because another process may write a backup to the same file.
 */
async function pack(staging: string, file: string): Promise<void> {
  const partial = `${file}.${randomUUID()}${PARTIAL}`;
  try {
    await deleteAbandoned(file).catch(() => {}); // the folder may be writable, but not readable
    await using handle = await open(partial, 'wx', 0o600);
    const { create } = await import('tar'); // only backups need it
    await create({ cwd: staging, file: partial, gzip: file.endsWith('gz'), portable: true }, await readdir(staging));
    await handle.sync();
    await rename(partial, file);
    await syncFolder(dirname(file)).catch(() => {}); // some network drives cannot sync folders; the file is synced
  } catch (error) {
    await rm(partial, { force: true }).catch(() => {});
    const reason = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    throw new UserError('backup_unwritten', { path: file, reason }, { cause: error });
  }
}

/** Deletes the partial archives that killed backups to this file left behind: they contain customer data. */
async function deleteAbandoned(file: string): Promise<void> {
  const folder = dirname(file);
  const before = Date.now() - ABANDONED_AFTER_MS;
  for (const name of await readdir(folder)) {
    const isPartial = name.startsWith(`${basename(file)}.`) && name.endsWith(PARTIAL);
    if (isPartial) await deleteOlder(join(folder, name), before);
  }
}

async function unpack(file: string, staging: string): Promise<number> {
  try {
    const { extract } = await import('tar');
    await extract({ cwd: staging, file, strict: true, filter: (_, entry) => 'type' in entry && isPlain(entry.type) });
    return factsShape.parse(JSON.parse(await readFile(join(staging, FACTS_FILE), 'utf8'))).takenAt;
  } catch (cause) {
    throw new UserError('backup_malformed', { path: file }, { cause });
  }
}

/** A backup has only files and folders; a link could point outside it. */
function isPlain(type: string): boolean {
  return type === 'File' || type === 'Directory' || type === 'OldFile';
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
