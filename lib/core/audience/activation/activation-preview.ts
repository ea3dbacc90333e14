import type { Issue } from '../../issue.ts';
import type { RecordSample } from '../../query/workbench.ts';

/** A problem that some of the first rows have. */
export interface RowProblem extends Pick<Issue, 'severity' | 'code' | 'column'> {
  readonly rows: number;
}

/** The first rows that a run would send. */
export interface ActivationPreview extends RecordSample {
  readonly problems: readonly RowProblem[];
}

/** How many customers a segment has, and how many rows an activation sends. */
export interface RowCounts {
  readonly customers: number;
  readonly rows: number;
}
