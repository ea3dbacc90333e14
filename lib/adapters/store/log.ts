import type { Database } from 'better-sqlite3';
import type { IssueParams } from '../../core/issue.ts';
import type { LogLevel } from '../../core/ledger.ts';

/** A line of a job's log; its text is made from code and params when it is shown. */
export interface LogLine {
  readonly id: number;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly level: LogLevel;
  readonly code: string;
  readonly params: IssueParams;
}

export class SqliteLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** The newest `limit` lines before line `before`, oldest of them first. */
  latest(job: number, limit: number, before = Number.MAX_SAFE_INTEGER): readonly LogLine[] {
    const rows = this.#database
      .prepare('SELECT * FROM log_line WHERE job_id = ? AND id < ? ORDER BY id DESC LIMIT ?')
      .all(job, before, limit) as (Omit<LogLine, 'params'> & { params: string })[];
    return rows
      .reverse()
      .map(({ id, at, level, code, params }) => ({ id, at, level, code, params: JSON.parse(params) }));
  }
}
