import type { Database } from 'better-sqlite3';
import type { LogLine } from '../../core/ledger.ts';

/** Which part of a log: the newest lines before one, or the oldest behind one; all levels, or those that deserve a look. */
export interface LogPage {
  readonly limit: number;
  readonly before?: number | undefined;
  readonly after?: number | undefined;
  readonly warningsOnly?: boolean;
}

export class SqliteLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Up to `limit` lines in the order they were written; the newest ones where no place is given. */
  page(job: number, { limit, before, after, warningsOnly = false }: LogPage): readonly LogLine[] {
    const backwards = after === undefined;
    const rows = this.#database
      .prepare(
        `SELECT * FROM log_line WHERE job_id = :job AND id ${backwards ? '<' : '>'} :id
           ${warningsOnly ? "AND level <> 'info'" : ''} ORDER BY id ${backwards ? 'DESC' : 'ASC'} LIMIT :limit`,
      )
      .all({ job, id: after ?? before ?? Number.MAX_SAFE_INTEGER, limit }) as (Omit<LogLine, 'params'> & {
      params: string;
    })[];
    return (backwards ? rows.reverse() : rows).map(({ id, at, level, code, params }) => ({
      id,
      at,
      level,
      code,
      params: JSON.parse(params),
    }));
  }

  /** How many lines are no mere information. */
  countWarnings(job: number): number {
    return Number(
      this.#database.prepare(`SELECT COUNT(*) FROM log_line WHERE job_id = ? AND level <> 'info'`).pluck().get(job),
    );
  }
}
