import type { Database } from 'better-sqlite3';
import { UserError } from '../../../core/errors.ts';
import { type DeletionReason, dueAt, type UploadUsage } from '../../../core/upload/retention.ts';

/** An upload that is or will be deleted, and its jobs. */
export interface DueUpload {
  readonly upload: number;
  readonly jobs: readonly number[];
  readonly dueAt: number;
}

interface UsageRow {
  readonly upload: number;
  readonly jobIds: string;
  readonly createdAt: number;
  readonly ended: number;
  readonly lastEndedAt: number | null;
}

/** A running attempt reads the results of its jobs once they have ended. */
const IS_READ_LATER = `j.domain_key IS NOT NULL AND EXISTS (
  SELECT 1 FROM workflow_attempt a WHERE a.state = 'running' AND j.domain_key GLOB 'workflow-' || a.id || '-*')`;

/** `ended_at` is set exactly in final states. */
const USAGE = `SELECT u.id AS upload, json_group_array(j.id) FILTER (WHERE j.id IS NOT NULL) AS jobIds,
    u.created_at AS createdAt, COUNT(j.ended_at) FILTER (WHERE NOT (${IS_READ_LATER})) AS ended, MAX(j.ended_at) AS lastEndedAt
  FROM upload u LEFT JOIN job j ON j.upload_id = u.id WHERE u.deleted_at IS NULL`;

/** Retention of uploads. An upload is first marked as deleted, and then its files are deleted. */
export class SqliteRetention {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** When an upload is due for deletion; null if it was deleted or a job still needs it. */
  dueAt(upload: number, days: number): number | null {
    const row = this.#database.prepare(`${USAGE} AND u.id = ? GROUP BY u.id`).get(upload) as UsageRow | undefined;
    return row ? dueAt(usageOf(row), days) : null;
  }

  jobsOf(upload: number): readonly number[] {
    return this.#database.prepare('SELECT id FROM job WHERE upload_id = ? ORDER BY id').pluck().all(upload) as number[];
  }

  /** The uploads due for deletion by this time, earliest first. */
  due(days: number, by = Number.POSITIVE_INFINITY): readonly DueUpload[] {
    const rows = this.#database.prepare(`${USAGE} GROUP BY u.id`).all() as UsageRow[];
    return rows
      .flatMap((row) => {
        const due = dueAt(usageOf(row), days);
        const jobs = JSON.parse(row.jobIds) as number[];
        return due === null || due > by ? [] : [{ upload: row.upload, jobs, dueAt: due }];
      })
      .sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Marks every due upload as deleted. No jobs can be created from it after that. */
  markDue(days: number, now: number): readonly DueUpload[] {
    return this.#database
      .transaction(() => {
        const due = this.due(days, now);
        for (const { upload } of due) this.#mark(upload, 'retention', now);
        return due;
      })
      .immediate();
  }

  /** Marks an upload as deleted by a person. Throws UserError `upload_in_use` while a job needs it. */
  markDeletedByUser(upload: number, now: number): void {
    this.#database
      .transaction(() => {
        const jobs = this.#database
          .prepare('SELECT id FROM job WHERE upload_id = ? AND ended_at IS NULL')
          .pluck()
          .all(upload) as number[];
        if (jobs.length > 0) throw new UserError('upload_in_use', { count: jobs.length, jobs: jobs.join(', ') });
        this.#mark(upload, 'requested', now);
      })
      .immediate();
  }

  /** Those of these folders whose upload was deleted: they should not exist. */
  deletedAmong(folders: readonly string[]): readonly string[] {
    return this.#database
      .prepare('SELECT folder FROM upload WHERE deleted_at IS NOT NULL AND folder IN (SELECT value FROM json_each(?))')
      .pluck()
      .all(JSON.stringify(folders)) as string[];
  }

  #mark(upload: number, because: DeletionReason, now: number): void {
    const { changes } = this.#database
      .prepare('UPDATE upload SET deleted_at = ?, deleted_because = ? WHERE id = ? AND deleted_at IS NULL')
      .run(now, because, upload);
    if (changes === 0) return;
    this.#database.prepare('DELETE FROM review WHERE upload_id = ?').run(upload);
    this.#database
      .prepare(
        `INSERT INTO log_line (job_id, at, level, code, params)
         SELECT id, ?, 'info', 'file_deleted', ? FROM job WHERE upload_id = ?`,
      )
      .run(now, JSON.stringify({ because }), upload);
  }
}

function usageOf({ jobIds, createdAt, ended, lastEndedAt }: UsageRow): UploadUsage {
  return { createdAt, jobs: (JSON.parse(jobIds) as number[]).length, ended, lastEndedAt };
}
