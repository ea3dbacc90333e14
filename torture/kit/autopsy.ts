import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { type JobRow, jobOfRow } from '#lib/adapters/store/jobs/job-row.ts';
import type { Job } from '#lib/core/job/job.ts';

/** The database as a kill left it. */
export interface Autopsy {
  /** What `PRAGMA integrity_check` says. */
  readonly integrity: string;
  readonly job: Job | undefined;
  /** Tries of the job that brought no answer while it lived: what they repeat is not repeated because of a kill. */
  readonly unanswered: number;
}

/**
 * Copies database and WAL, for looking at the copy: opening the file itself would repair what the product has to repair.
 * To be called where nobody writes.
 */
export async function copyDatabase(dataDir: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  await copyFile(join(dataDir, 'console.db'), join(to, 'console.db'));
  await copyFile(join(dataDir, 'console.db-wal'), join(to, 'console.db-wal')).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
}

/** Opens a copy, says how it is, and removes it. */
export async function lookInto(copy: string, job: number): Promise<Autopsy> {
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

/** The same of a database that is in use. */
export function unansweredIn(dataDir: string, job: number): number {
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
