import type { Issue, Severity } from '#lib/core/issue.ts';
import type { ReviewRow } from '#lib/core/review/review-view.ts';

/** What is to be said of one cell; `null`: of the record as a whole. */
export function issuesAt({ issues }: Pick<ReviewRow, 'issues'>, column: string | null): readonly Issue[] {
  return issues.filter((issue) => issue.column === column);
}

export function worstOf(issues: readonly Issue[]): Severity | undefined {
  return issues.find(({ severity }) => severity === 'error')?.severity ?? issues[0]?.severity;
}
