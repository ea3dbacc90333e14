import type { Issue } from '../issue.ts';
import type { Outcome } from '../job/job.ts';
import type { RecordPlace } from '../record/row.ts';

/** Records that have the same issue. '' stands for "no single column": no issue names a column without a name. */
export interface IssueKind {
  readonly severity: Issue['severity'];
  readonly code: string;
  readonly column: string;
  readonly records: readonly number[];
}

/**
 * Outcomes as the ledger stores them: columns in step, each record's issues as JSON, and the records by what is wrong with
 * them. It is made where records are prepared, so that whoever writes it has nothing left to compute.
 */
export interface OutcomeTable {
  readonly status: readonly Outcome[];
  readonly record: readonly number[];
  readonly line: readonly number[];
  readonly start: readonly number[];
  readonly end: readonly number[];
  readonly issues: readonly string[];
  readonly kinds: readonly IssueKind[];
}

export function tabulate(outcomes: readonly RecordOutcome[]): OutcomeTable {
  return {
    status: outcomes.map(({ status }) => status),
    record: outcomes.map(({ record }) => record),
    line: outcomes.map(({ line }) => line),
    start: outcomes.map(({ start }) => start),
    end: outcomes.map(({ end }) => end),
    issues: outcomes.map(({ issues }) => JSON.stringify(issues)),
    kinds: kindsOf(outcomes),
  };
}

/** In an order that does not depend on the records': theirs would be another one in each stretch of a file. */
function kindsOf(outcomes: readonly RecordOutcome[]): IssueKind[] {
  const kinds = new Map<string, IssueKind & { records: number[] }>();
  for (const { record, issues } of outcomes) {
    for (const { severity, code, column } of issues) {
      const key = `${code}\0${column ?? ''}\0${severity}`;
      const kind = kinds.get(key);
      if (!kind) kinds.set(key, { severity, code, column: column ?? '', records: [record] });
      else if (kind.records.at(-1) !== record) kind.records.push(record);
    }
  }
  return [...kinds].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, kind]) => kind);
}

/** What is known of a record beside "accepted, nothing to say". */
export interface RecordOutcome extends RecordPlace {
  readonly status: Outcome;
  readonly issues: readonly Issue[];
}
