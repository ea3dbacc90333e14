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

/**
 * Warnings of accepted records, and the number of warnings of other records. If these cannot be told apart, the
 * warnings of all records. Nothing if there are none.
 */
export function JobWarnings({ job: { id, issues, warningsOfNotAccepted } }: { job: JobView }) {
  const t = useTranslations('jobs.warnings');
  const titleOf = useIssueTitle();
  const notAcceptedByCode = new Map(
    countByCode(warningsOfNotAccepted ?? [], 'warning').map(({ code, records }) => [code, records]),
  );
  const warnings = countByCode(issues, 'warning').map(({ code, records }) => ({
    code,
    records,
    notAccepted: notAcceptedByCode.get(code) ?? 0,
  }));
  if (warnings.length === 0) return null;
  const isCountedByColumn = warnings.some(({ code }) => issues.filter((issue) => issue.code === code).length > 1);
  const hasSent = warnings.some(({ records, notAccepted }) => records > notAccepted);
  const noteOfSent = hasSent && t('note');
  const note = warningsOfNotAccepted === null ? t('noteAll') : noteOfSent;
  const notAcceptedCount = warnings.reduce((sum, warning) => sum + warning.notAccepted, 0);
  return (
    <Region title={t('title')} note={note} label={t('title')}>
      <ul className="grid gap-1 text-sm">
        {warnings
          .filter(({ records, notAccepted }) => records > notAccepted)
          .map(({ code, records, notAccepted }) => (
            <li key={code} className="flex min-h-target items-center gap-2.5">
              <StatusIcon tone="warning" className="size-4 flex-none text-warning" />
              <span className="min-w-0 flex-1 [overflow-wrap:anywhere]">{titleOf(code)}</span>
              {warningsOfNotAccepted === null ? (
                <Num value={records} />
              ) : (
                <Link
                  href={recordsPath(id) + recordQueryString({ status: 'warned', code, after: 0 })}
                  className="link-underline"
                >
                  <Num value={records - notAccepted} />
                </Link>
              )}
            </li>
          ))}
      </ul>
      {notAcceptedCount > 0 && (
        <p className="text-text-muted text-xs">
          {t('notAccepted', { count: notAcceptedCount, hasOthers: String(hasSent) })}
        </p>
      )}
      {isCountedByColumn && <p className="text-text-muted text-xs">{t('noteColumns')}</p>}
    </Region>
  );
}
