import type { Batch } from '../../../../core/delivery/ledger.ts';
import type { Issue } from '../../../../core/issue.ts';
import type { Job, Outcome } from '../../../../core/job/job.ts';
import { type Selection, selectionOf } from '../../../../core/record/selection.ts';
import type { IssueCount, NotedRecord, RecordFilter } from '../../../../core/view/record-view.ts';
import type { Database } from '../../database/database.ts';
import type { Row } from '../../database/row.ts';
import { type BatchRow, batchOfRow } from '../batch-row.ts';
import { issueCounts, JOB_TABLES, kindsSql } from './record-tables.ts';

type RecordRow = Row<'record', { status: Outcome }>;

const OPEN = ['rejected', 'invalid', 'uncertain', 'not_sent'] as const satisfies readonly Outcome[];

/** Reads single records of a job's ledger in pages, by record number, never by OFFSET. */
export class Records {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Up to `limit` records after record `after`, in the order of the file. */
  async page(job: number, filter: RecordFilter, after: number, limit: number): Promise<readonly NotedRecord[]> {
    const sql = `${await this.#matching(job, filter, 'record > :after')} ORDER BY record LIMIT :limit`;
    const rows = await this.#database.all<RecordRow>(
      `SELECT * FROM record WHERE job_id = :job AND record IN (${sql}) ORDER BY record`,
      { job, after, limit, ...filter },
    );
    return rows.map(notedOfRow);
  }

  /** The `after` of the previous page; 0 for the first page. */
  async pageBefore(job: number, filter: RecordFilter, after: number, limit: number): Promise<number> {
    const numbers = await this.#database.values<number>(
      `${await this.#matching(job, filter, 'record <= :after')} ORDER BY record DESC LIMIT :limit`,
      { job, after, limit: limit + 1, ...filter },
    );
    return numbers.length > limit ? (numbers.at(-1) ?? 0) : 0;
  }

  /** Number of matching records, up to record `until`. */
  async count(job: number, filter: RecordFilter, until = Number.MAX_SAFE_INTEGER): Promise<number> {
    const count = await this.#database.value<number>(
      `SELECT COUNT(*) FROM (${await this.#matching(job, filter, 'record <= :until')})`,
      { job, until, ...filter },
    );
    return count ?? 0;
  }

  /** The numbers of all matching records. */
  async numbers(job: number, filter: RecordFilter): Promise<Selection> {
    return selectionOf(
      await this.#database.values<number>(`${await this.#matching(job, filter, 'record > :after')} ORDER BY record`, {
        job,
        after: 0,
        ...filter,
      }),
    );
  }

  async find(job: number, record: number): Promise<NotedRecord | undefined> {
    const sql = 'SELECT * FROM record WHERE job_id = ? AND record = ?';
    const row = await this.#database.get<RecordRow>(sql, [job, record]);
    return row && notedOfRow(row);
  }

  /**
   * The number of stored records by outcome. Accepted records are stored only if they have a warning. Rejected and
   * invalid ones are always stored, so the job's counters are used: counting many is too slow for a page that polls.
   */
  async countByStatus({
    id,
    records: { rejected, invalid },
  }: Pick<Job, 'id' | 'records'>): Promise<ReadonlyMap<Outcome, number>> {
    const rows = await this.#database.all<Pick<RecordRow, 'status'> & { readonly records: number }>(
      `SELECT status, COUNT(*) AS records FROM record
        WHERE job_id = ? AND status IN ('accepted', 'not_sent', 'uncertain') GROUP BY status`,
      [id],
    );
    return new Map([
      ['rejected', rejected],
      ['invalid', invalid],
      ...rows.map(({ status, records }) => [status, records] as const),
    ]);
  }

  issueCounts(job: number): Promise<readonly IssueCount[]> {
    return issueCounts(this.#database, JOB_TABLES, job);
  }

  /** The number of records with each warning, among the records that were not accepted. */
  unsentWarnings(job: number): Promise<readonly IssueCount[]> {
    return this.#database.all<IssueCount>(
      `SELECT k.severity, k.code, k."column", COUNT(*) AS records
        FROM record r CROSS JOIN issue_kind k CROSS JOIN issue i
        WHERE i.kind_id = k.id AND i.record = r.record AND r.job_id = :job AND r.status IN (${literalsOf(OPEN)})
          AND k.job_id = :job AND k.severity = 'warning' GROUP BY k.id`,
      { job },
    );
  }

  /**
   * A SELECT of the matching record numbers, without duplicates. Every part scans an index in the order of the file.
   */
  async #matching(job: number, { status, code, column }: RecordFilter, bound: string): Promise<string> {
    if (code === undefined && column === undefined) return byStatus(status, bound);
    const kinds = await this.#database.values<number>(kindsSql(JOB_TABLES), { owner: job, code, column });
    const where = status === undefined ? bound : `${bound} AND ${isOfStatus(status)}`;
    return union([NO_RECORDS, ...kinds.map((kind) => `SELECT record FROM issue WHERE kind_id = ${kind} AND ${where}`)]);
  }

  async batches(job: number): Promise<readonly Batch[]> {
    const sql = 'SELECT * FROM batch WHERE job_id = ? ORDER BY first_record, id';
    return (await this.#database.all<BatchRow>(sql, [job])).map(batchOfRow);
  }

  async batch(job: number, id: number): Promise<Batch | undefined> {
    const row = await this.#database.get<BatchRow>('SELECT * FROM batch WHERE job_id = ? AND id = ?', [job, id]);
    return row && batchOfRow(row);
  }

  /** Up to `limit` batches in the order of the file, after or before the batch with this id. */
  async batchPage(job: number, { after = 0, before, limit }: BatchPage): Promise<readonly Batch[]> {
    const place = (comparison: string) =>
      `(first_record, id) ${comparison} (SELECT first_record, id FROM batch WHERE id = :cursor)`;
    const [where, order] = before === undefined ? [after === 0 ? 'TRUE' : place('>'), 'ASC'] : [place('<'), 'DESC'];
    const rows = await this.#database.all<BatchRow>(
      `SELECT * FROM batch WHERE job_id = :job AND ${where} ORDER BY first_record ${order}, id ${order} LIMIT :limit`,
      { job, limit, ...(where !== 'TRUE' && { cursor: before ?? after }) },
    );
    return (before === undefined ? rows : rows.reverse()).map(batchOfRow);
  }
}

const NO_RECORDS = 'SELECT record FROM issue WHERE FALSE';
/** SQLite allows at most 500 SELECTs in a compound. */
const MAX_PARTS = 400;

export interface BatchPage {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The UNION of the parts, which SQLite merges, because they are ordered. */
function union(parts: readonly string[]): string {
  const whole = parts.slice(0, MAX_PARTS).join(' UNION ');
  const rest = parts.slice(MAX_PARTS);
  return rest.length === 0 ? whole : `SELECT record FROM (${whole}) UNION SELECT record FROM (${union(rest)})`;
}

/** Does not use EXISTS, which SQLite would turn into a join that scans all records up to the bound for each issue. */
function isOfStatus(status: NonNullable<RecordFilter['status']>): string {
  const statuses = literalsOf(statusesOf(status));
  return `(SELECT r.status FROM record r WHERE r.job_id = :job AND r.record = issue.record) IN (${statuses})`;
}

function literalsOf(statuses: readonly Outcome[]): string {
  return statuses.map((each) => `'${each}'`).join(', ');
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
