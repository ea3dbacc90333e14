import Database, { type Database as Connection } from 'better-sqlite3';
import { RESUMABLE_ERRORS } from '../../../core/job/job.ts';

/** A condition: the job can continue or needs a decision, so a backup has to include its file. */
const IS_UNFINISHED = `(state IN ('queued', 'running', 'paused') OR uncertain_count > 0
  OR (state = 'error' AND error_code IN (SELECT value FROM json_each('${JSON.stringify(RESUMABLE_ERRORS)}'))))`;

/** Writes a snapshot of the database to a new file, while other processes keep using it. */
export function copyDatabase(database: Connection, path: string): void {
  database.prepare('VACUUM INTO ?').run(path);
}

/** Upload folders that unfinished jobs of this copy need. */
export function neededFolders(path: string): readonly string[] {
  return withCopy(path, (copy) => {
    const sql = `SELECT DISTINCT folder FROM upload JOIN job ON job.upload_id = upload.id WHERE ${IS_UNFINISHED}`;
    return copy.prepare<[], string>(sql).pluck().all();
  });
}

/**
 * The setting that holds the id of the shell that restored a backup, or gave up all changes since a move, until the
 * next process logs the restore.
 */
export const RESTORED_BY = 'restored_by';

/** Tables of what may have been used or ended since the backup, such as recovery codes, which work once. */
const SIGN_IN_TABLES = [
  'session',
  'known_browser',
  'invitation',
  'pending_sign_in',
  'passkey_challenge',
  'recovery_code',
  'sso_request',
];

export interface RestoredFacts {
  /** Number of jobs that can continue or need a decision. */
  readonly unfinishedJobs: number;
  /** Number of API keys that a person has to confirm. */
  readonly suspendedKeys: number;
}

export interface Restore {
  readonly takenAt: number;
  readonly now: number;
  /** Who restores the backup, as the id of a shell. */
  readonly by: string;
}

/**
 * Prepares a restored copy for use, or the SQLite database when a complete move to PostgreSQL is undone. It lacks what
 * was sent after `takenAt`: open batches, and all records after the cursor of an unfinished job, may have been
 * accepted. Releases all jobs. Suspends all API keys that were not revoked, and ends all sessions, links and recovery
 * codes, because any of them may have been revoked after that time.
 */
export function markRestored(path: string, { takenAt, now, by }: Restore): RestoredFacts {
  return withCopy(path, (copy) => {
    const mark = copy.transaction(() => {
      const problem = copy.pragma('integrity_check', { simple: true });
      if (problem !== 'ok') throw new Error(`the database in the backup is damaged: ${String(problem)}`);
      copy.prepare('DELETE FROM worker').run();
      copy.prepare(MARK_BATCHES).run({ takenAt });
      const { changes: unfinishedJobs } = copy.prepare(MARK_JOBS).run({ takenAt });
      const { changes: suspendedKeys } = copy.prepare(SUSPEND_KEYS).run(now);
      copy.prepare(SET_SETTING).run(RESTORED_BY, JSON.stringify(by), now);
      for (const table of SIGN_IN_TABLES) copy.prepare(`DELETE FROM ${table}`).run();
      return { unfinishedJobs, suspendedKeys };
    });
    return mark.immediate();
  });
}

const MARK_BATCHES = `UPDATE batch SET state = 'unknown',
    first_sent_at = CASE WHEN state IN ('waiting', 'resend') THEN :takenAt ELSE first_sent_at END
  WHERE state IN ('sending', 'waiting', 'unknown', 'resend')`;

const MARK_JOBS = `UPDATE job SET unknown_since = COALESCE(unknown_since, :takenAt), owner = NULL, lease_until = NULL,
    state = CASE state WHEN 'running' THEN 'queued' ELSE state END
  WHERE ${IS_UNFINISHED}`;

const SUSPEND_KEYS = 'UPDATE api_key SET suspended_at = ? WHERE revoked_at IS NULL';

const SET_SETTING = 'INSERT OR REPLACE INTO setting (key, value, updated_at) VALUES (?, ?, ?)';

function withCopy<T>(path: string, work: (copy: Connection) => T): T {
  const copy = new Database(path, { fileMustExist: true });
  try {
    return work(copy);
  } finally {
    copy.close();
  }
}
