import type { Batch } from '../../../../core/delivery/ledger.ts';
import { type OutcomeRow, type OutcomeTable, outcomeRows } from '../../../../core/delivery/outcome-table.ts';
import type { Issue } from '../../../../core/issue.ts';
import type { Outcome } from '../../../../core/job/job.ts';
import type { Database } from '../../database/database.ts';
import { numbersIn } from '../../database/portable-sql.ts';
import type { Tables } from '../../database/tables.ts';
import { together } from '../../database/together.ts';
import { JOB_TABLES, type RecordTables } from './record-tables.ts';

/**
 * Writes outcomes of records, their issues, and the count of records with each issue. The counts are updated in the
 * same transaction, so that the page of a job with a hundred thousand errors reads only a few rows.
 */
export class RecordWriter {
  readonly #database: Database;
  readonly #sql: ReturnType<typeof statementsOf>;

  constructor(database: Database, tables: RecordTables = JOB_TABLES) {
    this.#database = database;
    this.#sql = statementsOf(tables);
  }

  async write(owner: number, table: OutcomeTable): Promise<void> {
    const rows = outcomeRows(table);
    const rowsInFullStatements = rows.length - (rows.length % STATEMENT_ROWS);
    const fullParams = paramsOf(owner, rows.slice(0, rowsInFullStatements), STATEMENT_ROWS);
    await together(
      this.#database.runEach(this.#sql.insertRecords, fullParams),
      this.#database.runEach(this.#sql.insertRecord, paramsOf(owner, rows.slice(rowsInFullStatements), 1)),
      ...table.kinds.map((kind) => this.#writeIssues(owner, kind)),
    );
  }

  async #writeIssues(owner: number, { severity, code, column, records }: OutcomeTable['kinds'][number]): Promise<void> {
    const kind = await this.#database.value(this.#sql.insertKind, [owner, severity, code, column]);
    const { changes } = await this.#database.run(this.#sql.insertIssues, [kind, records]);
    if (changes > 0) await this.#database.run(this.#sql.addToCount, [changes, kind]);
  }

  /** Deletes the outcomes and issues of these records. */
  async delete(owner: number, records: readonly number[]): Promise<void> {
    const numbers = JSON.stringify(records);
    for (const kind of await this.#database.values(this.#sql.kinds, [owner])) {
      const { changes } = await this.#database.run(this.#sql.deleteIssues, [kind, numbers]);
      if (changes > 0) await this.#database.run(this.#sql.addToCount, [-changes, kind]);
    }
    await this.#database.run(this.#sql.deleteEmptyKinds, [owner]);
    await this.#database.run(this.#sql.deleteRecords, [owner, numbers]);
  }
}

/** How many records one statement writes. One statement per record takes twice as long. */
const STATEMENT_ROWS = 50;

/** The parameters of statements that write up to `perStatement` rows each. */
function paramsOf(owner: number, rows: readonly OutcomeRow[], perStatement: number): (string | number)[][] {
  const statements: (string | number)[][] = [];
  for (let first = 0; first < rows.length; first += perStatement) {
    const params: (string | number)[] = [];
    for (const { record, line, start, end, status, issues } of rows.slice(first, first + perStatement))
      params.push(owner, record, line, start, end, status, issues);
    statements.push(params);
  }
  return statements;
}

function statementsOf({ record, kind, issue, owner }: RecordTables) {
  const insertRecords = (
    rowCount: number,
  ) => `INSERT INTO ${record} (${owner}, record, line, start_byte, end_byte, status, issues)
    VALUES ${Array.from({ length: rowCount }, () => '(?, ?, ?, ?, ?, ?, ?)').join(', ')}
    ON CONFLICT (${owner}, record) DO UPDATE SET status = excluded.status, issues = excluded.issues`;
  return {
    insertRecord: insertRecords(1),
    insertRecords: insertRecords(STATEMENT_ROWS),
    // The UPDATE changes nothing, but without it RETURNING has no row for an existing kind.
    insertKind: `INSERT INTO ${kind} (${owner}, severity, code, "column") VALUES (?, ?, ?, ?)
      ON CONFLICT (${owner}, code, "column", severity) DO UPDATE SET records = ${kind}.records RETURNING id`,
    // Without WHERE, SQLite takes ON for the condition of a join.
    insertIssues: `INSERT INTO ${issue} (kind_id, record) SELECT ?, CAST(value AS BIGINT) FROM json_each(?) WHERE TRUE
      ON CONFLICT DO NOTHING`,
    addToCount: `UPDATE ${kind} SET records = records + ? WHERE id = ?`,
    kinds: `SELECT id FROM ${kind} WHERE ${owner} = ?`,
    deleteIssues: `DELETE FROM ${issue} WHERE kind_id = ? AND record IN ${numbersIn('?')}`,
    deleteEmptyKinds: `DELETE FROM ${kind} WHERE ${owner} = ? AND records <= 0`,
    deleteRecords: `DELETE FROM ${record} WHERE ${owner} = ? AND record IN ${numbersIn('?')}`,
  };
}

/** Clears the uncertainty of a job's records after a person's decision. */
export class UncertainWriter {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Deletes the errors of a batch's uncertain records; records with a warning get `status`. */
  async clear(job: number, { from, lastRecord, leftOut }: Batch, status: Outcome): Promise<void> {
    const range = { job, first: from.record + 1, last: lastRecord, leftOut: JSON.stringify(leftOut) };
    await this.#database.run(CLEAR.reduceCounts, range);
    await this.#database.run(CLEAR.deleteIssues, range);
    await this.#database.run(CLEAR.deleteEmptyKinds, { job });
    const uncertain = await this.#database.all<Pick<Tables['record'], 'record' | 'issues'>>(CLEAR.uncertain, range);
    await this.#database.runEach(
      CLEAR.updateRecord,
      uncertain.map(({ record, issues }) => ({ job, record, status, issues: warningsOf(issues) })),
    );
    await this.#database.run(CLEAR.deleteRecords, { job, first: range.first, last: range.last });
  }
}

const UNCERTAIN_RECORDS = `SELECT record FROM record WHERE job_id = :job AND record BETWEEN :first AND :last
  AND status = 'uncertain' AND record NOT IN ${numbersIn(':leftOut')}`;
const ERROR_KINDS = `SELECT id FROM issue_kind WHERE job_id = :job AND severity = 'error'`;

/**
 * Statements that delete the errors of uncertain records: their issues and counts, and the rows of records without a
 * warning.
 */
const CLEAR = {
  reduceCounts: `UPDATE issue_kind SET records = records -
      (SELECT COUNT(*) FROM issue WHERE kind_id = issue_kind.id AND record IN (${UNCERTAIN_RECORDS}))
    WHERE id IN (${ERROR_KINDS})`,
  deleteIssues: `DELETE FROM issue WHERE kind_id IN (${ERROR_KINDS}) AND record IN (${UNCERTAIN_RECORDS})`,
  deleteEmptyKinds: 'DELETE FROM issue_kind WHERE job_id = :job AND records <= 0',
  uncertain: `SELECT record, issues FROM record WHERE job_id = :job AND record IN (${UNCERTAIN_RECORDS})`,
  updateRecord: 'UPDATE record SET status = :status, issues = :issues WHERE job_id = :job AND record = :record',
  deleteRecords: `DELETE FROM record WHERE job_id = :job AND record BETWEEN :first AND :last AND issues = '[]'`,
};

function warningsOf(issues: string): string {
  return JSON.stringify((JSON.parse(issues) as Issue[]).filter(({ severity }) => severity === 'warning'));
}
