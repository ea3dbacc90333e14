import type { Database } from 'better-sqlite3';
import type { FrozenExport, Job, JobState } from '../../core/job.ts';
import type { Cursor } from '../../core/row.ts';
import { AcceptedEvents } from './accepted-events.ts';
import type { GroupCommit } from './group-commit.ts';
import { LEASE_MS, SqliteJobLedger } from './job-ledger.ts';
import { type JobRow, jobOfRow } from './job-row.ts';
import type { SentLedger } from './sent-ledger.ts';

export interface NewJob extends FrozenExport {
  readonly uploadId: number;
  readonly authenticationId: number;
  /** Where the first record begins in the spool. */
  readonly start: Cursor;
}

/** Which jobs a list shows. */
export interface JobPage {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly state?: JobState | undefined;
  readonly authentication?: number | undefined;
}

/** Jobs: making, finding and claiming them. What happens inside one goes through its ledger. */
export class SqliteJobs {
  readonly #database: Database;
  readonly #commits: GroupCommit;
  readonly #sent: SentLedger;
  readonly #clock: { now(): number };

  constructor(database: Database, commits: GroupCommit, sent: SentLedger, clock: { now(): number }) {
    this.#database = database;
    this.#commits = commits;
    this.#sent = sent;
    this.#clock = clock;
  }

  create(job: NewJob): Job {
    const row = this.#database
      .prepare(
        `INSERT INTO job (type, state, connector, upload_id, authentication_id, parameters, account, test_event,
           skip_invalid_record, mapping, reference_time, rules_version, max_events, max_bytes, already_accepted,
           cursor_byte, cursor_record, cursor_line, created_at)
         VALUES ('export', 'queued', :connector, :uploadId, :authenticationId, :parameters, :account, :testEvent,
           :skipInvalidRecord, :mapping, :referenceTime, :rulesVersion, :maxEvents, :maxBytes, :alreadyAccepted,
           :byte, :record, :line, :createdAt)
         RETURNING *`,
      )
      .get({
        ...job,
        ...job.start,
        parameters: JSON.stringify(job.parameters),
        mapping: JSON.stringify(job.mapping),
        testEvent: Number(job.testEvent),
        skipInvalidRecord: Number(job.skipInvalidRecord),
        createdAt: this.#clock.now(),
      });
    return jobOfRow(row as JobRow);
  }

  find(id: number): Job | undefined {
    const row = this.#database.prepare('SELECT * FROM job WHERE id = ?').get(id) as JobRow | undefined;
    return row && jobOfRow(row);
  }

  /** Newest first: those before job `before`, or the last ones behind job `after`. */
  list({ limit, before, after, state, authentication }: JobPage): readonly Job[] {
    const where = [
      after === undefined ? 'id < :before' : 'id > :after',
      ...(state === undefined ? [] : ['state = :state']),
      ...(authentication === undefined ? [] : ['authentication_id = :authentication']),
    ];
    const rows = this.#database
      .prepare(
        `SELECT * FROM job WHERE ${where.join(' AND ')} ORDER BY id ${after === undefined ? 'DESC' : 'ASC'} LIMIT :limit`,
      )
      .all({
        limit,
        ...(after === undefined ? { before: before ?? Number.MAX_SAFE_INTEGER } : { after }),
        ...(state !== undefined && { state }),
        ...(authentication !== undefined && { authentication }),
      }) as JobRow[];
    return (after === undefined ? rows : rows.reverse()).map(jobOfRow);
  }

  countByState(): ReadonlyMap<JobState, number> {
    const rows = this.#database.prepare('SELECT state, COUNT(*) AS jobs FROM job GROUP BY state ORDER BY state').all();
    return new Map((rows as { state: JobState; jobs: number }[]).map(({ state, jobs }) => [state, jobs]));
  }

  /** The oldest job that waits for a worker, but for these: queued, or running under an owner that has died. */
  nextClaimable(except: readonly number[]): number | undefined {
    const row = this.#database
      .prepare(
        `SELECT id FROM job WHERE (state = 'queued' OR (state = 'running' AND lease_until < ?))
           AND id NOT IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT 1`,
      )
      .get(this.#clock.now(), JSON.stringify(except)) as { id: number } | undefined;
    return row?.id;
  }

  /**
   * Takes a job over, if it is in one of these states and nobody alive owns it: one conditional UPDATE, so that of two
   * who try only one succeeds. The fence it raises makes void whatever a former owner still writes.
   */
  claim(id: number, owner: string, from: readonly JobState[], duplicateWindow: number): SqliteJobLedger | undefined {
    const now = this.#clock.now();
    const row = this.#database
      .prepare(
        `UPDATE job SET state = 'running', owner = :owner, fence = fence + 1, lease_until = :leaseUntil,
           started_at = COALESCE(started_at, :now), ended_at = NULL, error_code = NULL, error_params = NULL
         WHERE id = :id AND state IN (SELECT value FROM json_each(:from)) AND (owner IS NULL OR lease_until < :now)
         RETURNING *`,
      )
      .get({ id, owner, now, leaseUntil: now + LEASE_MS, from: JSON.stringify(from) }) as JobRow | undefined;
    if (!row) return undefined;
    const { fence } = row;
    const job = jobOfRow(row);
    const parts = { clock: this.#clock, job };
    const memory = { ...parts, sent: this.#sent, window: duplicateWindow };
    const accepted = this.#isReal(job) ? new AcceptedEvents(memory) : undefined;
    return new SqliteJobLedger({ ...parts, database: this.#database, commits: this.#commits, fence, accepted });
  }

  /** Test events and those for a stand-in are never taken for events that the other side knows. */
  #isReal({ testEvent, authenticationId }: Job): boolean {
    const target = this.#database
      .prepare('SELECT target FROM authentication WHERE id = ?')
      .pluck()
      .get(authenticationId);
    return !testEvent && target === 'live';
  }

  /** Leaves word for whoever executes the job. Killing outranks pausing; a job that has ended takes no request. */
  ask(id: number, request: 'pause' | 'kill'): void {
    this.#database
      .prepare(
        `UPDATE job SET request = ? WHERE id = ? AND state IN ('queued', 'running', 'paused')
           AND (request IS NULL OR request <> 'kill')`,
      )
      .run(request, id);
  }

  /** Puts jobs that wait for a person back in the queue. */
  requeue(id: number): boolean {
    const { changes } = this.#database
      .prepare(
        `UPDATE job SET state = 'queued', request = NULL, error_code = NULL, error_params = NULL, ended_at = NULL
         WHERE id = ? AND state IN ('paused', 'error') AND owner IS NULL`,
      )
      .run(id);
    return changes === 1;
  }

  /** Jobs not yet ended that use this authentication, for asking them to pause or naming them to a person. */
  unfinished(authenticationId: number, account?: string): readonly Job[] {
    const rows = this.#database
      .prepare(
        `SELECT * FROM job WHERE authentication_id = ? AND (? IS NULL OR account = ?)
           AND state IN ('queued', 'running', 'paused') ORDER BY id`,
      )
      .all(authenticationId, account ?? null, account ?? null) as JobRow[];
    return rows.map(jobOfRow);
  }

  /**
   * A refused token concerns every job of its authentication, a refused account only those of the same account. Queued
   * ones pause at once; running ones find out by their own next call.
   */
  pauseOthers(job: Job, reason: 'unauthorized' | 'forbidden'): void {
    this.#database
      .prepare(
        `UPDATE job SET state = 'paused', error_code = :reason, error_params = json_object('account', account)
         WHERE state = 'queued' AND authentication_id = :authentication AND (:account IS NULL OR account = :account)`,
      )
      .run({
        reason,
        authentication: job.authenticationId,
        account: reason === 'forbidden' ? job.account : null,
      });
  }
}
