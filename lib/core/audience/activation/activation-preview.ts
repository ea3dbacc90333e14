import type { Issue } from '../../issue.ts';
import type { RecordSample } from '../../query/workbench.ts';

/** A problem of some of the first rows. */
export interface RowProblem extends Pick<Issue, 'severity' | 'code' | 'column'> {
  readonly rows: number;
}

/** The first rows that a run would send. */
export interface ActivationPreview extends RecordSample {
  readonly problems: readonly RowProblem[];
}

/** The customers of a segment, and the rows of an activation. */
export interface RowCounts {
  readonly customers: number;
  readonly rows: number;
}
