import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { Issue, Severity } from '#lib/core/issue.ts';
import type { Outcome } from '#lib/core/job/job.ts';
import type { NotedRecord } from '#lib/core/view/record-view.ts';

/** A record of the list, without its values. */
export type ListedRecord = Pick<NotedRecord, 'record' | 'line' | 'status' | 'issues'>;

/** A mapped column of the file, or a constant of the mapping. */
export interface ListedColumn {
  readonly column: string;
  /** All fields that it feeds. */
  readonly fields: readonly string[];
  readonly isConstant: boolean;
  /** An abbreviation of the type of the first field. */
  readonly glyph: string;
}

/** Identifies a column among those of a list, where a constant may have the name of a column of the file. */
export function columnKey({ column, isConstant }: Pick<ListedColumn, 'column' | 'isConstant'>): string {
  return `${isConstant ? 'constant' : 'column'} ${column}`;
}

/** An accepted record is listed only if it has a warning. */
export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  accepted: 'warning',
  rejected: 'error',
  invalid: 'error',
  not_sent: 'neutral',
  uncertain: 'unsure',
};

/** The issues shown in a record's row: its errors, or its warnings if it has no errors. */
export function mainIssues({ issues }: Pick<ListedRecord, 'issues'>): ListedRecord['issues'] {
  const errors = issues.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : issues;
}

/** The highest severity of a column's issues. */
export function severityAt(issues: readonly Issue[], column: string): Severity | undefined {
  const ofColumn = issues.filter((issue) => issue.column === column);
  return ofColumn.find(({ severity }) => severity === 'error')?.severity ?? ofColumn[0]?.severity;
}
