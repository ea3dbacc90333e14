import type { LogLevel, LogLine } from '../../../core/delivery/ledger.ts';
import type { LogSection } from '../../../core/view/log-query.ts';
import type { Database } from '../database/database.ts';
import { IS_AT_LEAST } from '../database/log-level.ts';
import type { Row } from '../database/row.ts';

type LineRow = Row<'log_line', { level: LogLevel }>;

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

  /** Up to `limit` lines in the order they were written: the newest ones, unless `before` or `after` is set. */
  async page(job: number, { limit, before, after, atLeast = 'info' }: LogSection): Promise<readonly LogLine[]> {
    const isReversed = after === undefined;
    const rows = await this.#database.all<LineRow>(
      `SELECT * FROM log_line WHERE job_id = :job AND id ${isReversed ? '<' : '>'} :cursor
        AND ${IS_AT_LEAST[atLeast]} ORDER BY id ${isReversed ? 'DESC' : 'ASC'} LIMIT :limit`,
      { job, cursor: after ?? before ?? Number.MAX_SAFE_INTEGER, limit },
    );
    return (isReversed ? rows.reverse() : rows).map(lineOfRow);
  }

  /** The first line with a code. */
  async first(job: number, code: string): Promise<LogLine | undefined> {
    const sql = 'SELECT * FROM log_line WHERE job_id = ? AND code = ? ORDER BY id LIMIT 1';
    const row = await this.#database.get<LineRow>(sql, [job, code]);
    return row && lineOfRow(row);
  }

  /** The first lines whose code is not `code`. */
  async firstWithout(job: number, code: string, limit: number): Promise<readonly LogLine[]> {
    const sql = 'SELECT * FROM log_line WHERE job_id = ? AND code <> ? ORDER BY id LIMIT ?';
    return (await this.#database.all<LineRow>(sql, [job, code, limit])).map(lineOfRow);
  }

  /** Number of warnings and errors. */
  async countWarnings(job: number): Promise<number> {
    return Number(
      await this.#database.value(`SELECT COUNT(*) FROM log_line WHERE job_id = ? AND ${IS_AT_LEAST.warn}`, [job]),
    );
  }
}

function lineOfRow({ id, at, level, code, params }: LineRow): LogLine {
  return { id, at, level, code, params: JSON.parse(params) };
}
