import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database, { type Database as Connection } from 'better-sqlite3';

export interface OpenOptions {
  /**
   * SQLite's busy timeout. The driver blocks the process meanwhile, so keep it short where busy statements are retried.
   */
  readonly busyTimeoutMs: number;
  /**
   * Whether commits wait for the disk. If not, a power cut may undo the latest commits; a crash of the process does
   * not.
   */
  readonly isDurable?: boolean;
}

/** SQLite's busy timeout for connections whose busy statements are retried. */
export const BUSY_TIMEOUT_MS = 50;

export function databasePath(dataDir: string): string {
  return join(dataDir, 'console.db');
}

/**
 * The PRAGMAs of a connection. For durable commits, synchronous is FULL, because with the driver's default for WAL, a
 * power cut may undo acknowledged commits.
 */
export function pragmas({ busyTimeoutMs, isDurable = true }: OpenOptions): string {
  return [
    `PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`, // first, because the next statement may have to wait
    'PRAGMA journal_mode = WAL',
    `PRAGMA synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`,
    'PRAGMA foreign_keys = ON',
  ].join(';');
}

/** Opens the database file with SQLite's driver. The stores use it through `SqliteDatabase`. */
export function openConnection(path: string, options: OpenOptions): Connection {
  keepPrivate(path);
  const connection = new Database(path, { timeout: options.busyTimeoutMs });
  connection.exec(pragmas(options));
  // SQLite's lower() changes only ASCII letters: a search for "münchen" would not find "MÜNCHEN".
  connection.function('fold_case', { deterministic: true }, foldCase);
  return connection;
}

function foldCase(value: unknown): string | null {
  return value === null ? null : String(value).toLowerCase();
}

/** Opens an existing database for reading only, without waiting long for another process. */
export function openForCheck(path: string): Connection {
  return new Database(path, { readonly: true, fileMustExist: true, timeout: 100 });
}

/**
 * SQLite copies the database's mode to its -wal and -shm files, so the mode must be set before the first write. An
 * existing database is not opened for this, because closing any descriptor of a file drops all locks that the process
 * has on it, including those of other connections. Another program could then delete the -wal file that they use.
 */
function keepPrivate(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}
