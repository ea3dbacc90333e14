import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/**
 * Whether the last process on this database ended without closing it, which leaves its WAL behind, or is still alive.
 */
export function endedAbruptly(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** SQLite's message about damage of the file; undefined if there is none. Reads the whole file. */
export function findDamage(path: string): string | undefined {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const result = database.pragma('integrity_check(1)', { simple: true });
      return result === 'ok' ? undefined : String(result);
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
