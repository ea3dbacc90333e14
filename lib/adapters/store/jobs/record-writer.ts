import type { Database } from 'better-sqlite3';
import type { Batch } from '../../../core/delivery/ledger.ts';
import type { OutcomeTable } from '../../../core/delivery/outcome-table.ts';
import type { Outcome } from '../../../core/job/job.ts';

/** The tables of records and their issues, and the column with their owner. */
export interface RecordTables {
  readonly record: string;
  readonly kind: string;
  readonly issue: string;
  readonly owner: string;
}

export const JOB_TABLES: RecordTables = { record: 'record', kind: 'issue_kind', issue: 'issue', owner: 'job_id' };

/**
 * Writes outcomes of records, their issues, and the number of records with each issue. The counts are updated in the same
 * transaction, so that a page with a hundred thousand errors reads only a few rows.
 */
export class RecordWriter {
  readonly #record;
  readonly #kind;
  readonly #issues;
  readonly #count;
  readonly #kinds;
  readonly #drop;
  readonly #dropKinds;
  readonly #dropRecords;

  constructor(database: Database, { record, kind, issue, owner }: RecordTables = JOB_TABLES) {
    this.#record = database.prepare(
      `INSERT INTO ${record} (${owner}, record, line, start_byte, end_byte, status, issues) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (${owner}, record) DO UPDATE SET status = excluded.status, issues = excluded.issues`,
    );
    this.#kind = database
      .prepare(
        `INSERT INTO ${kind} (${owner}, severity, code, "column") VALUES (?, ?, ?, ?)
         ON CONFLICT (${owner}, code, "column", severity) DO UPDATE SET records = records RETURNING id`,
      )
      .pluck();
    this.#issues = database.prepare(
      `INSERT OR IGNORE INTO ${issue} (kind_id, record) SELECT ?, value FROM json_each(?)`,
    );
    this.#count = database.prepare(`UPDATE ${kind} SET records = records + ? WHERE id = ?`);
    this.#kinds = database.prepare(`SELECT id FROM ${kind} WHERE ${owner} = ?`).pluck();
    this.#drop = database.prepare(
      `DELETE FROM ${issue} WHERE kind_id = ? AND record IN (SELECT value FROM json_each(?))`,
    );
    this.#dropKinds = database.prepare(`DELETE FROM ${kind} WHERE ${owner} = ? AND records <= 0`);
    this.#dropRecords = database.prepare(
      `DELETE FROM ${record} WHERE ${owner} = ? AND record IN (SELECT value FROM json_each(?))`,
    );
  }

  write(job: number, { record, line, start, end, status, issues, kinds }: OutcomeTable): void {
    for (let i = 0; i < record.length; i++) {
      this.#record.run(job, record[i], line[i], start[i], end[i], status[i], issues[i]);
    }
    for (const { severity, code, column, records } of kinds) {
      const kind = this.#kind.get(job, severity, code, column);
      const { changes } = this.#issues.run(kind, JSON.stringify(records));
      if (changes > 0) this.#count.run(changes, kind);
    }
  }

  /** Deletes the outcomes and issues of these records. */
  drop(owner: number, records: readonly number[]): void {
    const numbers = JSON.stringify(records);
    for (const kind of this.#kinds.all(owner)) {
      const { changes } = this.#drop.run(kind, numbers);
      if (changes > 0) this.#count.run(-changes, kind);
    }
    this.#dropKinds.run(owner);
    this.#dropRecords.run(owner, numbers);
  }
}

/** Clears the uncertainty of a job's records after a person's decision. */
export class UncertainWriter {
  readonly #clear;

  constructor(database: Database) {
    this.#clear = clearingStatements(database);
  }

  /** Deletes the errors of a batch's uncertain records; records with a warning get `status`. */
  clear(job: number, { from, lastRecord, leftOut }: Batch, status: Outcome): void {
    const range = { job, first: from.record + 1, last: lastRecord, leftOut: JSON.stringify(leftOut) };
    this.#clear.counts.run(range);
    this.#clear.issues.run(range);
    this.#clear.emptyKinds.run({ job });
    this.#clear.records.run({ ...range, status });
    this.#clear.emptyRecords.run({ job, first: range.first, last: range.last });
  }
}

/**
 * Delete the errors of uncertain records: their issues and counts, and the rows without other issues. Rows with warnings
 * are kept.
 */
function clearingStatements(database: Database) {
  const records = `SELECT record FROM record WHERE job_id = :job AND record BETWEEN :first AND :last
    AND status = 'uncertain' AND record NOT IN (SELECT value FROM json_each(:leftOut))`;
  const kinds = `SELECT id FROM issue_kind WHERE job_id = :job AND severity = 'error'`;
  return {
    counts: database.prepare(
      `UPDATE issue_kind SET records = records -
         (SELECT COUNT(*) FROM issue WHERE kind_id = issue_kind.id AND record IN (${records}))
       WHERE id IN (${kinds})`,
    ),
    issues: database.prepare(`DELETE FROM issue WHERE kind_id IN (${kinds}) AND record IN (${records})`),
    emptyKinds: database.prepare('DELETE FROM issue_kind WHERE job_id = :job AND records <= 0'),
    records: database.prepare(
      `UPDATE record SET status = :status, issues = (
         SELECT json_group_array(json(value)) FROM json_each(issues) WHERE json_extract(value, '$.severity') = 'warning')
       WHERE job_id = :job AND record IN (${records})`,
    ),
    emptyRecords: database.prepare(
      `DELETE FROM record WHERE job_id = :job AND record BETWEEN :first AND :last AND issues = '[]'`,
    ),
  };
}
