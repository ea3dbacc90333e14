import { statSync } from 'node:fs';
import Database from 'better-sqlite3';

/** Whether the last process on this database ended without closing it: then its log is still beside it. */
export function endedAbruptly(path: string): boolean {
  return (statSync(`${path}-wal`, { throwIfNoEntry: false })?.size ?? 0) > 0;
}

/** What is wrong with the file, in SQLite's words; undefined where it is sound. Reads all of it. */
export function findDamage(path: string): string | undefined {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true });
    try {
      const found = database.pragma('integrity_check(1)', { simple: true });
      return found === 'ok' ? undefined : String(found);
    } finally {
      database.close();
    }
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
