import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { databasePath } from './database.ts';
import { pendingMigrations } from './migration-status.ts';

/** One thing that keeps the product from doing its work. */
export interface Unready {
  readonly check: 'database' | 'data_folder' | 'worker';
  readonly reason: string;
}

/** Everything that is not as it must be for jobs to run at this moment. */
export function findUnready(dataDir: string, now: number): Unready[] {
  return [...checkFolder(dataDir), ...checkDatabase(databasePath(dataDir), now)];
}

/** Writing tells what permissions do not: a full disk, a folder mounted read-only. */
function checkFolder(dataDir: string): Unready[] {
  const probe = join(dataDir, `.writable-${process.pid}`);
  try {
    writeFileSync(probe, 'x');
    rmSync(probe);
    return [];
  } catch (error) {
    return [{ check: 'data_folder', reason: `the data folder cannot be written to (${codeOf(error)})` }];
  }
}

function checkDatabase(path: string, now: number): Unready[] {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 100 });
    try {
      return [...checkMigrations(database), ...checkWorker(database, now)];
    } finally {
      database.close();
    }
  } catch (error) {
    return [{ check: 'database', reason: `the database cannot be read (${codeOf(error)})` }];
  }
}

function checkMigrations(database: Database.Database): Unready[] {
  const pending = pendingMigrations(database);
  return pending.length === 0
    ? []
    : [{ check: 'database', reason: `${pending.length} migrations are not applied yet` }];
}

function checkWorker(database: Database.Database, now: number): Unready[] {
  const live = database.prepare('SELECT 1 FROM worker WHERE lease_until > ?').get(now);
  return live === undefined ? [{ check: 'worker', reason: 'no worker is running' }] : [];
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
