import type { Database } from 'better-sqlite3';
import type { Job } from '../../../core/job/job.ts';
import { type JobRow, jobOfRow } from '../jobs/job-row.ts';

/** Reads the jobs of a story: a first job, and all jobs that sent records of it again. */
export class SqliteStories {
  readonly #jobs;
  readonly #messages;
  readonly #fixable;

  constructor(database: Database) {
    this.#jobs = database.prepare<[{ id: number }], JobRow>(
      `WITH RECURSIVE
         above(id, parent_id) AS (
           SELECT id, parent_id FROM job WHERE id = :id
           UNION ALL SELECT job.id, job.parent_id FROM job JOIN above ON job.id = above.parent_id),
         story(id) AS (
           SELECT id FROM above WHERE parent_id IS NULL
           UNION ALL SELECT job.id FROM job JOIN story ON job.parent_id = story.id)
       SELECT * FROM job WHERE id IN (SELECT id FROM story) ORDER BY id`,
    );
    this.#fixable = database
      .prepare<[number], number>(
        `SELECT job.id FROM job
           JOIN authentication a ON a.id = job.authentication_id JOIN upload u ON u.id = job.upload_id
         WHERE job.state IN ('success', 'error', 'killed') AND job.rejected_count + job.invalid_count > 0
           AND job.test_event = 0 AND a.target = 'live' AND u.deleted_at IS NULL
         ORDER BY job.id DESC LIMIT ?`,
      )
      .pluck();
    this.#messages = database.prepare<[number, number], { record: number; message: string }>(
      `SELECT record, json_extract(issue.value, '$.params.message') AS message
       FROM record, json_each(record.issues) AS issue
       WHERE job_id = ? AND status = 'rejected' AND json_extract(issue.value, '$.severity') = 'error'
       ORDER BY record LIMIT ?`,
    );
  }

  /** All jobs of the story that a job belongs to, oldest first. */
  jobsOf(id: number): readonly Job[] {
    return this.#jobs.all({ id }).map(jobOfRow);
  }

  /** Ended jobs with records that a person can fix and send again, newest first: real events of files that still exist. */
  withFixable(limit: number): readonly number[] {
    return this.#fixable.all(limit);
  }

  /** Why records of a job were rejected, in the service's words; the first ones of the file. */
  rejections(job: number, limit: number): Iterable<{ readonly record: number; readonly message: string }> {
    return this.#messages.iterate(job, limit);
  }
}
