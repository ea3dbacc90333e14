import type { Issue, Severity } from '#lib/core/issue.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';

/** The issues of a cell, or those of the whole record if `column` is null. */
export function issuesAt({ issues }: Pick<ReviewRow, 'issues'>, column: string | null): readonly Issue[] {
  return issues.filter((issue) => issue.column === column);
}

export function highestSeverity(issues: readonly Issue[]): Severity | undefined {
  return issues.find(({ severity }) => severity === 'error')?.severity ?? issues[0]?.severity;
}
