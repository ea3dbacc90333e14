import type { BatchState } from '../../../../core/delivery/ledger.ts';
import type { Outcome } from '../../../../core/job/job.ts';
import { type Selection, selectionOf } from '../../../../core/record/selection.ts';
import type { Database } from '../../database/database.ts';
import { textsIn } from '../../database/portable-sql.ts';
import type { Tables } from '../../database/tables.ts';

/**
 * Records of a job by outcome, issue or batch, as ascending ranges of their numbers: compact for any number of records.
 */
export class RecordRanges {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
  }

  /** Records with one of these outcomes. */
  noted(job: number, statuses: readonly Outcome[]): Promise<Selection> {
    return this.#ranges(`SELECT record FROM record WHERE job_id = :job AND status IN ${textsIn(':statuses')}`, {
      job,
      statuses: JSON.stringify(statuses),
    });
  }

  /** Records with an issue with this code. */
  withCode(job: number, code: string): Promise<Selection> {
    return this.#ranges(
      `SELECT DISTINCT record FROM issue JOIN issue_kind ON issue_kind.id = issue.kind_id
        WHERE issue_kind.job_id = :job AND issue_kind.code = :code`,
      { job, code },
    );
  }

  /** Ranges of the settled batches; they may overlap. */
  settled(job: number): Promise<Selection> {
    return this.#batches(job, ['done', 'uncertain']);
  }

  /** Ranges of the batches about which a person has to decide; they may overlap. */
  uncertain(job: number): Promise<Selection> {
    return this.#batches(job, ['uncertain']);
  }

  async #batches(job: number, states: readonly BatchState[]): Promise<Selection> {
    const batches = await this.#database.all<Pick<Tables['batch'], 'first_record' | 'last_record'>>(
      `SELECT first_record, last_record FROM batch WHERE job_id = :job AND state IN ${textsIn(':states')}
        ORDER BY first_record`,
      { job, states: JSON.stringify(states) },
    );
    return batches.map(({ first_record, last_record }) => [first_record, last_record]);
  }

  /** Builds the ranges in JavaScript, because a window function of SQLite takes several times as long. */
  async #ranges(selectNumbers: string, params: Readonly<Record<string, unknown>>): Promise<Selection> {
    return selectionOf(await this.#database.values<number>(`${selectNumbers} ORDER BY record`, params));
  }
}
