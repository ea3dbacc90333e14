import type { Database } from 'better-sqlite3';
import type { LogPage } from '../../../core/view/log-query.ts';
import { type AttemptLogLine, type AttemptState, retryNumberOf } from '../../../core/workflow/attempt/attempt.ts';
import type { TaskRecord } from '../../../core/workflow/attempt/task-record.ts';
import type { TaskCounts } from '../../../core/workflow/view/attempt-view.ts';
import { firstLines } from './log-lines.ts';

/** Which sessions a list has. Those of a state have a newest attempt in it. */
export interface SessionQuery {
  readonly workflow?: number | undefined;
  readonly state?: AttemptState | undefined;
  /** Only those before this one, or after it. */
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly limit: number;
}

/** A session of a list. */
export interface SessionRow {
  readonly id: number;
  /** Its attempts that are left: how many, the first and the newest. */
  readonly attempts: number;
  readonly first: number;
  readonly latest: number;
}

const LEVELS = { info: '', warn: `AND level <> 'info'`, error: `AND level = 'error'` } as const;
/** Each row is found by its id, so that a page of sessions, or some of them, cost no scan of all. */
const SESSIONS = `SELECT session.id, session.workflow_id, newest.state, newest.id AS latest,
    (SELECT count(*) FROM workflow_attempt WHERE session_id = session.id) AS attempts,
    (SELECT min(id) FROM workflow_attempt WHERE session_id = session.id) AS first
  FROM workflow_session session
  JOIN workflow_attempt newest ON newest.id = (SELECT max(id) FROM workflow_attempt WHERE session_id = session.id)`;

/** What the console's pages about sessions and attempts read. */
export class SqliteWorkflowViews {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Newest first. */
  sessions({ workflow, state, before, after, limit }: SessionQuery): readonly SessionRow[] {
    const isBackwards = after !== undefined;
    const rows = this.#database
      .prepare<object, SessionRow>(
        `SELECT id, attempts, first, latest FROM (${SESSIONS})
         WHERE (:workflow IS NULL OR workflow_id = :workflow) AND (:state IS NULL OR state = :state)
           AND id ${isBackwards ? '>' : '<'} :cursor ORDER BY id ${isBackwards ? 'ASC' : 'DESC'} LIMIT :limit`,
      )
      .all({
        ...{ workflow: workflow ?? null, state: state ?? null, limit },
        cursor: after ?? before ?? Number.MAX_SAFE_INTEGER,
      });
    return isBackwards ? rows.reverse() : rows;
  }

  /** Those of these that still exist, in this order. */
  sessionsOf(ids: readonly number[]): readonly SessionRow[] {
    return this.#database
      .prepare<[string], SessionRow>(
        `SELECT session.id, session.attempts, session.first, session.latest FROM json_each(?) wanted
         JOIN (${SESSIONS}) session ON session.id = wanted.value ORDER BY wanted.key`,
      )
      .all(JSON.stringify(ids));
  }

  /** How many sessions have a newest attempt of each state. */
  sessionCounts(workflow?: number): Readonly<Partial<Record<AttemptState, number>>> {
    const rows = this.#database
      .prepare<object, { state: AttemptState; count: number }>(
        `SELECT state, count(*) AS count FROM (${SESSIONS})
         WHERE :workflow IS NULL OR workflow_id = :workflow GROUP BY state`,
      )
      .all({ workflow: workflow ?? null });
    return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
  }

  /** The number of an attempt in its session, from 1, and the number of all of them. Undefined if it has been deleted. */
  numberOf(attempt: number): number | undefined {
    const found = this.#database
      .prepare<[number], { count: number; retryName: string | null }>(
        `SELECT (SELECT count(*) FROM workflow_attempt before WHERE before.session_id = attempt.session_id AND before.id <= attempt.id)
           AS count, retry_name AS retryName FROM workflow_attempt attempt WHERE attempt.id = ?`,
      )
      .get(attempt);
    // Retention deletes older attempts first, which changes no number of the others.
    return found && Math.max(found.count, retryNumberOf(found) + 1);
  }

  /** Whether a process has begun with an attempt. */
  hasTasks(attempt: number): boolean {
    return (
      this.#database.prepare('SELECT 1 FROM workflow_task WHERE attempt_id = ? LIMIT 1').get(attempt) !== undefined
    );
  }

  /** How many tasks with an operator there are, have succeeded, and have failed. */
  counts(attempt: number): TaskCounts {
    return this.#database
      .prepare<[number], TaskCounts>(
        `SELECT count(*) AS "all", coalesce(sum(state = 'success'), 0) AS success,
           coalesce(sum(state IN ('error', 'group_error')), 0) AS error
         FROM workflow_task WHERE attempt_id = ? AND NOT (record ->> 'isGroup') AND NOT (record ->> 'isSuperseded')`,
      )
      .get(attempt) as TaskCounts;
  }

  /** The tasks that a later change than a version wrote. */
  changes(attempt: number, version: number): { readonly version: number; readonly tasks: readonly TaskRecord[] } {
    const rows = this.#database
      .prepare<[number, number], { version: number; record: string }>(
        'SELECT version, record FROM workflow_task WHERE attempt_id = ? AND version > ? ORDER BY id',
      )
      .all(attempt, version);
    return {
      version: rows.reduce((newest, row) => Math.max(newest, row.version), version),
      tasks: rows.map(({ record }) => JSON.parse(record) as TaskRecord),
    };
  }

  /** The tasks that have logged something, in the order of their first lines. */
  loggedTasks(attempt: number): readonly number[] {
    return this.#database
      .prepare<[number], number>('SELECT task FROM workflow_log WHERE attempt_id = ? GROUP BY task ORDER BY min(id)')
      .pluck()
      .all(attempt);
  }

  /**
   * Up to `limit` lines in the order they were written, or as many as fit on a page; the newest ones without `before` and `after`. None
   * only where there is none.
   */
  logPage(
    attempt: number,
    { limit, before, after, atLeast = 'info' }: LogPage,
    tasks?: readonly number[],
  ): readonly AttemptLogLine[] {
    const isBackwards = after === undefined;
    const rows = this.#database
      .prepare<object, AttemptLogLine>(
        `SELECT id, task, at, level, text FROM workflow_log WHERE attempt_id = :attempt AND id ${isBackwards ? '<' : '>'} :cursor
           ${LEVELS[atLeast]} AND (:tasks IS NULL OR task IN (SELECT value FROM json_each(:tasks)))
         ORDER BY id ${isBackwards ? 'DESC' : 'ASC'} LIMIT :limit`,
      )
      .iterate({
        ...{ attempt, limit, cursor: after ?? before ?? Number.MAX_SAFE_INTEGER },
        tasks: tasks === undefined ? null : JSON.stringify(tasks),
      });
    const { lines } = firstLines(rows, limit);
    return isBackwards ? lines.reverse() : lines;
  }
}
