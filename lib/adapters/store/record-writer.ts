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
    const counts = new Map<string, { issue: Issue; records: number }>();
    for (const { record, line, start, end, status, issues } of outcomes) {
      this.#record.run({ job, record, line, start, end, status, issues: JSON.stringify(issues) });
      for (const issue of issues) {
        const { changes } = this.#issue.run(job, issue.code, columnOf(issue), record, issue.severity);
        if (changes === 1) countOne(counts, issue);
      }
    }
    for (const { issue, records } of counts.values()) {
      this.#count.run(job, issue.severity, issue.code, columnOf(issue), records);
    }
  }
}

function countOne(counts: Map<string, { issue: Issue; records: number }>, issue: Issue): void {
  const key = JSON.stringify([issue.severity, issue.code, issue.column]);
  const count = counts.get(key);
  if (count) count.records += 1;
  else counts.set(key, { issue, records: 1 });
}

/** '' stands for "no single column": a key cannot hold NULL, and no issue names a column without a name. */
function columnOf(issue: Issue): string {
  return issue.column ?? '';
}
