import { setImmediate as nextTurn } from 'node:timers/promises';
import { UserError } from '../../../core/errors.ts';
import { withoutText } from '../../../core/job/query.ts';
import type { Database } from '../database/database.ts';
import type { Row } from '../database/row.ts';
import { IS_FROM_TEMPLATE, IS_TEXT_DELETED } from '../jobs/job-list.ts';

type JobWithQuery = Row<'job', { sql: string }>;

/** How many texts of queries are deleted in one transaction. */
const SLICE_JOBS = 500;

/** The revisions and past attempts of projects. */
export class WorkflowHistory {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The revisions of a project, newest first. */
  revisions(project: number): Promise<readonly { readonly number: number; readonly createdAt: number }[]> {
    return this.#database.all(
      `SELECT number, created_at AS createdAt FROM workflow_revision WHERE project_id = ? ORDER BY number DESC`,
      [project],
    );
  }

  /** The id of a revision. Throws UserError `workflow_revision_unknown`. */
  async revisionId(project: number, number: number): Promise<number> {
    const id = await this.#database.value<number>(
      'SELECT id FROM workflow_revision WHERE project_id = ? AND number = ?',
      [project, number],
    );
    if (id === undefined) throw new UserError('workflow_revision_unknown', { revision: number });
    return id;
  }

  async revisionNumber(id: number): Promise<number> {
    const sql = 'SELECT number FROM workflow_revision WHERE id = ?';
    return (await this.#database.value<number>(sql, [id])) ?? 0;
  }

  /** How many files the revision with this id has. */
  async fileCount(revision: number): Promise<number> {
    const sql = 'SELECT count(*) FROM workflow_file WHERE revision_id = ?';
    return (await this.#database.value<number>(sql, [revision])) ?? 0;
  }

  /** An unfinished attempt of a project, even of a workflow that the project no longer has. */
  runningAttempt(project: number): Promise<number | undefined> {
    return this.#database.value<number>(
      `SELECT attempt.id FROM workflow_attempt attempt JOIN workflow_session session ON session.id = attempt.session_id
        JOIN workflow ON workflow.id = session.workflow_id WHERE workflow.project_id = ? AND attempt.state = 'running'
        ORDER BY attempt.id LIMIT 1`,
      [project],
    );
  }

  /**
   * Deletes the attempts that ended before a time, with the logs and parameters of their tasks, which may hold values.
   * Marks their sessions as having run. Keeps the sessions from `sessionsBefore` on, so that a backfill does not run
   * them again, and the newest one of each workflow, because `last_executed_session_time` needs its time. Sessions that
   * were only rehearsed are deleted, because a backfill may still run them. Returns the number of deleted attempts.
   */
  sweep({ before, sessionsBefore }: { before: number; sessionsBefore: number }): Promise<number> {
    return this.#database.transaction(async () => {
      const count = await this.#database.value<number>('SELECT count(*) FROM workflow_attempt WHERE ended_at < ?', [
        before,
      ]);
      await this.#database.run(
        `UPDATE workflow_session SET has_run = 1
          WHERE id IN (SELECT session_id FROM workflow_attempt WHERE is_sandbox = 0 AND ended_at < ?)`,
        [before],
      );
      await this.#database.run(
        `DELETE FROM workflow_session WHERE has_run = 0
          AND id IN (SELECT session_id FROM workflow_attempt WHERE is_sandbox = 1 AND ended_at < :before)
          AND NOT EXISTS (SELECT 1 FROM workflow_attempt WHERE session_id = workflow_session.id
            AND (is_sandbox = 0 OR ended_at IS NULL OR ended_at >= :before))`,
        { before },
      );
      await this.#database.run('DELETE FROM workflow_attempt WHERE ended_at < ?', [before]);
      await this.#database.run(
        `DELETE FROM workflow_session WHERE time < ?
          AND NOT EXISTS (SELECT 1 FROM workflow_attempt WHERE session_id = workflow_session.id)
          AND time < (SELECT max(other.time) FROM workflow_session other
                      WHERE other.workflow_id = workflow_session.workflow_id)`,
        [sessionsBefore],
      );
      return count ?? 0;
    });
  }

  /**
   * Deletes the texts of workflow queries, which may hold values, from jobs that ended before a time. Slices limit the
   * memory, and the time that other writers wait.
   */
  async deleteQueries(before: number): Promise<void> {
    let slice = await this.#jobsAfter(0, before);
    while (slice.length > 0) {
      // The condition is repeated, because a job that was resumed meanwhile needs its query.
      const sql = 'UPDATE job SET sql = ? WHERE id = ? AND ended_at < ?';
      const changes = slice.map((job) => [withoutText(job.sql), job.id, before]);
      await this.#database.transaction(() => this.#database.runEach(sql, changes));
      await nextTurn();
      slice = await this.#jobsAfter(slice.at(-1)?.id ?? 0, before);
    }
  }

  /** The next jobs whose queries still have their texts, after the job `job`. */
  #jobsAfter(job: number, before: number): Promise<Pick<JobWithQuery, 'id' | 'sql'>[]> {
    return this.#database.all(
      `SELECT id, sql FROM job WHERE id > ? AND ended_at < ? AND ${IS_FROM_TEMPLATE}
        AND sql IS NOT NULL AND NOT ${IS_TEXT_DELETED} ORDER BY id LIMIT ${SLICE_JOBS}`,
      [job, before],
    );
  }
}
