import type { Database } from 'better-sqlite3';
import type { Issue } from '../../core/issue.ts';
import type { RecordOutcome } from '../../core/ledger.ts';

/**
 * Writes outcomes of records, their issues, and how many records have each issue. The counts are kept in step in the
 * same transaction, so that a page with a hundred thousand errors reads a few rows to show them.
 */
export class RecordWriter {
  readonly #record;
  readonly #issue;
  readonly #count;

  constructor(database: Database) {
    this.#record = database.prepare(
      `INSERT INTO record (job_id, record, line, start_byte, end_byte, status, issues)
       VALUES (:job, :record, :line, :start, :end, :status, :issues)
       ON CONFLICT (job_id, record) DO UPDATE SET status = excluded.status, issues = excluded.issues`,
    );
    this.#issue = database.prepare(
      `INSERT OR IGNORE INTO issue (job_id, code, "column", record, severity) VALUES (?, ?, ?, ?, ?)`,
    );
    this.#count = database.prepare(
      `INSERT INTO issue_count (job_id, severity, code, "column", records) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (job_id, severity, code, "column") DO UPDATE SET records = records + excluded.records`,
    );
  }

  write(job: number, outcomes: readonly RecordOutcome[]): void {
    for (const { record, line, start, end, status, issues } of outcomes) {
      this.#record.run({ job, record, line, start, end, status, issues: JSON.stringify(issues) });
    }
    for (const { issue, records } of byKind(outcomes)) {
      let added = 0;
      for (const record of records)
        added += this.#issue.run(job, issue.code, columnOf(issue), record, issue.severity).changes;
      if (added > 0) this.#count.run(job, issue.severity, issue.code, columnOf(issue), added);
    }
  }
}

interface Kind {
  readonly issue: Issue;
  readonly records: number[];
}

/**
 * Records by what is wrong with them, in the order in which the issues are stored: one by one, those of a record with
 * hundreds of them would each be written to another place in the file.
 */
function byKind(outcomes: readonly RecordOutcome[]): Kind[] {
  const kinds = new Map<string, Kind>();
  for (const { record, issues } of outcomes) {
    for (const issue of issues) {
      const key = `${issue.code}\0${columnOf(issue)}\0${issue.severity}`;
      const kind = kinds.get(key);
      if (kind) kind.records.push(record);
      else kinds.set(key, { issue, records: [record] });
    }
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

/** '' stands for "no single column": a key cannot hold NULL, and no issue names a column without a name. */
function columnOf(issue: Issue): string {
  return issue.column ?? '';
}
