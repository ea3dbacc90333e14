import { useIssueText, useIssueTitle } from '#components/job/issue-titles.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import type { Issue } from '#lib/core/issue.ts';

/** The title and the text of an issue. */
export function IssueNote({ issue: { code, params, severity } }: { issue: Issue }) {
  const textOf = useIssueText();
  const titleOf = useIssueTitle();
  const isError = severity === 'error';
  return (
    <div>
      <p className={`flex items-center gap-1.5 font-semibold ${isError ? 'text-error' : 'text-warning'}`}>
        <StatusIcon tone={isError ? 'error' : 'warning'} className="size-3.5" />
        {titleOf(code)}
      </p>
      <p className="text-text-muted">{textOf(code, params)}</p>
    </div>
  );
}
