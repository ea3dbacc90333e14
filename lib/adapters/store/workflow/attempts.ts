import { randomUUID } from 'node:crypto';
import type { Clock } from '../../../core/clock.ts';
import { UserError } from '../../../core/errors.ts';
import { expiredBefore, isLeased } from '../../../core/lease.ts';
import {
  type Attempt,
  type AttemptChange,
  type AttemptOrigin,
  type AttemptRequest,
  MAX_RUNNING_ATTEMPTS,
  type NewAttemptLogLine,
  type SucceededTasks,
} from '../../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import type { Database } from '../database/database.ts';
import type { GroupCommit } from '../database/group-commit.ts';
import { numbersIn } from '../database/portable-sql.ts';
import { isAbandoned } from '../workers/workers.ts';
import { ATTEMPT, type AttemptRow, attemptOfRow, findAttempt } from './attempt-row.ts';
import { jsonOfTask, taskOfJson } from './task-json.ts';

/** The stored origin of the attempts of a backfill. */
const BACKFILL = JSON.stringify({ kind: 'backfill' } satisfies AttemptOrigin);
/** The running attempts of backfills (`earlier`) whose sessions are before another one of their workflow. */
const EARLIER_BACKFILLED = `workflow_session session
  JOIN workflow_session before ON before.workflow_id = session.workflow_id AND before.time < session.time
  JOIN workflow_attempt earlier ON earlier.session_id = before.id AND earlier.state = 'running'
    AND earlier.origin = :backfill`;
/** Whether `attempt` waits for those attempts. */
const WAITS_FOR_EARLIER = `session.id = attempt.session_id AND attempt.origin = :backfill
  AND attempt.is_cancel_requested = 0`;

/** The lease of an attempt, which its owner renews once half of it has passed. */
const LEASE_MS = 4000;

/** Notifies people about attempts, in the transaction that changes them. */
interface AttemptNotices {
  recordAttempt(id: number, state: 'success' | 'error' | 'sla'): Promise<void>;
}

/** Selects the attempts of a list. */
export interface AttemptQuery {
  readonly project?: number | undefined;
  readonly workflow?: number | undefined;
  readonly session?: number | undefined;
  /** Only attempts before this one. */
  readonly before?: number | undefined;
  readonly limit: number;
}

/** Sessions of workflows with their attempts, tasks and logs. */
export class WorkflowAttempts {
  readonly #database: Database;
  readonly #clock: Clock;
  readonly #commits: GroupCommit;
  readonly #notices: AttemptNotices;
  /** The attempts that this process has claimed and not yet released. */
  readonly #claimed = new Set<number>();

  constructor(
    database: Database,
    clock: Clock,
    { commits, notices }: { readonly commits: GroupCommit; readonly notices: AttemptNotices },
  ) {
    this.#database = database;
    this.#clock = clock;
    this.#commits = commits;
    this.#notices = notices;
  }

  /**
   * Creates an attempt, of the newest revision unless another one is given. Throws UserError `workflow_session_exists`,
   * with the attempt that has the same session and retry name, or `workflow_attempts_too_many`.
   */
  create({
    workflow,
    revisionId,
    sessionTime,
    params,
    isSandbox,
    retryName,
    origin,
    succeeded,
  }: AttemptRequest): Promise<Attempt> {
    return this.#database.transaction(async () => {
      const session = await this.#findOrCreateSession(workflow, sessionTime);
      const existing = await this.#database.value<number>(
        'SELECT id FROM workflow_attempt WHERE session_id = ? AND retry_name IS NOT DISTINCT FROM ?',
        [session, retryName],
      );
      if (existing !== undefined) throw new UserError('workflow_session_exists', { attempt: existing });
      const running = (await this.#database.value(
        `SELECT count(*) FROM workflow_attempt WHERE state = 'running'`,
      )) as number;
      if (running >= MAX_RUNNING_ATTEMPTS)
        throw new UserError('workflow_attempts_too_many', { max: MAX_RUNNING_ATTEMPTS });
      const id = (await this.#database.value(
        `INSERT INTO workflow_attempt (session_id, revision_id, retry_name, origin, params, is_sandbox, state, succeeded,
            created_at)
          SELECT :session, revision.id, :retryName, :origin, :params, :isSandbox, 'running', :succeeded, :now
          FROM workflow JOIN workflow_revision revision ON revision.project_id = workflow.project_id
          WHERE workflow.id = :workflow AND (revision.id = :revision OR :revision IS NULL)
          ORDER BY revision.number DESC LIMIT 1 RETURNING id`,
        {
          session,
          workflow,
          revision: revisionId ?? null,
          retryName,
          isSandbox: Number(isSandbox),
          params: JSON.stringify(params),
          succeeded: JSON.stringify(succeeded),
          origin: JSON.stringify(origin),
          now: this.#clock.now(),
        },
      )) as number;
      return this.get(id);
    });
  }

  async #findOrCreateSession(workflow: number, time: number): Promise<number> {
    await this.#database.run(
      'INSERT INTO workflow_session (workflow_id, time, uuid) VALUES (?, ?, ?) ON CONFLICT DO NOTHING',
      [workflow, time, randomUUID()],
    );
    const id = await this.#database.value('SELECT id FROM workflow_session WHERE workflow_id = ? AND time = ?', [
      workflow,
      time,
    ]);
    return id as number;
  }

  /** Throws UserError `workflow_attempt_unknown`. */
  async get(id: number): Promise<Attempt> {
    const attempt = await findAttempt(this.#database, id);
    if (!attempt) throw new UserError('workflow_attempt_unknown', { id: String(id) });
    return attempt;
  }

  /**
   * The attempt of a workflow's session with this retry name (empty: without one); the newest if `retryName` is null.
   */
  async find(workflow: number, sessionTime: number, retryName: string | null): Promise<Attempt | undefined> {
    const row = await this.#database.get<AttemptRow>(
      `${ATTEMPT} WHERE session.workflow_id = :workflow AND session.time = :sessionTime
        AND (coalesce(retry_name, '') = :retryName OR :retryName IS NULL) ORDER BY attempt.id DESC LIMIT 1`,
      { workflow, sessionTime, retryName },
    );
    return row && attemptOfRow(row);
  }

  /** All attempts of the session of a workflow, newest first. */
  async ofSession(workflow: number, sessionTime: number): Promise<readonly Attempt[]> {
    const rows = await this.#database.all<AttemptRow>(
      `${ATTEMPT} WHERE session.workflow_id = ? AND session.time = ? ORDER BY attempt.id DESC`,
      [workflow, sessionTime],
    );
    return rows.map(attemptOfRow);
  }

  /** Whether a session ran so long ago that retention has deleted attempts of it; later ones do not change that. */
  async isForgotten(workflow: number, sessionTime: number): Promise<boolean> {
    const sql = `SELECT 1 FROM workflow_session session WHERE workflow_id = ? AND time = ?
      AND (has_run = 1 OR NOT EXISTS (SELECT 1 FROM workflow_attempt WHERE session_id = session.id))`;
    return (await this.#database.get(sql, [workflow, sessionTime])) !== undefined;
  }

  /** A page of attempts, newest first. */
  async list({ project, workflow, session, before, limit }: AttemptQuery): Promise<readonly Attempt[]> {
    const rows = await this.#database.all<AttemptRow>(
      `${ATTEMPT} WHERE (workflow.project_id = :project OR :project IS NULL)
        AND (session.workflow_id = :workflow OR :workflow IS NULL) AND (session.id = :session OR :session IS NULL)
        AND (attempt.id < :before OR :before IS NULL) ORDER BY attempt.id DESC LIMIT :limit`,
      {
        project: project ?? null,
        workflow: workflow ?? null,
        session: session ?? null,
        before: before ?? null,
        limit,
      },
    );
    return rows.map(attemptOfRow);
  }

  /** The time of the last session of a workflow before a time. A session with only rehearsals does not count. */
  async lastExecuted(workflow: number, before: number): Promise<number | null> {
    const isOnlyRehearsed =
      '(SELECT min(is_sandbox) FROM workflow_attempt WHERE session_id = session.id) IS NOT DISTINCT FROM 1';
    const time = await this.#database.value<number | null>(
      `SELECT max(time) FROM workflow_session session
        WHERE workflow_id = ? AND time < ? AND (has_run = 1 OR NOT (${isOnlyRehearsed}))`,
      [workflow, before],
    );
    return time ?? null;
  }

  /**
   * Whether an attempt of a workflow is running. Rehearsals do not count, so that a schedule with `skip_on_overtime`
   * skips no session because of a rehearsal.
   */
  async isAnyRunning(workflow: number): Promise<boolean> {
    const sql = `SELECT 1 FROM workflow_attempt attempt JOIN workflow_session session ON session.id = attempt.session_id
      WHERE session.workflow_id = ? AND state = 'running' AND is_sandbox = 0 LIMIT 1`;
    return (await this.#database.get(sql, [workflow])) !== undefined;
  }

  /** The tasks of an earlier attempt that this attempt does not run again. */
  async succeeded(id: number): Promise<SucceededTasks> {
    const sql = 'SELECT succeeded FROM workflow_attempt WHERE id = ?';
    return JSON.parse((await this.#database.value<string>(sql, [id])) ?? '{}') as SucceededTasks;
  }

  /**
   * Running attempts that no live process owns, oldest first. The sessions of backfills run one after another, because
   * those of a workflow may write to the same tables: an attempt waits for those of earlier sessions, unless it is to
   * be canceled.
   */
  async unowned(): Promise<readonly number[]> {
    const running = await this.#database.all<Pick<AttemptRow, 'id' | 'owner' | 'lease_until'>>(
      `SELECT id, owner, lease_until FROM workflow_attempt attempt
        WHERE state = 'running' AND NOT EXISTS (SELECT 1 FROM ${EARLIER_BACKFILLED} WHERE ${WAITS_FOR_EARLIER})
        ORDER BY id`,
      { backfill: BACKFILL },
    );
    return running.filter((attempt) => isAbandoned(attempt, expiredBefore(this.#clock))).map(({ id }) => id);
  }

  /** The running attempts for which an attempt of a backfill waits, those of earlier sessions first. */
  async waitsFor(id: number): Promise<readonly number[]> {
    const sql = `SELECT earlier.id FROM workflow_attempt attempt CROSS JOIN ${EARLIER_BACKFILLED}
      WHERE attempt.id = :id AND ${WAITS_FOR_EARLIER} ORDER BY before.time`;
    return this.#database.values<number>(sql, { id, backfill: BACKFILL });
  }

  /** Claims a running attempt without an owner. */
  async claim(id: number, owner: string): Promise<boolean> {
    const isClaimed = await this.#database.transaction(
      async () => (await this.unowned()).includes(id) && (await this.#setLease(id, owner)),
    );
    if (isClaimed) this.#claimed.add(id);
    return isClaimed;
  }

  async #setLease(id: number, owner: string): Promise<boolean> {
    const sql = 'UPDATE workflow_attempt SET owner = ?, lease_until = ? WHERE id = ?';
    return (await this.#database.run(sql, [owner, this.#clock.now() + LEASE_MS, id])).changes > 0;
  }

  /** `lost` if the owner no longer has the attempt, `due` if half of its lease has passed. */
  async #leaseState(id: number, owner: string): Promise<'lost' | 'kept' | 'due'> {
    const leaseUntil = await this.#database.value<number>(
      'SELECT lease_until FROM workflow_attempt WHERE id = ? AND owner = ?',
      [id, owner],
    );
    if (leaseUntil === undefined) return 'lost';
    const now = this.#clock.now();
    return isLeased(leaseUntil, now) && leaseUntil - now > LEASE_MS / 2 ? 'kept' : 'due';
  }

  /**
   * Renews the leases of all attempts of this process, except those that it has released: if a release could not be
   * stored, the lease expires.
   */
  async #renewAll(owner: string): Promise<void> {
    const sql = `UPDATE workflow_attempt SET lease_until = ?
      WHERE state = 'running' AND owner = ? AND id IN ${numbersIn('?')}`;
    await this.#database.run(sql, [this.#clock.now() + LEASE_MS, owner, JSON.stringify([...this.#claimed])]);
  }

  async release(id: number, owner: string): Promise<void> {
    this.#claimed.delete(id);
    await this.#database.run('UPDATE workflow_attempt SET owner = NULL WHERE id = ? AND owner = ?', [id, owner]);
  }

  async requestCancel(id: number): Promise<void> {
    await this.get(id);
    await this.#database.run('UPDATE workflow_attempt SET is_cancel_requested = 1 WHERE id = ?', [id]);
  }

  /** All tasks in the order of their numbers. */
  async tasks(id: number): Promise<readonly TaskRecord[]> {
    const rows = await this.#database.values<string>(
      'SELECT record FROM workflow_task WHERE attempt_id = ? ORDER BY id',
      [id],
    );
    return rows.map(taskOfJson);
  }

  /**
   * Stores all changes in one transaction, and renews the lease; false if another process owns the attempt. Without
   * changes, nothing is written as long as half of the lease is left. Call it every second.
   */
  async save(
    id: number,
    owner: string,
    tasks: readonly TaskRecord[],
    { ended, isSlaMissed = false }: AttemptChange = {},
  ): Promise<boolean> {
    const leaseBefore = await this.#leaseState(id, owner);
    if (tasks.length === 0 && !ended && leaseBefore !== 'due') return leaseBefore === 'kept';
    return this.#commits.add(async () => {
      const lease = await this.#leaseState(id, owner);
      if (lease === 'lost') return false;
      if (lease === 'due') await this.#renewAll(owner);
      if (tasks.length > 0) await this.#saveTasks(id, tasks);
      if (ended)
        await this.#database.run('UPDATE workflow_attempt SET state = ?, ended_at = ?, owner = NULL WHERE id = ?', [
          ended,
          this.#clock.now(),
          id,
        ]);
      if (isSlaMissed) await this.#notices.recordAttempt(id, 'sla');
      if (ended && ended !== 'killed') await this.#notices.recordAttempt(id, ended);
      return true;
    });
  }

  /** Each change raises the version. A page that has the tasks of a version needs only those of later versions. */
  async #saveTasks(id: number, tasks: readonly TaskRecord[]): Promise<void> {
    const versionSql = 'SELECT coalesce(max(version), 0) + 1 FROM workflow_task WHERE attempt_id = ?';
    const version = await this.#database.value<number>(versionSql, [id]);
    await this.#database.runEach(
      `INSERT INTO workflow_task (attempt_id, id, state, record, version) VALUES (?, ?, ?, ?, ?)
        ON CONFLICT (attempt_id, id) DO UPDATE
          SET state = excluded.state, record = excluded.record, version = excluded.version`,
      tasks.map((task) => [id, task.id, task.state, jsonOfTask(task), version]),
    );
  }

  /** Adds a log line, which is stored before any change that is saved later. */
  async log(id: number, { task, text, level = 'info', message }: NewAttemptLogLine): Promise<void> {
    const at = this.#clock.now();
    const sql =
      'INSERT INTO workflow_log (attempt_id, task, at, level, text, code, params) VALUES (?, ?, ?, ?, ?, ?, ?)';
    const values = [message?.code ?? null, message ? JSON.stringify(message.params) : null];
    await this.#commits.add(() => this.#database.run(sql, [id, task, at, level, text, ...values]));
  }
}
