import { mkdir, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { linkOrCopy } from '../csv/spool.ts';
import { WORKBENCH, WorkbenchFiles } from '../files/workbench-files.ts';
import { syncFolder } from '../system/disk.ts';
import { moveSynced } from './move-synced.ts';

/**
 * Links or copies the workbench's tables into a backup and returns their number. A table's file never changes, so a
 * hard link is a snapshot even if the table is replaced meanwhile.
 */
export async function linkTables(dataDir: string, staging: string): Promise<number> {
  const files = new WorkbenchFiles(join(dataDir, WORKBENCH));
  let linked = 0;
  for (const { name, tables } of await files.existing()) {
    const folder = join(staging, WORKBENCH, name);
    await mkdir(folder, { recursive: true });
    for (const { path } of tables) {
      const isLinked = await unlessDeleted(linkOrCopy(path, join(folder, basename(path))));
      if (isLinked) linked += 1;
    }
  }
  return linked;
}

/**
 * Moves the synced tables of an unpacked backup into place, each atomically, and returns their number. Keeps the tables
 * that the backup does not contain.
 */
export async function restoreTables(staging: string, dataDir: string): Promise<number> {
  const files = new WorkbenchFiles(join(staging, WORKBENCH));
  let restored = 0;
  for (const database of await files.databases()) {
    const folder = join(dataDir, WORKBENCH, database);
    await mkdir(folder, { recursive: true, mode: 0o700 });
    for (const name of await readdir(join(staging, WORKBENCH, database))) {
      await moveSynced(join(staging, WORKBENCH, database, name), join(folder, name));
      restored += 1;
    }
    await syncFolder(folder);
    await syncFolder(join(dataDir, WORKBENCH));
  }
  return restored;
}

/** Waits until a file is copied; false if the file no longer exists. */
export function unlessDeleted(copy: Promise<void>): Promise<boolean> {
  return copy.then(
    () => true,
    (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return false;
      throw error;
    },
  );
}
