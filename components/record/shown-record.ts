import type { Tone } from '#components/ui/feedback/status-icon.tsx';
import type { Outcome } from '#lib/core/job/job.ts';
import type { NotedRecord } from '#lib/core/view/record-view.ts';

/** A record in the list: what is noted of it, and none of its values. */
export type ListedRecord = Pick<NotedRecord, 'record' | 'line' | 'status' | 'issues'>;

/** A column of the file that feeds a field. */
export interface ListedColumn {
  readonly column: string;
  readonly field: string;
  /** A letter or two for its type. */
  readonly glyph: string;
}

export const OUTCOME_TONES: Readonly<Record<Outcome, Tone>> = {
  accepted: 'warning',
  rejected: 'error',
  invalid: 'error',
  not_sent: 'neutral',
  uncertain: 'unsure',
};

/** What a record's line says of it: its errors, or its warnings where it has no error. */
export function tellingIssues({ issues }: Pick<ListedRecord, 'issues'>): ListedRecord['issues'] {
  const errors = issues.filter(({ severity }) => severity === 'error');
  return errors.length > 0 ? errors : issues;
}
