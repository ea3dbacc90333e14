import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import type { Database } from './database.ts';

/** A reason why jobs cannot run. */
export interface ReadinessProblem {
  readonly check: 'database' | 'data_folder' | 'disk' | 'key' | 'replication' | 'sweep' | 'worker';
  readonly reason: string;
}

/** A database opened for a check, and the migrations that it lacks. */
export interface CheckedDatabase {
  readonly database: Database;
  readonly pending: readonly string[];
  /** The database's time, if it is on another machine. */
  readonly now?: number | undefined;
}

/** What prevents jobs from running, of the data folder and its disk. */
export function checkDataFolder(dataDir: string, reserveBytes: number): ReadinessProblem[] {
  return [...checkFolder(dataDir), ...checkDisk(dataDir, reserveBytes)];
}

/** Writes a file, which also detects a full disk and a read-only mount. */
function checkFolder(dataDir: string): ReadinessProblem[] {
  // Other machines and containers have processes with the same id.
  const probe = join(dataDir, `.writable-${hostname()}-${process.pid}`);
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

/** What prevents jobs from running, of the database. `open` may fail: then it cannot be read. */
export async function checkDatabase(open: () => Promise<CheckedDatabase>, ownNow: number): Promise<ReadinessProblem[]> {
  try {
    const { database, pending, now = ownNow } = await open();
    if (pending.length > 0) return [{ check: 'database', reason: pendingReason(pending.length) }]; // the tables may differ
    return [...(await checkWorker(database, now)), ...(await checkJobs(database)), ...(await checkSweeps(database))];
  } catch (error) {
    return [{ check: 'database', reason: `the database cannot be read (${codeOf(error)})` }];
  }
}

function pendingReason(count: number): string {
  return `${count === 1 ? '1 migration is' : `${count} migrations are`} not applied yet`;
}

async function checkWorker(database: Database, now: number): Promise<ReadinessProblem[]> {
  const live = await database.get('SELECT 1 FROM worker WHERE lease_until > ?', [now]);
  return live === undefined ? [{ check: 'worker', reason: 'no worker is running' }] : [];
}

async function checkJobs(database: Database): Promise<ReadinessProblem[]> {
  const sql = `SELECT COUNT(*) FROM job WHERE state = 'paused' AND error_code = 'disk_full'`;
  const waiting = (await database.value<number>(sql)) ?? 0;
  if (waiting === 0) return [];
  const jobs = waiting === 1 ? '1 job is' : `${waiting} jobs are`;
  return [{ check: 'disk', reason: `${jobs} paused because the disk was full` }];
}

async function checkSweeps(database: Database): Promise<ReadinessProblem[]> {
  const sql = 'SELECT name, problem FROM sweep WHERE problem IS NOT NULL ORDER BY name';
  const failed = await database.all<{ name: string; problem: string }>(sql);
  return failed.map(({ name, problem }) => ({
    check: 'sweep',
    reason: `the last sweep of ${name} failed (${problem}); see the worker's log`,
  }));
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  if (error.cause !== undefined) return codeOf(error.cause);
  return 'code' in error ? String(error.code) : error.name;
}
