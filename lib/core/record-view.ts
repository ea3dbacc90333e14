import type { Issue } from './issue.ts';
import type { Outcome } from './job.ts';

/** Which records of a job a page shows. */
export interface RecordFilter {
  /** 'open': every record that was not accepted. 'warned': accepted, but with a warning. */
  readonly status?: Outcome | 'open' | 'warned';
  readonly code?: string;
  /** '' for issues that belong to no single column. */
  readonly column?: string;
}

/** A record that deserves a look, without its values. */
export interface NotedRecord {
  readonly record: number;
  readonly line: number;
  readonly start: number;
  readonly end: number;
  readonly status: Outcome;
  readonly issues: readonly Issue[];
}

/** How many records have an issue, by code and column. */
export interface IssueCount {
  readonly severity: Issue['severity'];
  readonly code: string;
  readonly column: string;
  readonly records: number;
}
