import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { pendingMigrations } from '../migrations/migration-status.ts';
import { databasePath } from './connection.ts';

/** A reason why jobs cannot run. */
export interface ReadinessProblem {
  readonly check: 'database' | 'data_folder' | 'disk' | 'key' | 'sweep' | 'worker';
  readonly reason: string;
}

/** Everything that prevents jobs from running now. */
export function findReadinessProblems(
  dataDir: string,
  { now, reserveBytes }: { now: number; reserveBytes: number },
): ReadinessProblem[] {
  return [...checkFolder(dataDir), ...checkDisk(dataDir, reserveBytes), ...checkDatabase(databasePath(dataDir), now)];
}

/** Writes a file, which also detects a full disk and a read-only mount. */
function checkFolder(dataDir: string): ReadinessProblem[] {
  const probe = join(dataDir, `.writable-${process.pid}`);
  try {
    writeFileSync(probe, 'x');
    rmSync(probe);
    return [];
  } catch (error) {
    return [{ check: 'data_folder', reason: `the data folder cannot be written to (${codeOf(error)})` }];
  }
}

function checkDisk(dataDir: string, reserveBytes: number): ReadinessProblem[] {
  try {
    const { bavail, bsize } = statfsSync(dataDir);
    const free = bavail * bsize;
    if (free >= reserveBytes) return [];
    const reason = `the disk of the data folder has ${free} bytes free, less than the reserve of ${reserveBytes}`;
    return [{ check: 'disk', reason }];
  } catch {
    return []; // the missing folder is already reported
  }
}

function checkDatabase(path: string, now: number): ReadinessProblem[] {
  try {
    const database = new Database(path, { readonly: true, fileMustExist: true, timeout: 100 });
    try {
      const pending = checkMigrations(database);
      if (pending.length > 0) return pending; // the tables may differ
      return [...checkWorker(database, now), ...checkJobs(database), ...checkSweeps(database)];
    } finally {
      database.close();
    }
  } catch (error) {
    return [{ check: 'database', reason: `the database cannot be read (${codeOf(error)})` }];
  }
}

function checkMigrations(database: Database.Database): ReadinessProblem[] {
  const pending = pendingMigrations(database);
  return pending.length === 0
    ? []
    : [
        {
          check: 'database',
          reason: `${pending.length === 1 ? '1 migration is' : `${pending.length} migrations are`} not applied yet`,
        },
      ];
}

function checkWorker(database: Database.Database, now: number): ReadinessProblem[] {
  const live = database.prepare('SELECT 1 FROM worker WHERE lease_until > ?').get(now);
  return live === undefined ? [{ check: 'worker', reason: 'no worker is running' }] : [];
}

function checkJobs(database: Database.Database): ReadinessProblem[] {
  const waiting = database
    .prepare(`SELECT COUNT(*) FROM job WHERE state = 'paused' AND error_code = 'disk_full'`)
    .pluck()
    .get() as number;
  return waiting === 0
    ? []
    : [
        {
          check: 'disk',
          reason: `${waiting === 1 ? '1 job is' : `${waiting} jobs are`} paused because the disk was full`,
        },
      ];
}

function checkSweeps(database: Database.Database): ReadinessProblem[] {
  const failed = database.prepare('SELECT name, problem FROM sweep WHERE problem IS NOT NULL ORDER BY name').all();
  return (failed as { name: string; problem: string }[]).map(({ name, problem }) => ({
    check: 'sweep',
    reason: `the last sweep of ${name} failed (${problem}); see the worker's log`,
  }));
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  return 'code' in error ? String(error.code) : error.name;
}
