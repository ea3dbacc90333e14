import { useTranslations } from 'next-intl';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { recordsPath } from '#components/paths.ts';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { Link } from '#components/ui/navigation/link.tsx';
import { Region } from '#components/ui/surfaces/region.tsx';
import { Num } from '#components/ui/text/num.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { recordQueryString } from '#lib/core/view/record-query.ts';
import { countByCode } from '#lib/core/view/record-view.ts';

/** Warnings of the job's records, which were sent anyway; nothing without any. */
export function JobWarnings({ job: { id, issues } }: { job: JobView }) {
  const t = useTranslations('jobs.warnings');
  const titleOf = useIssueTitle();
  const warnings = countByCode(issues, 'warning');
  if (warnings.length === 0) return null;
  return (
    <Region title={t('title')} note={t('note')} label={t('title')}>
      <ul className="grid gap-1 text-sm">
        {warnings.map(({ code, records }) => (
          <li key={code} className="flex min-h-target items-center gap-2.5">
            <StatusIcon tone="warning" className="size-4 flex-none text-warning" />
            <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{titleOf(code)}</span>
            <Link
              href={recordsPath(id) + recordQueryString({ status: 'warned', code, after: 0 })}
              className="link-underline"
            >
              <Num value={records} />
            </Link>
          </li>
        ))}
      </ul>
    </Region>
  );
}
