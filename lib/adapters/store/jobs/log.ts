import type { LogLevel, LogLine } from '../../../core/delivery/ledger.ts';
import type { LogPage } from '../../../core/view/log-query.ts';
import type { Database } from '../database/database.ts';
import { IS_AT_LEAST } from '../database/log-level.ts';
import type { Row } from '../database/row.ts';

/** Writes a log line of a job, in the caller's transaction. */
export async function addLogLine(
  database: Database,
  { job, at, level, code, params }: Omit<LogLine, 'id'> & { job: number },
) {
  await database.run('INSERT INTO log_line (job_id, at, level, code, params) VALUES (?, ?, ?, ?, ?)', [
    job,
    at,
    level,
    code,
    JSON.stringify(params),
  ]);
}

export class Log {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Up to `limit` lines in the order they were written; the newest ones without `before` and `after`. */
  async page(job: number, { limit, before, after, atLeast = 'info' }: LogPage): Promise<readonly LogLine[]> {
    const backwards = after === undefined;
    const rows = await this.#database.all<Row<'log_line', { level: LogLevel }>>(
      `SELECT * FROM log_line WHERE job_id = :job AND id ${backwards ? '<' : '>'} :id
        AND ${IS_AT_LEAST[atLeast]} ORDER BY id ${backwards ? 'DESC' : 'ASC'} LIMIT :limit`,
      { job, id: after ?? before ?? Number.MAX_SAFE_INTEGER, limit },
    );
    return (backwards ? rows.reverse() : rows).map(({ id, at, level, code, params }) => ({
      id,
      at,
      level,
      code,
      params: JSON.parse(params),
    }));
  }

  /** Number of warnings and errors. */
  async countWarnings(job: number): Promise<number> {
    return Number(
      await this.#database.value(`SELECT COUNT(*) FROM log_line WHERE job_id = ? AND ${IS_AT_LEAST.warn}`, [job]),
    );
  }
}
