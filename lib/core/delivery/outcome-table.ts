import type { Issue } from '../issue.ts';
import type { Outcome } from '../job/job.ts';
import type { RecordPlace } from '../record/row.ts';

/** Records with the same issue. The column is '' if the issue belongs to no single column. */
export interface IssueKind {
  readonly severity: Issue['severity'];
  readonly code: string;
  readonly column: string;
  readonly records: readonly number[];
}

/**
 * Outcomes as the ledger stores them: in columns, with each record's issues as JSON, and records grouped by issue. Computed
 * where records are prepared, so that the thread that writes it has nothing left to compute.
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

/** The issues of a record; none if it is not in the table. */
export function issuesOf({ record, issues }: OutcomeTable, number: number): readonly Issue[] {
  const found = issues[record.indexOf(number)];
  return found === undefined ? NONE : (JSON.parse(found) as Issue[]);
}

const NONE: readonly Issue[] = [];

/** Sorted by key, since the order of records would differ in each section of a file. */
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

/** The outcome of a record, stored unless it is accepted without warnings. */
export interface RecordOutcome extends RecordPlace {
  readonly status: Outcome;
  readonly issues: readonly Issue[];
}
