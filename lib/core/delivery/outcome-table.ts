import type { Issue } from '../issue.ts';
import type { Outcome } from '../job/job.ts';
import type { RecordPlace } from '../record/row.ts';

/** The outcome of a record, stored unless it is accepted without warnings. */
export interface RecordOutcome extends RecordPlace {
  readonly status: Outcome;
  readonly issues: readonly Issue[];
}

/** An issue, and the records that have it. */
interface IssueKind {
  readonly severity: Issue['severity'];
  readonly code: string;
  /** '' if the issue belongs to no single column. */
  readonly column: string;
  /** The numbers of the records, as a list in JSON. */
  readonly records: string;
}

/**
 * Outcomes as the ledger stores them. Records with the same status and issues share one text, so that a section of a
 * file with hundreds of warnings passes from thread to thread as a few texts and an array of numbers.
 */
export interface OutcomeTable {
  /** STRIDE numbers per record: number, line, start, end, and the index of its entry in `shared`. */
  readonly numbers: Float64Array;
  /** Status, and issues as JSON. */
  readonly shared: readonly { readonly status: Outcome; readonly issues: string }[];
  readonly kinds: readonly IssueKind[];
}

/** A record of a table, with its issues as JSON. */
export interface OutcomeRow extends RecordPlace {
  readonly status: Outcome;
  readonly issues: string;
}

/** Numbers per record. */
const STRIDE = 5;

export function tabulate(outcomes: readonly RecordOutcome[]): OutcomeTable {
  const shared = new SharedOutcomes();
  const numbers = new Float64Array(outcomes.length * STRIDE);
  for (const [index, outcome] of outcomes.entries()) {
    const at = index * STRIDE;
    numbers[at] = outcome.record;
    numbers[at + 1] = outcome.line;
    numbers[at + 2] = outcome.start;
    numbers[at + 3] = outcome.end;
    numbers[at + 4] = shared.indexOf(outcome);
  }
  const texts = shared.all.map(({ status, issues }) => ({ status, issues: JSON.stringify(issues) }));
  return { numbers, shared: texts, kinds: kindsOf(outcomes, numbers, shared.all) };
}

export function recordCountOf({ numbers }: OutcomeTable): number {
  return numbers.length / STRIDE;
}

export function recordNumbers(table: OutcomeTable): number[] {
  return Array.from({ length: recordCountOf(table) }, (_, index) => table.numbers[index * STRIDE] ?? 0);
}

export function outcomeRows(table: OutcomeTable): OutcomeRow[] {
  return Array.from({ length: recordCountOf(table) }, (_, index) => rowAt(table, index));
}

/** The issues of a record; none if it is not in the table. */
export function issuesOf(table: OutcomeTable, record: number): readonly Issue[] {
  const index = recordNumbers(table).indexOf(record);
  return index === -1 ? [] : (JSON.parse(rowAt(table, index).issues) as Issue[]);
}

function rowAt({ numbers, shared }: OutcomeTable, index: number): OutcomeRow {
  const at = index * STRIDE;
  const { status, issues } = shared[numbers[at + 4] ?? 0] ?? { status: 'accepted', issues: '[]' };
  return {
    record: numbers[at] ?? 0,
    line: numbers[at + 1] ?? 0,
    start: numbers[at + 2] ?? 0,
    end: numbers[at + 3] ?? 0,
    status,
    issues,
  };
}

type StatusAndIssues = Pick<RecordOutcome, 'status' | 'issues'>;

/** Outcomes that begin with the same status and issues. */
interface Branch {
  /** The index of the outcome that ends here; undefined if there is none. */
  index?: number;
  /** The outcomes that continue, by their next issue. */
  next?: Map<Issue, Branch>;
}

/**
 * Finds outcomes with the same issues by object identity, because records share the objects of equal issues. Only
 * issues with parameters differ from cell to cell. There may be as many of these as records, so outcomes form a tree,
 * in which the time to find one does not depend on their number.
 */
class SharedOutcomes {
  readonly all: StatusAndIssues[] = [];
  readonly #byStatus = new Map<Outcome, Branch>();

  /** The index in `all` of the outcome with this status and these issues. Adds the outcome if there is none. */
  indexOf(outcome: StatusAndIssues): number {
    let branch = branchOf(this.#byStatus, outcome.status);
    for (const issue of outcome.issues) {
      branch.next ??= new Map();
      branch = branchOf(branch.next, issue);
    }
    branch.index ??= this.all.push(outcome) - 1;
    return branch.index;
  }
}

function branchOf<Key>(branches: Map<Key, Branch>, key: Key): Branch {
  const existing = branches.get(key);
  if (existing) return existing;
  const branch: Branch = {};
  branches.set(key, branch);
  return branch;
}

/** The kinds of issues, sorted by key, so that their order does not depend on where in the file they occur first. */
function kindsOf(
  outcomes: readonly RecordOutcome[],
  numbers: Float64Array,
  shared: readonly StatusAndIssues[],
): IssueKind[] {
  const kinds = new Map<string, RecordsOfIssue>();
  const recordLists = shared.map(({ issues }) => new Set(issues.map((issue) => recordsWith(issue, kinds))));
  for (const [index, { record }] of outcomes.entries())
    for (const records of recordLists[numbers[index * STRIDE + 4] ?? 0] ?? []) records.push(record);
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { issue, records }]) => ({
      severity: issue.severity,
      code: issue.code,
      column: issue.column ?? '',
      records: JSON.stringify(records),
    }));
}

interface RecordsOfIssue {
  readonly issue: Issue;
  readonly records: number[];
}

/** The list of the records with an issue. It is added to `kinds` if it is new. */
function recordsWith(issue: Issue, kinds: Map<string, RecordsOfIssue>): number[] {
  const key = `${issue.code}\0${issue.column ?? ''}\0${issue.severity}`;
  const kind = kinds.get(key) ?? { issue, records: [] };
  kinds.set(key, kind);
  return kind.records;
}
