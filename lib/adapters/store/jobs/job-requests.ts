import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import type { Job, Refusal } from '../../../core/job/job.ts';
import { OTHER_DESTINATION } from '../../../core/job/job-destination.ts';
import { type Deletion, deletedError } from '../../../core/upload/retention.ts';
import type { Database } from '../database/database.ts';
import type { Tables } from '../database/tables.ts';
import { deletionOf } from '../uploads/deletion.ts';
import { IS_TEXT_DELETED } from './job-list.ts';
import { type JobRow, jobOfRow } from './job-row.ts';
import { addLogLine } from './log.ts';

/** Requests to pause, kill and resume jobs. */
export class JobRequests {
  readonly #database: Database;
  readonly #notices: { record(job: Job): Promise<void> };
  readonly #clock: Clock;

  /** `notices` is notified of jobs that pause, in the same transaction. */
  constructor(database: Database, notices: { record(job: Job): Promise<void> }, clock: Clock) {
    this.#database = database;
    this.#notices = notices;
    this.#clock = clock;
  }

  /** Stores a request for the job's executor. Kill overrides pause; an ended job accepts no request. */
  async request(id: number, request: 'pause' | 'kill'): Promise<void> {
    await this.#database.run(
      `UPDATE job SET request = ? WHERE id = ? AND state IN ('queued', 'running', 'paused')
        AND (request IS NULL OR request <> 'kill')`,
      [request, id],
    );
  }

  /**
   * Requeues a job that is paused, has ended with an error, or waits for another executor. False if it is in another
   * state, is being killed, or still has an owner. Throws UserError `upload_deleted` or `query_deleted` if its file or
   * query was deleted, `authentication_archived` if its authentication was archived.
   */
  async requeue(id: number): Promise<boolean> {
    const { changes } = await this.#database.run(
      `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL, ended_at = NULL, deaths = 0
        WHERE id = ? AND (state IN ('paused', 'error') OR (state = 'queued' AND error_code = '${OTHER_DESTINATION}'))
          AND owner IS NULL AND request IS DISTINCT FROM 'kill'
          AND ((upload_id IS NULL AND NOT ${IS_TEXT_DELETED})
            OR upload_id IN (SELECT id FROM upload WHERE deleted_at IS NULL))
          AND (authentication_id IS NULL
            OR authentication_id IN (SELECT id FROM authentication WHERE archived_at IS NULL))`,
      [id],
    );
    if (changes === 1) return true;
    const deletion = await this.#deletionOfFile(id);
    if (deletion) throw deletedError(deletion);
    const isDeleted = `SELECT 1 FROM job WHERE id = ? AND upload_id IS NULL AND ${IS_TEXT_DELETED}`;
    if ((await this.#database.get(isDeleted, [id])) !== undefined) throw new UserError('query_deleted');
    const archived = await this.#database.get<Pick<Tables['authentication'], 'id' | 'name'>>(
      `SELECT authentication.id, authentication.name
        FROM job JOIN authentication ON authentication.id = job.authentication_id
        WHERE job.id = ? AND authentication.archived_at IS NOT NULL`,
      [id],
    );
    if (archived) throw new UserError('authentication_archived', { id: archived.id, name: archived.name });
    return false;
  }

  async #deletionOfFile(id: number): Promise<Deletion | undefined> {
    const upload = await this.#database.value<number | null>('SELECT upload_id FROM job WHERE id = ?', [id]);
    return upload ? await deletionOf(this.#database, upload) : undefined;
  }

  /**
   * Pauses the other jobs that the refusal of `job` also affects: all jobs of a refused token's authentication, or only
   * those of a refused account. Queued jobs are paused; for running ones, a pause is requested from their executors.
   */
  async pauseOthers(job: Job, reason: Refusal): Promise<void> {
    const scope = {
      reason,
      self: job.id,
      authentication: job.authenticationId,
      account: reason === 'forbidden' ? job.account : null,
    };
    await this.#database.transaction(async () => {
      const paused = await this.#database.all<JobRow>(
        `UPDATE job SET state = 'paused', error_code = :reason, error_params = '{"account":' || json_quote(account) || '}'
          WHERE state = 'queued' AND id <> :self AND authentication_id = :authentication
            AND (account = :account OR :account IS NULL) RETURNING *`,
        scope,
      );
      for (const row of paused) await this.#notices.record(jobOfRow(row));
      await this.#database.run(
        `UPDATE job SET request = :reason WHERE state = 'running' AND request IS NULL AND id <> :self
          AND authentication_id = :authentication AND (account = :account OR :account IS NULL)`,
        scope,
      );
    });
  }

  /** Reverts the pauses after a refusal of this authentication: requeues the paused jobs, cancels requested pauses. */
  async requeueRefused(authenticationId: number): Promise<void> {
    await this.#database.transaction(async () => {
      await this.#database.run(
        `UPDATE job SET request = NULL WHERE authentication_id = ? AND request IN ('unauthorized', 'forbidden')`,
        [authenticationId],
      );
      await this.#requeuePaused(
        `authentication_id = ? AND error_code IN ('unauthorized', 'forbidden', 'token_unreadable')`,
        authenticationId,
      );
    });
  }

  /** Requeues the jobs that were paused by a full disk. */
  async requeueAfterDiskFull(): Promise<void> {
    await this.#requeuePaused(`error_code = ?`, 'disk_full');
  }

  /** Requeues the jobs that were paused because their destination could not be reached. */
  async requeueReachable(destination: string): Promise<void> {
    await this.#database.transaction(async () => {
      const jobs = await this.#requeuePaused(`error_code = 'unreachable' AND destination = ?`, destination);
      const line = { at: this.#clock.now(), level: 'info', code: 'destination_reachable', params: {} } as const;
      for (const job of jobs) await addLogLine(this.#database, { job, ...line });
    });
  }

  /** Makes a paused job wait for a person, if it would otherwise be requeued automatically. */
  async keepPaused(id: number): Promise<void> {
    await this.#database.run(
      `UPDATE job SET error_code = 'user', error_params = '{}'
        WHERE id = ? AND state = 'paused' AND owner IS NULL
          AND error_code IN ('unreachable', 'disk_full', 'unauthorized', 'forbidden', 'token_unreadable')`,
      [id],
    );
  }

  /**
   * Requeues the paused jobs that meet a condition with one parameter, and returns their ids. A job that is being
   * killed is left to the process that kills it.
   */
  #requeuePaused(condition: string, value: string | number): Promise<readonly number[]> {
    return this.#database.values<number>(
      `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL
        WHERE state = 'paused' AND owner IS NULL AND request IS DISTINCT FROM 'kill' AND ${condition} RETURNING id`,
      [value],
    );
  }
}
