import type { Database } from 'better-sqlite3';
import type { Issue } from '../../core/issue.ts';
import type { Outcome } from '../../core/job.ts';
import type { Batch } from '../../core/ledger.ts';
import type { IssueCount, NotedRecord, RecordFilter } from '../../core/record-view.ts';
import { type BatchRow, batchOfRow } from './batch-row.ts';

interface RecordRow {
  readonly record: number;
  readonly line: number;
  readonly start_byte: number;
  readonly end_byte: number;
  readonly status: Outcome;
  readonly issues: string;
}

const STATUS_OF_FILTER: Readonly<Record<string, string>> = {
  open: `r.status IN ('rejected', 'invalid', 'uncertain', 'not_sent')`,
  warned: `r.status = 'accepted'`,
};

/** What a job's ledger knows of single records, page by page. Pages go by record number, never by OFFSET. */
export class SqliteRecords {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Up to `limit` records behind record `after`, in the order of the file. */
  page(job: number, filter: RecordFilter, after: number, limit: number): readonly NotedRecord[] {
    const { status, code, column } = filter;
    const byIssue = code !== undefined || column !== undefined;
    const where = [
      ...(status === undefined ? [] : [STATUS_OF_FILTER[status] ?? 'r.status = :status']),
      ...(code === undefined ? [] : ['i.code = :code']),
      ...(column === undefined ? [] : ['i."column" = :column']),
    ];
    const from = byIssue
      ? 'issue i JOIN record r ON r.job_id = i.job_id AND r.record = i.record WHERE i.job_id = :job AND i.record > :after'
      : 'record r WHERE r.job_id = :job AND r.record > :after';
    const rows = this.#database
      .prepare(
        `SELECT r.* FROM ${[from, ...where].join(' AND ')}
         ${byIssue ? 'GROUP BY i.record' : ''} ORDER BY ${byIssue ? 'i.record' : 'r.record'} LIMIT :limit`,
      )
      .all({ job, after, limit, ...filter });
    return (rows as RecordRow[]).map(notedOfRow);
  }

  find(job: number, record: number): NotedRecord | undefined {
    const row = this.#database.prepare('SELECT * FROM record WHERE job_id = ? AND record = ?').get(job, record);
    return row === undefined ? undefined : notedOfRow(row as RecordRow);
  }

  /** Noted records by outcome; accepted ones are those with a warning. */
  countByStatus(job: number): ReadonlyMap<Outcome, number> {
    const rows = this.#database
      .prepare('SELECT status, COUNT(*) AS records FROM record WHERE job_id = ? GROUP BY status')
      .all(job) as { status: Outcome; records: number }[];
    return new Map(rows.map(({ status, records }) => [status, records]));
  }

  issueCounts(job: number): readonly IssueCount[] {
    return this.#database
      .prepare(
        `SELECT severity, code, "column", records FROM issue_count WHERE job_id = ? ORDER BY records DESC, code, "column"`,
      )
      .all(job) as IssueCount[];
  }

  batches(job: number): readonly Batch[] {
    const rows = this.#database.prepare('SELECT * FROM batch WHERE job_id = ? ORDER BY first_record, id').all(job);
    return (rows as BatchRow[]).map(batchOfRow);
  }
}

function notedOfRow(row: RecordRow): NotedRecord {
  return {
    record: row.record,
    line: row.line,
    start: row.start_byte,
    end: row.end_byte,
    status: row.status,
    issues: JSON.parse(row.issues) as Issue[],
  };
}
