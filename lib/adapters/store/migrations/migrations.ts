import { existsSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { createFolders } from '../../system/create-folders.ts';
import { databasePath, openConnection } from '../sqlite/connection.ts';
import { translateErrors } from '../sqlite/sqlite-fault.ts';
import { createTables, isEmpty } from './create-tables.ts';
import { migrationsFolder, pendingMigrations } from './migration-status.ts';

const LOCK_TIMEOUT_MS = 60_000;
const LOCK_POLL_MS = 25;

/**
 * Creates the data folder, accessible only to its owner, and its database, or migrates an existing database. Returns
 * the database's path.
 */
export async function prepareDatabase(dataDir: string): Promise<string> {
  // The mode applies only to a new folder. The permissions of an existing folder are left unchanged.
  createFolders(dataDir);
  await applyMigrations(databasePath(dataDir));
  return databasePath(dataDir);
}

/** Migrates the database at `path`, creates it if necessary, and returns the applied migrations. */
export async function applyMigrations(path: string, folder = migrationsFolder): Promise<string[]> {
  if (existsSync(path) && pendingIn(path, folder).length === 0) return [];
  return withMigrationLock(path, async () => {
    const pending = pendingIn(path, folder); // read again, because another process may have been faster
    if (pending.length === 0 || (folder === migrationsFolder && createIfNew(path))) return pending;
    // Prisma and its engine are slow to load, and few starts have something to apply.
    const { applyAll } = await import('./migration-engine.ts');
    await applyAll(path, folder);
    return pending;
  });
}

/** Creates the tables if the database has none; returns whether it did. */
function createIfNew(path: string): boolean {
  const database = openConnection(path, { busyTimeoutMs: 5000 });
  try {
    const isNew = isEmpty(database);
    if (isNew) createTables(database);
    return isNew;
  } finally {
    database.close();
  }
}

function pendingIn(path: string, folder: string): string[] {
  const database = translateErrors(() => openConnection(path, { busyTimeoutMs: 5000 }));
  try {
    return pendingMigrations(database, folder);
  } finally {
    database.close();
  }
}

/** Holds an SQLite lock on a separate file, which the system releases when its holder dies. */
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
  const deadline = Date.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    try {
      lock.exec('BEGIN EXCLUSIVE');
      return;
    } catch (error) {
      const isBusy = error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
      if (!isBusy || Date.now() > deadline) throw error;
      await sleep(LOCK_POLL_MS);
    }
  }
}
