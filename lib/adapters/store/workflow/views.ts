import type { LogSection } from '../../../core/view/log-query.ts';
import { type AttemptState, retryNumberOf } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import type { TaskCounts } from '../../../core/workflow/view/attempt-view.ts';
import type { Database } from '../database/database.ts';
import { isFalse } from '../database/portable-sql.ts';
import type { Row } from '../database/row.ts';
import type { Tables } from '../database/tables.ts';
import { type LogLines, readLines } from './log-lines.ts';
import { taskOfJson } from './task-json.ts';

/** Selects the sessions of a list. The state of a session is the state of its newest attempt. */
export interface SessionQuery {
  readonly workflow?: number | undefined;
  readonly state?: AttemptState | undefined;
  /** Only sessions before or after this one. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A session of a list. */
export interface SessionRow {
  readonly id: number;
  /** The number of attempts that retention has not deleted, and the ids of the first and the newest of them. */
  readonly attempts: number;
  readonly first: number;
  readonly latest: number;
}

/** Selects sessions. Joins the newest attempt by its id, so that a page does not need a scan of all attempts. */
const SESSIONS = `SELECT session.id, session.workflow_id, newest.state, newest.id AS latest,
    (SELECT count(*) FROM workflow_attempt WHERE session_id = session.id) AS attempts,
    (SELECT min(id) FROM workflow_attempt WHERE session_id = session.id) AS first
  FROM workflow_session session
  JOIN workflow_attempt newest ON newest.id = (SELECT max(id) FROM workflow_attempt WHERE session_id = session.id)`;

/** Reads data for the console's pages about sessions and attempts. */
export class WorkflowViews {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** A page of sessions, newest first. */
  async sessions({ workflow, state, before, after, limit }: SessionQuery): Promise<readonly SessionRow[]> {
    const isReversed = after !== undefined;
    const rows = await this.#database.all<SessionRow>(
      `SELECT id, attempts, first, latest FROM (${SESSIONS})
        WHERE (workflow_id = :workflow OR :workflow IS NULL) AND (state = :state OR :state IS NULL)
          AND id ${isReversed ? '>' : '<'} :cursor ORDER BY id ${isReversed ? 'ASC' : 'DESC'} LIMIT :limit`,
      {
        workflow: workflow ?? null,
        state: state ?? null,
        limit,
        cursor: after ?? before ?? Number.MAX_SAFE_INTEGER,
      },
    );
    return isReversed ? rows.reverse() : rows;
  }

  /** The sessions that still exist, in the order of `ids`. */
  sessionsOf(ids: readonly number[]): Promise<readonly SessionRow[]> {
    return this.#database.all<SessionRow>(
      `SELECT session.id, session.attempts, session.first, session.latest FROM json_each(?) wanted
        JOIN (${SESSIONS}) session ON session.id = CAST(wanted.value AS BIGINT) ORDER BY wanted.key`,
      [JSON.stringify(ids)],
    );
  }

  /** How many sessions have a newest attempt of each state. */
  async sessionCounts(workflow?: number): Promise<Readonly<Partial<Record<AttemptState, number>>>> {
    const rows = await this.#database.all<
      Pick<Row<'workflow_attempt', { state: AttemptState }>, 'state'> & { readonly count: number }
    >(
      `SELECT state, count(*) AS count FROM (${SESSIONS})
        WHERE workflow_id = :workflow OR :workflow IS NULL GROUP BY state`,
      { workflow: workflow ?? null },
    );
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** The number of an attempt in its session, from 1; undefined if the attempt has been deleted. */
  async numberOf(attempt: number): Promise<number | undefined> {
    const row = await this.#database.get<Pick<Tables['workflow_attempt'], 'retry_name'> & { readonly count: number }>(
      `SELECT retry_name,
          (SELECT count(*) FROM workflow_attempt other
           WHERE other.session_id = attempt.session_id AND other.id <= attempt.id) AS count
        FROM workflow_attempt attempt WHERE attempt.id = ?`,
      [attempt],
    );
    // Retention may have deleted older attempts. A retry's name contains its number, unless a task chose the name.
    return row && Math.max(row.count, retryNumberOf({ retryName: row.retry_name }) + 1);
  }

  /** Whether a process has begun to run an attempt. */
  async hasTasks(attempt: number): Promise<boolean> {
    const found = await this.#database.get('SELECT 1 FROM workflow_task WHERE attempt_id = ? LIMIT 1', [attempt]);
    return found !== undefined;
  }

  /** The numbers of tasks with an operator: all, succeeded and failed. */
  async counts(attempt: number): Promise<TaskCounts> {
    const counts = await this.#database.get(
      `SELECT count(*) AS "all", count(*) FILTER (WHERE state = 'success') AS success,
          count(*) FILTER (WHERE state IN ('error', 'group_error')) AS error
        FROM workflow_task WHERE attempt_id = ? AND ${isFalse('record', 'isGroup')} AND ${isFalse('record', 'isSuperseded')}`,
      [attempt],
    );
    return counts as TaskCounts;
  }

  /** The tasks that changed after a version. */
  async changes(
    attempt: number,
    version: number,
  ): Promise<{ readonly version: number; readonly tasks: readonly TaskRecord[] }> {
    const rows = await this.#database.all<Pick<Tables['workflow_task'], 'version' | 'record'>>(
      'SELECT version, record FROM workflow_task WHERE attempt_id = ? AND version > ? ORDER BY id',
      [attempt, version],
    );
    return {
      version: rows.reduce((newest, row) => Math.max(newest, row.version), version),
      tasks: rows.map(({ record }) => taskOfJson(record)),
    };
  }

  /** The tasks that have logged something, in the order of their first lines. */
  loggedTasks(attempt: number): Promise<readonly number[]> {
    return this.#database.values<number>(
      'SELECT task FROM workflow_log WHERE attempt_id = ? GROUP BY task ORDER BY min(id)',
      [attempt],
    );
  }

  /**
   * Up to `limit` lines of some or all tasks in the order they were written; fewer if they would not fit on a page, but
   * at least one if there is any. Without `before` and `after`, the newest lines.
   */
  logPage(attempt: number, page: LogSection, tasks?: readonly number[]): Promise<LogLines> {
    return readLines(this.#database, attempt, page, tasks);
  }
}
