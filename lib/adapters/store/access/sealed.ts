import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';

/** The tables with secrets sealed by the key file. */
const SEALED_TABLES = ['authentication', 'secret', 'workflow_secret'];

/**
 * Whether a database of any version contains sealed secrets. Opens it for writing without writing: a reader cannot create
 * the shared memory of the WAL if no other process has the database open.
 */
export function hasSealedSecrets(path: string): boolean {
  if (!existsSync(path)) return false;
  const database = new Database(path, { fileMustExist: true });
  const findTable = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
  try {
    return SEALED_TABLES.some(
      (table) => findTable.get(table) && database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get(),
    );
  } finally {
    database.close();
  }
}
