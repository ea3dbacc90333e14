import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { TaskRecord } from '#lib/core/workflow/attempt/task-record.ts';

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
  readonly #database: Database.Database;

  constructor(dataDir: string) {
    this.#database = new Database(join(dataDir, 'console.db'), { readonly: true, timeout: 10_000 });
  }

  observe(): Observed {
    return this.#database.transaction(() => ({ attempts: this.attempts(), tasks: this.#tasks(), log: this.#log() }))();
  }

  /** The attempts of the campaign's workflows. */
  attempts(): readonly ObservedAttempt[] {
    const sql = `SELECT attempt.id, workflow.name AS workflow, attempt.state FROM workflow_attempt attempt
      JOIN workflow_session session ON session.id = attempt.session_id JOIN workflow ON workflow.id = session.workflow_id
      WHERE workflow.name <> 'setup' ORDER BY attempt.id`;
    return this.#database.prepare<[], ObservedAttempt>(sql).all();
  }

  /** Grows with everything that tasks do. */
  progress(): number {
    const sql = `SELECT (SELECT count(*) FROM workflow_task WHERE state IN ('success', 'error', 'group_error'))
      + (SELECT count(*) FROM workflow_log) + (SELECT count(*) FROM workflow_attempt WHERE state <> 'running')`;
    return this.#database.prepare<[], number>(sql).pluck().get() ?? 0;
  }

  jobs(): readonly QueryJob[] {
    return this.#database
      .prepare<[], QueryJob>(`SELECT id, state, sql FROM job WHERE sql IS NOT NULL ORDER BY id`)
      .all();
  }

  resent(): number {
    const sql = 'SELECT coalesce(sum(resent_after_unknown), 0) FROM job';
    return this.#database.prepare<[], number>(sql).pluck().get() ?? 0;
  }

  integrity(): string {
    return String(this.#database.pragma('integrity_check', { simple: true }));
  }

  close(): void {
    this.#database.close();
  }

  #tasks(): Observed['tasks'] {
    return this.#database
      .prepare<[], { attempt: number; record: string }>('SELECT attempt_id AS attempt, record FROM workflow_task')
      .all()
      .map(({ attempt, record }) => ({ ...(JSON.parse(record) as TaskRecord), attempt }));
  }

  #log(): readonly LogLine[] {
    const sql = 'SELECT id, attempt_id AS attempt, task, text FROM workflow_log ORDER BY id';
    return this.#database.prepare<[], LogLine>(sql).all();
  }
}
