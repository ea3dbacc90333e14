import type { Batch } from '../../../../core/delivery/ledger.ts';
import type { Issue } from '../../../../core/issue.ts';
import { type Job, NOT_ACCEPTED, OUTCOMES, type Outcome } from '../../../../core/job/job.ts';
import { type Selection, selectionOf } from '../../../../core/record/selection.ts';
import type { IssueCount, NotedRecord, RecordFilter } from '../../../../core/view/record-view.ts';
import type { Database } from '../../database/database.ts';
import type { Row } from '../../database/row.ts';
import { type BatchRow, batchOfRow } from '../batch-row.ts';
import { issueCounts, JOB_TABLES, kindsSql } from './record-tables.ts';

type RecordRow = Row<'record', { status: Outcome }>;

const ALL_BUT_ACCEPTED = OUTCOMES.filter((outcome) => outcome !== 'accepted');

/** Reads the noted records and the batches of a job; pages begin at a record or a batch, never at an OFFSET. */
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
   * The number of noted records by outcome. Accepted records are noted only if they have a warning. Rejected and
   * invalid ones are always noted, so the job's counters are used: counting many is too slow for a page that polls.
   */
  async countByStatus({ id, records: counts }: Pick<Job, 'id' | 'records'>): Promise<ReadonlyMap<Outcome, number>> {
    const rows = await this.#database.all<Pick<RecordRow, 'status'> & { readonly records: number }>(
      `SELECT status, COUNT(*) AS records FROM record
        WHERE job_id = ? AND status IN ('accepted', 'not_sent', 'uncertain') GROUP BY status`,
      [id],
    );
    return new Map([
      ['rejected', counts.rejected],
      ['invalid', counts.invalid],
      ...rows.map(({ status, records }) => [status, records] as const),
    ]);
  }

  issueCounts(job: number): Promise<readonly IssueCount[]> {
    return issueCounts(this.#database, JOB_TABLES, job);
  }

  /**
   * The number of records with each warning, among the records that were not accepted or not sent. CROSS JOIN makes
   * SQLite look up the issues of these records, instead of scanning all issues.
   */
  warningsOfNotAccepted(job: number): Promise<readonly IssueCount[]> {
    return this.#database.all<IssueCount>(
      `SELECT kind.severity, kind.code, kind."column", COUNT(*) AS records
        FROM record CROSS JOIN issue_kind kind CROSS JOIN issue
        WHERE issue.kind_id = kind.id AND issue.record = record.record
          AND record.job_id = :job AND record.status IN (${literalsOf(ALL_BUT_ACCEPTED)})
          AND kind.job_id = :job AND kind.severity = 'warning' GROUP BY kind.id`,
      { job },
    );
  }

  /**
   * A SELECT of the matching record numbers, without duplicates. Every part scans an index in the order of the file.
   */
  async #matching(job: number, { status, code, column }: RecordFilter, bound: string): Promise<string> {
    if (code === undefined && column === undefined) return withStatus(status, bound);
    const kinds = await this.#database.values<number>(kindsSql(JOB_TABLES), { owner: job, code, column });
    const condition = status === undefined ? bound : `${bound} AND ${hasStatus(status)}`;
    const selects = kinds.map((kind) => `SELECT record FROM issue WHERE kind_id = ${kind} AND ${condition}`);
    return union([NO_RECORDS, ...selects]);
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
    const isReversed = before !== undefined;
    const cursor = before ?? after;
    const order = isReversed ? 'DESC' : 'ASC';
    const isBeyondCursor = `(first_record, id) ${isReversed ? '<' : '>'}
      (SELECT first_record, id FROM batch WHERE id = :cursor)`;
    const rows = await this.#database.all<BatchRow>(
      `SELECT * FROM batch WHERE job_id = :job AND ${cursor === 0 ? 'TRUE' : isBeyondCursor}
        ORDER BY first_record ${order}, id ${order} LIMIT :limit`,
      { job, limit, cursor },
    );
    return (isReversed ? rows.reverse() : rows).map(batchOfRow);
  }
}

const NO_RECORDS = 'SELECT record FROM issue WHERE FALSE';
/** SQLite allows at most 500 SELECTs in a compound. */
const MAX_SELECTS = 400;

export interface BatchPage {
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
}

/** The UNION of these SELECTs, which SQLite merges, because they are ordered. */
function union(selects: readonly string[]): string {
  const first = selects.slice(0, MAX_SELECTS).join(' UNION ');
  const others = selects.slice(MAX_SELECTS);
  return others.length === 0 ? first : `SELECT record FROM (${first}) UNION SELECT record FROM (${union(others)})`;
}

/**
 * A condition of the table `issue`: the record has this status. Does not use EXISTS, which SQLite would turn into a
 * join that scans all records up to the bound for each issue.
 */
function hasStatus(status: NonNullable<RecordFilter['status']>): string {
  return `(SELECT status FROM record WHERE record.job_id = :job AND record.record = issue.record)
    IN (${literalsOf(outcomesOf(status))})`;
}

function literalsOf(outcomes: readonly Outcome[]): string {
  return outcomes.map((outcome) => `'${outcome}'`).join(', ');
}

/** A SELECT of the records with this status; of all records if it is undefined. */
function withStatus(status: RecordFilter['status'], bound: string): string {
  if (status === undefined) return `SELECT record FROM record WHERE job_id = :job AND ${bound}`;
  return outcomesOf(status)
    .map((outcome) => `SELECT record FROM record WHERE job_id = :job AND status = '${outcome}' AND ${bound}`)
    .join(' UNION ALL ');
}

function outcomesOf(status: NonNullable<RecordFilter['status']>): readonly Outcome[] {
  if (status === 'open') return NOT_ACCEPTED;
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
