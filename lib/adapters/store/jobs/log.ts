import type { Database } from 'better-sqlite3';
import type { LogLevel, LogLine } from '../../../core/delivery/ledger.ts';
import type { LogPage } from '../../../core/view/log-query.ts';

const LEVELS: Readonly<Record<LogLevel, string>> = {
  info: '',
  warn: "AND level <> 'info'",
  error: "AND level = 'error'",
};

/** Writes a log line of an idle job, in the caller's transaction. */
export function addLogLine(
  database: Database,
  { job, at, level, code, params }: Omit<LogLine, 'id'> & { job: number },
) {
  database
    .prepare('INSERT INTO log_line (job_id, at, level, code, params) VALUES (?, ?, ?, ?, ?)')
    .run(job, at, level, code, JSON.stringify(params));
}

export class SqliteLog {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Up to `limit` lines in the order they were written; the newest ones without `before` and `after`. */
  page(job: number, { limit, before, after, atLeast = 'info' }: LogPage): readonly LogLine[] {
    const backwards = after === undefined;
    const rows = this.#database
      .prepare(
        `SELECT * FROM log_line WHERE job_id = :job AND id ${backwards ? '<' : '>'} :id
           ${LEVELS[atLeast]} ORDER BY id ${backwards ? 'DESC' : 'ASC'} LIMIT :limit`,
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

  /** Number of warnings and errors. */
  countWarnings(job: number): number {
    return Number(
      this.#database.prepare(`SELECT COUNT(*) FROM log_line WHERE job_id = ? AND level <> 'info'`).pluck().get(job),
    );
  }
}
