import type { Database } from 'better-sqlite3';
import type { Outcome } from '../../../core/job/job.ts';
import { type Selection, selectionOf } from '../../../core/record/selection.ts';

/** Which records of a job stand where, as ranges of their numbers in rising order: few numbers, however many records. */
export class SqliteRecordRanges {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Records that are noted with one of these outcomes. */
  noted(job: number, statuses: readonly Outcome[]): Selection {
    return this.#islands(
      'SELECT record FROM record WHERE job_id = :job AND status IN (SELECT value FROM json_each(:statuses))',
      { job, statuses: JSON.stringify(statuses) },
    );
  }

  /** Records that have an issue with this code. */
  withCode(job: number, code: string): Selection {
    return this.#islands(
      'SELECT DISTINCT record FROM issue JOIN issue_kind k ON k.id = kind_id WHERE k.job_id = :job AND k.code = :code',
      { job, code },
    );
  }

  /** Ranges of the batches that went out and of which nothing waits; they may overlap. */
  settled(job: number): Selection {
    return this.#database
      .prepare(
        `SELECT first_record, last_record FROM batch WHERE job_id = ? AND state IN ('done', 'uncertain')
         ORDER BY first_record`,
      )
      .raw()
      .all(job) as [number, number][];
  }

  /** They are put together one by one: a window function of SQLite takes several times as long. */
  #islands(numbers: string, params: Readonly<Record<string, unknown>>): Selection {
    const records = this.#database.prepare<[Readonly<Record<string, unknown>>], number>(`${numbers} ORDER BY record`);
    return selectionOf(records.pluck().iterate(params));
  }
}
