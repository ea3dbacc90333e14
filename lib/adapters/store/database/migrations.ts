import { existsSync, mkdirSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { databasePath, openDatabase } from './database.ts';
import { migrationsFolder, pendingMigrations } from './migration-status.ts';

const lockTimeoutMs = 60_000;

/** Makes the data folder, for its owner alone, and its database ready for use; answers the database's path. */
export async function prepareDatabase(dataDir: string): Promise<string> {
  // The mode is for a new folder only: one that was there may be anything, and is not ours to lock.
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  await applyMigrations(databasePath(dataDir));
  return databasePath(dataDir);
}

/** Brings the database at `path` up to date, creating it if need be, and says which migrations that took. */
export async function applyMigrations(path: string, folder = migrationsFolder): Promise<string[]> {
  if (existsSync(path) && pendingIn(path, folder).length === 0) return [];
  return withMigrationLock(path, async () => {
    const pending = pendingIn(path, folder); // again: another process may have been quicker
    // Prisma and its engine take a while to load, and most starts have nothing to apply.
    if (pending.length > 0) await (await import('./migration-engine.ts')).applyAll(path, folder);
    return pending;
  });
}

function pendingIn(path: string, folder: string): string[] {
  const database = openDatabase(path, { busyTimeoutMs: 5000 });
  try {
    return pendingMigrations(database, folder);
  } finally {
    database.close();
  }
}

/** An SQLite lock on a file of its own: the system drops it when its holder dies, however that happens. */
async function withMigrationLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  const lock = new Database(`${path}.migrating`, { timeout: 0 });
  try {
    await takeLock(lock);
    return await work();
  } finally {
    lock.close();
  }
}

async function takeLock(lock: Database.Database): Promise<void> {
  const giveUpAt = Date.now() + lockTimeoutMs;
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      const busy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!busy || Date.now() > giveUpAt) throw error;
      await sleep(25);
    }
  }
}
