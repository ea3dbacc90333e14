import type { Job } from '../../../core/job/job.ts';
import type { Database } from '../database/database.ts';
import { type JobRow, jobOfRow } from '../jobs/job-row.ts';
import { STORY } from '../jobs/jobs.ts';

const JOBS = `${STORY} SELECT * FROM job WHERE id IN (SELECT id FROM story) ORDER BY id`;

const FIXABLE = `SELECT job.id FROM job
    JOIN authentication ON authentication.id = job.authentication_id JOIN upload ON upload.id = job.upload_id
  WHERE job.state IN ('success', 'error', 'killed') AND job.rejected_count + job.invalid_count > 0
    AND NOT job.test_event AND authentication.target = 'live' AND upload.deleted_at IS NULL AND job.id < :before
  ORDER BY job.id DESC LIMIT :limit`;

const MESSAGES = `SELECT record, json_extract(issue.value, '$.params.message') AS message
  FROM record, json_each(record.issues) AS issue
  WHERE job_id = ? AND status = 'rejected' AND json_extract(issue.value, '$.severity') = 'error'
  ORDER BY record LIMIT ?`;

/** Reads the jobs of a story: a first job, and all jobs that sent records of it again. */
export class Stories {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** All jobs of the story that a job belongs to, oldest first. */
  async jobsOf(id: number): Promise<readonly Job[]> {
    return (await this.#database.all<JobRow>(JOBS, { id })).map(jobOfRow);
  }

  /**
   * Ended jobs that sent real events, still have their file, and have rejected or invalid records, newest first; only
   * jobs before the job `before`, if given.
   */
  withFixable({ limit, before }: { limit: number; before: number | undefined }): Promise<readonly number[]> {
    return this.#database.values<number>(FIXABLE, { limit, before: before ?? Number.MAX_SAFE_INTEGER });
  }

  /** The receiving service's messages about rejected records of a job: the first ones, in the order of the file. */
  rejections(job: number, limit: number): Promise<readonly { readonly record: number; readonly message: string }[]> {
    return this.#database.all(MESSAGES, [job, limit]);
  }
}
