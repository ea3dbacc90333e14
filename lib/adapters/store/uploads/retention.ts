import { UserError } from '../../../core/errors.ts';
import { WORKFLOW_KEY_PREFIX } from '../../../core/job/query.ts';
import { type DeletionReason, dueAt, type UploadUsage } from '../../../core/upload/retention.ts';
import type { Database } from '../database/database.ts';
import { textsIn } from '../database/portable-sql.ts';
import type { Tables } from '../database/tables.ts';
import { addLogLine } from '../jobs/log.ts';
import { deleteReviews } from './uploads.ts';

/** An upload that is or will be deleted, and its jobs. */
export interface DueUpload {
  readonly upload: number;
  readonly jobs: readonly number[];
  readonly dueAt: number;
}

interface UsageRow {
  readonly upload: number;
  /** The ids of the jobs, separated by commas; null if there are none. */
  readonly jobIds: string | null;
  readonly createdAt: number;
  /** How many jobs have ended and are not needed by a running attempt. */
  readonly endedJobCount: number;
  readonly lastEndedAt: number | null;
}

/** A condition: a running attempt may still read the result of the job. */
const IS_NEEDED_BY_ATTEMPT = `job.domain_key IS NOT NULL AND EXISTS (
  SELECT 1 FROM workflow_attempt attempt
  WHERE attempt.state = 'running' AND job.domain_key LIKE '${WORKFLOW_KEY_PREFIX}' || attempt.id || '-%')`;

/** The jobs of each upload. `ended_at` is set only in final states. */
const USAGE = `SELECT upload.id AS upload, string_agg(CAST(job.id AS TEXT), ',' ORDER BY job.id) AS jobIds,
    upload.created_at AS createdAt, MAX(job.ended_at) AS lastEndedAt,
    COUNT(job.ended_at) FILTER (WHERE NOT (${IS_NEEDED_BY_ATTEMPT})) AS endedJobCount
  FROM upload LEFT JOIN job ON job.upload_id = upload.id WHERE upload.deleted_at IS NULL`;

/** Retention of uploads. An upload is first marked as deleted, and then its files are deleted. */
export class Retention {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** When an upload is due for deletion; null if it was deleted, or if a job or an attempt still needs it. */
  async dueAt(upload: number, days: number): Promise<number | null> {
    const row = await this.#database.get<UsageRow>(`${USAGE} AND upload.id = ? GROUP BY upload.id`, [upload]);
    return row ? dueAt(usageOf(row), days) : null;
  }

  jobsOf(upload: number): Promise<readonly number[]> {
    return this.#database.values<number>('SELECT id FROM job WHERE upload_id = ? ORDER BY id', [upload]);
  }

  /** The uploads due for deletion by this time, earliest first. */
  async due(days: number, by = Number.POSITIVE_INFINITY): Promise<readonly DueUpload[]> {
    const due: DueUpload[] = [];
    for (const row of await this.#database.all<UsageRow>(`${USAGE} GROUP BY upload.id`)) {
      const time = dueAt(usageOf(row), days);
      if (time !== null && time <= by) due.push({ upload: row.upload, jobs: idsOf(row), dueAt: time });
    }
    return due.sort((a, b) => a.dueAt - b.dueAt);
  }

  /** Marks every due upload as deleted. No jobs can be created from it after that. */
  markDue(days: number, now: number): Promise<readonly DueUpload[]> {
    return this.#database.transaction(async () => {
      const due = await this.due(days, now);
      for (const { upload } of due) await this.#mark(upload, 'retention', now);
      return due;
    });
  }

  /** Marks an upload as deleted by a person. Throws UserError `upload_in_use` while a job needs it. */
  async markDeletedByPerson(upload: number, now: number): Promise<void> {
    await this.#database.transaction(async () => {
      const jobs = await this.#database.values<number>('SELECT id FROM job WHERE upload_id = ? AND ended_at IS NULL', [
        upload,
      ]);
      if (jobs.length > 0) throw new UserError('upload_in_use', { count: jobs.length, jobs: jobs.map(String) });
      await this.#mark(upload, 'requested', now);
    });
  }

  /** Those of these folders whose uploads were deleted, and which should therefore not exist. */
  deletedAmong(folders: readonly string[]): Promise<readonly string[]> {
    return this.#database.values<string>(
      `SELECT folder FROM upload WHERE deleted_at IS NOT NULL AND folder IN ${textsIn('?')}`,
      [JSON.stringify(folders)],
    );
  }

  async #mark(upload: number, because: DeletionReason, now: number): Promise<void> {
    const { changes } = await this.#database.run(
      'UPDATE upload SET deleted_at = ?, deleted_because = ? WHERE id = ? AND deleted_at IS NULL',
      [now, because, upload],
    );
    if (changes === 0) return;
    await deleteReviews(this.#database, upload);
    await this.#markUncertain(upload, now);
    await this.#database.run(
      `INSERT INTO log_line (job_id, at, level, code, params)
        SELECT id, ?, 'info', 'file_deleted', ? FROM job WHERE upload_id = ?`,
      [now, JSON.stringify({ because }), upload],
    );
  }

  /** Without its file, a job sends nothing again, so a person decides about events that may have been accepted. */
  async #markUncertain(upload: number, now: number): Promise<void> {
    const batches = await this.#database.all<Pick<Tables['batch'], 'job_id' | 'name' | 'events'>>(
      `UPDATE batch SET state = 'uncertain' WHERE job_id IN (SELECT id FROM job WHERE upload_id = ?)
        AND state IN ('sending', 'unknown', 'resend') RETURNING job_id, name, events`,
      [upload],
    );
    for (const { job_id: job, name: batch, events } of batches) {
      await this.#database.run('UPDATE job SET uncertain_count = uncertain_count + ? WHERE id = ?', [events, job]);
      const params = { batch, events };
      await addLogLine(this.#database, { job, at: now, level: 'error', code: 'batch_doubted', params });
    }
  }
}

function idsOf({ jobIds }: Pick<UsageRow, 'jobIds'>): number[] {
  return jobIds === null ? [] : jobIds.split(',').map(Number);
}

function usageOf(row: UsageRow): UploadUsage {
  return {
    createdAt: row.createdAt,
    jobCount: idsOf(row).length,
    endedJobCount: row.endedJobCount,
    lastEndedAt: row.lastEndedAt,
  };
}
