import type { Database } from 'better-sqlite3';
import type { Batch } from '../../../core/delivery/ledger.ts';
import type { Issue } from '../../../core/issue.ts';
import type { Outcome } from '../../../core/job/job.ts';
import { type Selection, selectionOf } from '../../../core/record/selection.ts';
import type { IssueCount, NotedRecord, RecordFilter } from '../../../core/view/record-view.ts';
import type { Tables } from '../database/tables.ts';
import { type BatchRow, batchOfRow } from './batch-row.ts';

type RecordRow = Pick<Tables['record'], 'record' | 'line' | 'start_byte' | 'end_byte'> & {
  readonly status: Outcome;
  readonly issues: string;
};

const OPEN = ['rejected', 'invalid', 'uncertain', 'not_sent'] as const satisfies readonly Outcome[];

/** Reads single records of a job's ledger in pages, by record number, never by OFFSET. */
export class SqliteRecords {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Up to `limit` records after record `after`, in the order of the file. */
  page(job: number, filter: RecordFilter, after: number, limit: number): readonly NotedRecord[] {
    const numbers = `${this.#matching(job, filter, 'record > :after')} ORDER BY record LIMIT :limit`;
    const rows = this.#database
      .prepare(`SELECT * FROM record WHERE job_id = :job AND record IN (${numbers}) ORDER BY record`)
      .all({ job, after, limit, ...filter });
    return (rows as RecordRow[]).map(notedOfRow);
  }

  /** The `after` of the previous page; 0 for the first page. */
  pageBefore(job: number, filter: RecordFilter, after: number, limit: number): number {
    const rows = this.#database
      .prepare<[Record<string, unknown>], number>(
        `${this.#matching(job, filter, 'record <= :after')} ORDER BY record DESC LIMIT :limit`,
      )
      .pluck()
      .all({ job, after, limit: limit + 1, ...filter });
    return rows.length > limit ? (rows.at(-1) ?? 0) : 0;
  }

  /** Number of matching records, up to record `until`. */
  count(job: number, filter: RecordFilter, until = Number.MAX_SAFE_INTEGER): number {
    const row = this.#database
      .prepare<[Record<string, unknown>], number>(
        `SELECT COUNT(*) FROM (${this.#matching(job, filter, 'record <= :until')})`,
      )
      .pluck()
      .get({ job, until, ...filter });
    return row ?? 0;
  }

  /** The numbers of all matching records. */
  numbers(job: number, filter: RecordFilter): Selection {
    const numbers = this.#database.prepare<[Record<string, unknown>], number>(
      `${this.#matching(job, filter, 'record > :after')} ORDER BY record`,
    );
    return selectionOf(numbers.pluck().iterate({ job, after: 0, ...filter }));
  }

  find(job: number, record: number): NotedRecord | undefined {
    const row = this.#database.prepare('SELECT * FROM record WHERE job_id = ? AND record = ?').get(job, record);
    return row === undefined ? undefined : notedOfRow(row as RecordRow);
  }

  /** Stored records by outcome; accepted records are stored only if they have a warning. */
  countByStatus(job: number): ReadonlyMap<Outcome, number> {
    const rows = this.#database
      .prepare('SELECT status, COUNT(*) AS records FROM record WHERE job_id = ? GROUP BY status')
      .all(job) as { status: Outcome; records: number }[];
    return new Map(rows.map(({ status, records }) => [status, records]));
  }

  issueCounts(job: number): readonly IssueCount[] {
    return this.#database
      .prepare(
        `SELECT severity, code, "column", records FROM issue_kind WHERE job_id = ? ORDER BY records DESC, code, "column"`,
      )
      .all(job) as IssueCount[];
  }

  /** The number of records with each warning, of those that were not accepted. */
  unsentWarnings(job: number): readonly IssueCount[] {
    return this.#database
      .prepare(
        `SELECT k.severity, k.code, k."column", COUNT(*) AS records
         FROM record r CROSS JOIN issue_kind k CROSS JOIN issue i ON i.kind_id = k.id AND i.record = r.record
         WHERE r.job_id = :job AND r.status IN ('rejected', 'invalid', 'uncertain', 'not_sent')
           AND k.job_id = :job AND k.severity = 'warning' GROUP BY k.id`,
      )
      .all({ job }) as IssueCount[];
  }

  /** A SELECT of the matching record numbers, without duplicates. Every part scans an index in the order of the file. */
  #matching(job: number, { status, code, column }: RecordFilter, bound: string): string {
    if (code === undefined && column === undefined) return byStatus(status, bound);
    const kinds = this.#database
      .prepare(
        `SELECT id FROM issue_kind WHERE job_id = :job AND code = COALESCE(:code, code)
           AND "column" = COALESCE(:column, "column")`,
      )
      .pluck()
      .all({ job, code, column }) as number[];
    const where = status === undefined ? bound : `${bound} AND ${isOfStatus(status)}`;
    return union([NO_RECORDS, ...kinds.map((kind) => `SELECT record FROM issue WHERE kind_id = ${kind} AND ${where}`)]);
  }

  batches(job: number): readonly Batch[] {
    const rows = this.#database.prepare('SELECT * FROM batch WHERE job_id = ? ORDER BY first_record, id').all(job);
    return (rows as BatchRow[]).map(batchOfRow);
  }

  batch(job: number, id: number): Batch | undefined {
    const row = this.#database.prepare('SELECT * FROM batch WHERE job_id = ? AND id = ?').get(job, id);
    return row === undefined ? undefined : batchOfRow(row as BatchRow);
  }

  /** Up to `limit` batches in the order of the file, after or before the batch with this id. */
  batchPage(job: number, { after = 0, before, limit }: BatchPage): readonly Batch[] {
    const place = (sign: string) =>
      `(first_record, id) ${sign} (SELECT first_record, id FROM batch WHERE id = :cursor)`;
    const [where, order] = before === undefined ? [after === 0 ? '1' : place('>'), 'ASC'] : [place('<'), 'DESC'];
    const rows = this.#database
      .prepare(
        `SELECT * FROM batch WHERE job_id = :job AND ${where} ORDER BY first_record ${order}, id ${order} LIMIT :limit`,
      )
      .all({ job, limit, ...(where !== '1' && { cursor: before ?? after }) }) as BatchRow[];
    return (before === undefined ? rows : rows.reverse()).map(batchOfRow);
  }
}

const NO_RECORDS = 'SELECT record FROM issue WHERE 0';
/** SQLite allows at most 500 SELECTs in a compound. */
const MAX_PARTS = 400;

export interface BatchPage {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The UNION of the parts: SQLite merges them, because they are ordered. */
function union(parts: readonly string[]): string {
  const whole = parts.slice(0, MAX_PARTS).join(' UNION ');
  const rest = parts.slice(MAX_PARTS);
  return rest.length === 0 ? whole : `SELECT record FROM (${whole}) UNION SELECT record FROM (${union(rest)})`;
}

/** Not EXISTS: SQLite would turn it into a join that scans all records up to the bound for each issue. */
function isOfStatus(status: NonNullable<RecordFilter['status']>): string {
  const statuses = statusesOf(status).map((each) => `'${each}'`);
  return `(SELECT r.status FROM record r WHERE r.job_id = :job AND r.record = issue.record) IN (${statuses.join()})`;
}

function byStatus(status: RecordFilter['status'], bound: string): string {
  if (status === undefined) return `SELECT record FROM record WHERE job_id = :job AND ${bound}`;
  return statusesOf(status)
    .map((each) => `SELECT record FROM record WHERE job_id = :job AND status = '${each}' AND ${bound}`)
    .join(' UNION ALL ');
}

function statusesOf(status: NonNullable<RecordFilter['status']>): readonly Outcome[] {
  if (status === 'open') return OPEN;
  return status === 'warned' ? ['accepted'] : [status];
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
