import { useTranslations } from 'next-intl';
import { useCodeText } from '#components/http/use-code-text.ts';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Tag } from '#components/ui/surfaces/tag.tsx';
import type { Issue } from '#lib/core/issue.ts';

/** An issue of one cell or of the whole record. */
export function PreviewIssue({ issue: { severity, code, column, params } }: { issue: Issue }) {
  const t = useTranslations('exports.preview');
  const textOf = useCodeText('issues');
  const tone = severity === 'error' ? 'error' : 'warning';
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-2 text-xs">
      <StatusIcon tone={tone} className={`mt-0.5 size-3.5 ${tone === 'error' ? 'text-error' : 'text-warning'}`} />
      <span>
        {column === null ? (
          <Tag>{t('wholeRecord')}</Tag>
        ) : (
          <code className="font-semibold [overflow-wrap:anywhere]">{column}</code>
        )}{' '}
        {textOf(code, params)}
      </span>
    </li>
  );
}
