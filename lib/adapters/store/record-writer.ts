import type { Database } from 'better-sqlite3';
import type { Issue } from '../../core/issue.ts';
import type { Outcome } from '../../core/job.ts';
import type { Batch, RecordOutcome } from '../../core/ledger.ts';

/**
 * Writes outcomes of records, their issues, and how many records have each issue. The counts are kept in step in the
 * same transaction, so that a page with a hundred thousand errors reads a few rows to show them.
 */
export class RecordWriter {
  readonly #record;
  readonly #issue;
  readonly #count;
  readonly #clear;

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
    this.#clear = clearingStatements(database);
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

  /** Takes back what made the records of a batch uncertain; those with a warning stand as `status` from now on. */
  clear(job: number, { from, lastRecord, leftOut }: Batch, status: Outcome): void {
    const range = { job, first: from.record + 1, last: lastRecord, leftOut: JSON.stringify(leftOut) };
    this.#clear.counts.run(range);
    this.#clear.emptyCounts.run({ job });
    this.#clear.issues.run(range);
    this.#clear.records.run({ ...range, status });
    this.#clear.emptyRecords.run({ job, first: range.first, last: range.last });
  }
}

/**
 * What takes back the errors of uncertain records: their issues and counts, and the rows that held nothing else. A row
 * that holds warnings stays.
 */
function clearingStatements(database: Database) {
  const records = `SELECT record FROM record WHERE job_id = :job AND record BETWEEN :first AND :last
    AND status = 'uncertain' AND record NOT IN (SELECT value FROM json_each(:leftOut))`;
  const errors = `job_id = :job AND severity = 'error' AND record IN (${records})`;
  return {
    counts: database.prepare(
      `UPDATE issue_count SET records = issue_count.records - cleared.records
       FROM (SELECT code, "column", COUNT(*) AS records FROM issue WHERE ${errors} GROUP BY code, "column") AS cleared
       WHERE job_id = :job AND severity = 'error' AND issue_count.code = cleared.code
         AND issue_count."column" = cleared."column"`,
    ),
    emptyCounts: database.prepare('DELETE FROM issue_count WHERE job_id = :job AND records <= 0'),
    issues: database.prepare(`DELETE FROM issue WHERE ${errors}`),
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
