import { Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { FieldName } from '#components/connector/field-name.tsx';
import { useIssueText, useIssueTitle } from '#components/job/issue-titles.tsx';
import { jobPath } from '#components/paths.ts';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import type { Issue } from '#lib/core/issue.ts';
import { outcomeOfError } from '#lib/core/view/record-view.ts';
import { OUTCOME_TONES } from './listed-record.ts';

export function RecordIssues({ issues }: { issues: readonly Issue[] }) {
  const t = useTranslations('records.drawer');
  if (issues.length === 0) return null;
  return (
    <section className="grid gap-3">
      <h3 className="font-medium text-text-muted text-xs">{t('issues')}</h3>
      <ul className="grid gap-3">
        {issues.map((issue, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: issues are a fixed list, and two may be equal
          <li key={index} className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2.5">
            <IssueIcon issue={issue} />
            <IssueText issue={issue} />
          </li>
        ))}
      </ul>
    </section>
  );
}

function IssueIcon({ issue: { severity, code } }: { issue: Issue }) {
  const t = useTranslations('records.drawer');
  if (severity === 'warning')
    return <StatusIcon tone="warning" label={t('warning')} className="mt-0.5 size-4 text-warning" />;
  const outcome = outcomeOfError(code);
  if (outcome === 'rejected') return <Reply role="img" aria-label={t('error')} className="mt-0.5 size-4 text-error" />;
  if (outcome === 'invalid') return <StatusIcon tone="error" label={t('error')} className="mt-0.5 size-4 text-error" />;
  return <StatusIcon tone={OUTCOME_TONES[outcome]} label={t('error')} className="mt-0.5 size-4 text-text-muted" />;
}

function IssueText({ issue }: { issue: Issue }) {
  const t = useTranslations('records.drawer');
  const titleOf = useIssueTitle();
  const textOf = useIssueText();
  const { code, column, field, params } = issue;
  const serviceMessage = params?.['message'];
  const job = params?.['job'];
  const parts = {
    column: () => <code className="text-text">{column}</code>,
    field: () => <FieldName code={field ?? ''} />,
  };
  return (
    <div className="min-w-0">
      <b className="[overflow-wrap:anywhere]">{titleOf(code)}</b>
      {column !== null && (
        <span className="text-text-muted text-xs">
          {' '}
          {field === null || field === column.toLowerCase() ? t.rich('column', parts) : t.rich('feeds', parts)}
        </span>
      )}
      {serviceMessage === undefined ? (
        <p className="text-sm text-text-muted">{textOf(code, params)}</p>
      ) : (
        <blockquote className="mt-1 border-border-strong border-l-2 pl-2.5 text-sm text-text-muted [overflow-wrap:anywhere]">
          {serviceMessage}
        </blockquote>
      )}
      {typeof job === 'number' && (
        <Link href={jobPath(job)} className="link-underline text-sm">
          {t('acceptedBy', { job: String(job) })}
        </Link>
      )}
    </div>
  );
}
