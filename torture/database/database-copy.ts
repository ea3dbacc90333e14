import { copyFile, mkdir, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type JobRow, jobOfRow } from '#lib/adapters/store/jobs/job-row.ts';
import type { Job } from '#lib/core/job/job.ts';

/** State of the database after a kill. */
export interface DatabaseState {
  /** Result of `PRAGMA integrity_check`; undefined for PostgreSQL, which has no such check. */
  readonly integrity: string | undefined;
  readonly job: Job | undefined;
  /** Calls that failed without a response while the process was alive: no kill caused their repetition. */
  readonly unanswered: number;
}

const FILES = ['console.db', 'console.db-wal'] as const;
const MAX_COPIES = 20;

/**
 * Copies database and WAL for inspection: opening the original would perform the recovery that the product has to do.
 * Copies again if a process that is still alive has written meanwhile.
 */
export async function copyDatabase(dataDir: string, to: string): Promise<void> {
  for (let copies = 1; copies <= MAX_COPIES; copies++) {
    const before = await fileStatsOf(dataDir);
    await mkdir(to, { recursive: true });
    for (const file of FILES) await copyFile(join(dataDir, file), join(to, file)).catch(ignoreMissing);
    if ((await fileStatsOf(dataDir)) === before) return;
    await rm(to, { recursive: true });
  }
  throw new Error(`the database was written during each of ${MAX_COPIES} copies`);
}

/** Sizes and times of the files, which differ after each write. */
async function fileStatsOf(dataDir: string): Promise<string> {
  const stats = FILES.map((file) => stat(join(dataDir, file), { bigint: true }).catch(ignoreMissing));
  return (await Promise.all(stats)).map((file) => `${file?.size} ${file?.mtimeNs}`).join(' ');
}

function ignoreMissing(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

/** Inspects a copy and deletes it. */
export async function inspectCopy(copy: string, job: number): Promise<DatabaseState> {
  const database = new Database(join(copy, 'console.db'));
  try {
    const integrity = String(database.pragma('integrity_check', { simple: true }));
    const row = database.prepare('SELECT * FROM job WHERE id = ?').get(job) as JobRow | undefined;
    return { integrity, job: row && jobOfRow(row), unanswered: countUnanswered(database, job) };
  } finally {
    database.close();
    await rm(copy, { recursive: true });
  }
}

/** Counts unanswered calls in a database that is in use. */
export function countUnansweredIn(dataDir: string, job: number): number {
  const database = new Database(join(dataDir, 'console.db'), { readonly: true });
  try {
    return countUnanswered(database, job);
  } finally {
    database.close();
  }
}

function countUnanswered(database: Database.Database, job: number): number {
  const lines = database.prepare(`SELECT COUNT(*) AS count FROM log_line WHERE job_id = ? AND code = 'batch_unknown'`);
  return (lines.get(job) as { count: number }).count;
}
