import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/** The tables that hold what the key file has sealed. */
const SEALED = ['authentication', 'secret'];

/**
 * Whether a database, of whatever version, holds secrets that a key file has sealed. Opened for writing, though nothing
 * is written: a reader cannot make the shared memory that a WAL needs when no other process has it open.
 */
export function hasSealedSecrets(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = new Database(path, { fileMustExist: true });
  const isThere = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
  try {
    return SEALED.some((table) => isThere.get(table) && database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get());
  } finally {
    database.close();
  }
}
