import { existsSync } from 'node:fs';
import Database from 'better-sqlite3';
import { translateErrors } from './sqlite-fault.ts';

/**
 * Whether one of these tables has a row, in a database of any version; false if there is no database. Writes nothing,
 * but opens the database for writing, because a read-only connection cannot create the shared memory of the WAL if no
 * other process has the database open.
 */
export function hasRow(path: string, tables: readonly string[]): boolean {
  if (!existsSync(path)) return false;
  const database = new Database(path, { fileMustExist: true });
  try {
    return translateErrors(() => {
      const findTable = database.prepare('SELECT 1 FROM sqlite_master WHERE name = ?');
      return tables.some((table) => findTable.get(table) && database.prepare(`SELECT 1 FROM ${table} LIMIT 1`).get());
    });
  } finally {
    database.close();
  }
}
