import { chmodSync, closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';

export interface OpenOptions {
  /**
   * How long a statement waits for another writer. The driver is synchronous, so the whole process waits with it:
   * short in the web process, which must go on serving, longer where nobody is kept waiting.
   */
  readonly busyTimeoutMs: number;
  /** Whether a commit waits for the disk. Without it a power cut may undo the latest commits; the end of a process does not. */
  readonly isDurable?: boolean;
}

export function databasePath(dataDir: string): string {
  return join(dataDir, 'console.db');
}

/** FULL, because a power cut may undo acknowledged commits under SQLite's default for WAL. */
export function pragmas({ busyTimeoutMs, isDurable = true }: OpenOptions): string {
  return [
    `PRAGMA busy_timeout = ${Math.trunc(busyTimeoutMs)}`, // first: the next one may have to wait
    'PRAGMA journal_mode = WAL',
    `PRAGMA synchronous = ${isDurable ? 'FULL' : 'NORMAL'}`,
    'PRAGMA foreign_keys = ON',
  ].join(';');
}

/** The product's way to its data: synchronous transactions, which no other call can join by accident. */
export function openDatabase(path: string, options: OpenOptions): Database.Database {
  keepPrivate(path);
  const database = new Database(path, { timeout: options.busyTimeoutMs });
  database.exec(pragmas(options));
  return database;
}

/** SQLite gives its -wal and -shm files the database's mode, so that one must be right from its first byte. */
function keepPrivate(path: string): void {
  closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}
