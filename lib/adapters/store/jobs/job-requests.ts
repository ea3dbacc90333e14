import type { Database } from 'better-sqlite3';
import type { Clock } from '../../../core/clock.ts';
import type { Job, Refusal } from '../../../core/job/job.ts';
import { OTHER_DESTINATION } from '../../../core/job/job-destination.ts';
import { type Deletion, deletedError } from '../../../core/upload/retention.ts';
import { deletionOf } from '../database/deletion.ts';
import { type JobRow, jobOfRow } from './job-row.ts';
import { addLogLine } from './log.ts';

/** Requests to pause, kill and resume jobs. */
export class SqliteJobRequests {
  readonly #database: Database;
  readonly #outbox: { note(job: Job): void };
  readonly #clock: Clock;

  /** `outbox` is notified of jobs that pause, in the same transaction. */
  constructor(database: Database, outbox: { note(job: Job): void }, clock: Clock) {
    this.#database = database;
    this.#outbox = outbox;
    this.#clock = clock;
  }

  /** Stores a request for the job's executor. Kill overrides pause; a finished job accepts no request. */
  request(id: number, request: 'pause' | 'kill'): void {
    this.#database
      .prepare(
        `UPDATE job SET request = ? WHERE id = ? AND state IN ('queued', 'running', 'paused')
           AND (request IS NULL OR request <> 'kill')`,
      )
      .run(request, id);
  }

  /**
   * Requeues a job that waits for a person or another executor. False if it does not wait, is being killed, or still has an
   * owner. Throws UserError `upload_deleted` if its file was deleted.
   */
  requeue(id: number): boolean {
    const { changes } = this.#database
      .prepare(
        `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL, ended_at = NULL, deaths = 0
         WHERE id = ? AND (state IN ('paused', 'error') OR (state = 'queued' AND error_code = '${OTHER_DESTINATION}' AND request IS NOT 'kill'))
           AND owner IS NULL
           AND (upload_id IS NULL OR upload_id IN (SELECT id FROM upload WHERE deleted_at IS NULL))`,
      )
      .run(id);
    if (changes === 1) return true;
    const deletion = this.#deletionOfFile(id);
    if (deletion) throw deletedError(deletion);
    return false;
  }

  #deletionOfFile(id: number): Deletion | undefined {
    const upload = this.#database
      .prepare<[number], number | null>('SELECT upload_id FROM job WHERE id = ?')
      .pluck()
      .get(id);
    return upload ? deletionOf(this.#database, upload) : undefined;
  }

  /**
   * A refused token affects all jobs of its authentication, a refused account only those of the same account. Pauses queued
   * jobs, and requests a pause of running ones from their executors.
   */
  pauseOthers(job: Job, reason: Refusal): void {
    const others = { reason, self: job.id, authentication: job.authenticationId };
    const scope = { ...others, account: reason === 'forbidden' ? job.account : null };
    this.#database
      .transaction(() => {
        const paused = this.#database
          .prepare(
            `UPDATE job SET state = 'paused', error_code = :reason, error_params = json_object('account', account)
           WHERE state = 'queued' AND id <> :self AND authentication_id = :authentication
             AND (:account IS NULL OR account = :account) RETURNING *`,
          )
          .all(scope) as JobRow[];
        for (const row of paused) this.#outbox.note(jobOfRow(row));
        this.#database
          .prepare(
            `UPDATE job SET request = :reason WHERE state = 'running' AND request IS NULL AND id <> :self
             AND authentication_id = :authentication AND (:account IS NULL OR account = :account)`,
          )
          .run(scope);
      })
      .immediate();
  }

  /** Reverts a refusal of this authentication: requeues the paused jobs and cancels pause requests. */
  requeueRefused(authenticationId: number): void {
    const refused = `IN ('unauthorized', 'forbidden')`;
    this.#database
      .prepare(`UPDATE job SET request = NULL WHERE authentication_id = ? AND request ${refused}`)
      .run(authenticationId);
    this.#requeuePaused(`authentication_id = ? AND error_code ${refused}`, authenticationId);
  }

  /** Requeues the jobs that were paused by a full disk. */
  requeueAfterDiskFull(): void {
    this.#requeuePaused(`error_code = ?`, 'disk_full');
  }

  /** Requeues the jobs that were paused because their destination could not be reached. */
  requeueReachable(destination: string): void {
    this.#database
      .transaction(() => {
        const jobs = this.#requeuePaused(`error_code = 'unreachable' AND destination = ?`, destination);
        const line = { at: this.#clock.now(), level: 'info', code: 'destination_reachable', params: {} } as const;
        for (const job of jobs) addLogLine(this.#database, { job, ...line });
      })
      .immediate();
  }

  /** A paused job that would be requeued by itself waits for a person from now on. */
  keepPaused(id: number): void {
    this.#database
      .prepare(
        `UPDATE job SET error_code = 'user', error_params = '{}'
         WHERE id = ? AND state = 'paused' AND owner IS NULL AND error_code IN ('unreachable', 'disk_full')`,
      )
      .run(id);
  }

  /** Returns the requeued jobs. A job that is being killed is left to the process that kills it. */
  #requeuePaused(where: string, value: string | number): readonly number[] {
    return this.#database
      .prepare<[string | number], number>(
        `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL
         WHERE state = 'paused' AND owner IS NULL AND request IS NOT 'kill' AND ${where} RETURNING id`,
      )
      .pluck()
      .all(value);
  }
}
