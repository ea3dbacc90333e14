import { chmodSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';

/** Beside the build, because a build empties `.next`. */
const lockOf = (root: string) => join(root, '.next-building', 'in-use.db');

/** The locks of this process, so that they are not closed as garbage. */
const held = new Set<Connection>();

/**
 * Marks the build as in use until this process ends or the returned function is called. Builds that were made by an
 * earlier version have no file to lock, and some file systems have no locks: then nothing is marked.
 */
export function holdBuild(root: string): () => void {
  try {
    const lock = new Database(lockOf(root), { readonly: true, fileMustExist: true });
    lock.exec('BEGIN; SELECT 1 FROM sqlite_schema'); // holds a shared lock
    held.add(lock);
    return () => {
      held.delete(lock);
      lock.close();
    };
  } catch {
    return () => {};
  }
}

/** Builds while no process uses the build. Throws UserError `build_in_use`. The folder of the lock must exist. */
export async function whileUnused(root: string, build: () => Promise<void>): Promise<void> {
  // Other users may start the console from the build, and have to be able to read the file.
  chmodSync(dirname(lockOf(root)), 0o755);
  const lock = new Database(lockOf(root), { timeout: 0 });
  try {
    lockExclusively(lock, root);
    await build();
  } finally {
    lock.close();
  }
}

function lockExclusively(lock: Connection, root: string): void {
  try {
    lock.exec('BEGIN EXCLUSIVE');
  } catch (cause) {
    if (!(cause instanceof Database.SqliteError && cause.code === 'SQLITE_BUSY')) throw cause;
    throw new UserError('build_in_use', { path: root }, { cause });
  }
}
