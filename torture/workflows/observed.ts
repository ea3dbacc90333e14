import { openConnection } from '#lib/adapters/store/sqlite/connection.ts';
import { taskOfJson } from '#lib/adapters/store/workflow/task-json.ts';
import { systemClock } from '#lib/adapters/system/clock.ts';
import type { TaskRecord } from '#lib/core/workflow/attempt/task-record.ts';
import { readEnv } from '#lib/env.ts';
import { connect, type OpenDatabase } from '#lib/runtime/stores/open-database.ts';

export interface ObservedAttempt {
  readonly id: number;
  readonly workflow: string;
  readonly state: string;
}

export interface LogLine {
  readonly id: number;
  readonly attempt: number;
  readonly task: number;
  readonly text: string;
}

/** What the database holds at one moment, read while processes use it. */
export interface Observed {
  readonly attempts: readonly ObservedAttempt[];
  readonly tasks: readonly (TaskRecord & { readonly attempt: number })[];
  readonly log: readonly LogLine[];
}

export interface QueryJob {
  readonly id: number;
  readonly state: string;
  readonly sql: string;
}

export class Observer {
  readonly #opened: OpenDatabase;

  private constructor(opened: OpenDatabase) {
    this.#opened = opened;
  }

  /** Reads the database of these settings, while processes of the product use it. */
  static async open(settings: Readonly<Record<string, string>>): Promise<Observer> {
    return new Observer(
      await connect(readEnv(settings), { openConnection, busyTimeoutMs: 10_000, clock: systemClock }),
    );
  }

  observe(): Promise<Observed> {
    return this.#database.snapshot(async () => ({
      attempts: await this.attempts(),
      tasks: await this.#tasks(),
      log: await this.#log(),
    }));
  }

  /** All attempts except that of the workflow `setup`. */
  attempts(): Promise<readonly ObservedAttempt[]> {
    return this.#database.all(`SELECT attempt.id, workflow.name AS workflow, attempt.state FROM workflow_attempt attempt
      JOIN workflow_session session ON session.id = attempt.session_id JOIN workflow ON workflow.id = session.workflow_id
      WHERE workflow.name <> 'setup' ORDER BY attempt.id`);
  }

  /** Grows when a task logs something or ends, and when an attempt ends. */
  async progress(): Promise<number> {
    const sql = `SELECT (SELECT COUNT(*) FROM workflow_task WHERE state IN ('success', 'error', 'group_error'))
      + (SELECT COUNT(*) FROM workflow_log) + (SELECT COUNT(*) FROM workflow_attempt WHERE state <> 'running')`;
    return (await this.#database.value<number>(sql)) ?? 0;
  }

  jobs(): Promise<readonly QueryJob[]> {
    return this.#database.all('SELECT id, state, sql FROM job WHERE sql IS NOT NULL ORDER BY id');
  }

  async resent(): Promise<number> {
    const sql = 'SELECT CAST(COALESCE(SUM(resent_after_unknown), 0) AS BIGINT) FROM job';
    return (await this.#database.value<number>(sql)) ?? 0;
  }

  /** Result of SQLite's check; undefined for PostgreSQL, which has no such check. */
  async integrity(): Promise<string | undefined> {
    return this.#opened.isShared ? undefined : this.#database.value<string>('PRAGMA integrity_check');
  }

  close(): Promise<void> {
    return this.#opened.close();
  }

  get #database() {
    return this.#opened.database;
  }

  async #tasks(): Promise<Observed['tasks']> {
    const sql = 'SELECT attempt_id AS attempt, record FROM workflow_task';
    const rows = await this.#database.all<{ attempt: number; record: string }>(sql);
    return rows.map(({ attempt, record }) => ({ ...taskOfJson(record), attempt }));
  }

  #log(): Promise<readonly LogLine[]> {
    return this.#database.all('SELECT id, attempt_id AS attempt, task, text FROM workflow_log ORDER BY id');
  }
}
