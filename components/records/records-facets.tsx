import { CircleAlert, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { connectorKey } from '#components/connector/connector-key.ts';
import { useCodeText } from '#components/jobs/use-code-text.ts';
import { StatusIcon } from '#components/ui/status-icon.tsx';
import type { JobView } from '#lib/core/job-view.ts';
import { RECORD_STATUSES, type RecordQuery, type RecordStatus } from '#lib/core/record-query.ts';
import { countByCode, countByColumn } from '#lib/core/record-view.ts';
import { FacetGroup } from './facet-group.tsx';

const ICONS: Readonly<Record<RecordStatus, ReactNode>> = {
  open: <CircleAlert aria-hidden className="size-4 text-text-muted" />,
  rejected: <Reply aria-hidden className="size-4 text-error" />,
  invalid: <StatusIcon tone="error" className="size-4 text-error" />,
  not_sent: <StatusIcon tone="neutral" className="size-4 text-text-muted" />,
  uncertain: <StatusIcon tone="unsure" className="size-4 text-text-muted" />,
  warned: <StatusIcon tone="warning" className="size-4 text-warning" />,
};

/** Which records are listed: by outcome, by what is wrong, by column. Each is a link, so that a view can be kept and sent. */
export function RecordsFacets({ job, query }: { job: JobView; query: RecordQuery }) {
  const t = useTranslations('records.filter');
  const services = useTranslations('connectors');
  const titleOf = useCodeText('issue-titles');
  const service = services(`${connectorKey(job.connector)}.service`);
  const severity = query.status === 'warned' ? 'warning' : 'error';
  const { code, column } = query;
  const to = (change: Partial<RecordQuery>): RecordQuery => ({ status: query.status, after: 0, ...change });
  return (
    <nav aria-label={t('label')} className="grid content-start gap-5 text-sm">
      <FacetGroup
        title={t('outcome')}
        job={job.id}
        facets={RECORD_STATUSES.map((status) => ({
          key: status,
          name: t(status, { service }),
          icon: ICONS[status],
          count: countOf(job, status),
          isChosen: status === query.status,
          query: { status, after: 0 },
        }))}
      />
      <FacetGroup
        title={t('why')}
        job={job.id}
        facets={countByCode(job.issues, severity).map((each) => ({
          key: each.code,
          name: titleOf(each.code),
          code: each.code,
          count: each.records,
          isChosen: each.code === code,
          query: to({ ...(each.code !== code && { code: each.code }), ...(column !== undefined && { column }) }),
        }))}
      />
      <FacetGroup
        title={t('column')}
        job={job.id}
        facets={countByColumn(job.issues, severity).map((each) => ({
          key: each.column,
          name: each.column === '' ? t('noColumn') : <span className="mono">{each.column}</span>,
          count: each.records,
          isChosen: each.column === column,
          query: to({ ...(code !== undefined && { code }), ...(each.column !== column && { column: each.column }) }),
        }))}
      />
    </nav>
  );
}

/** How many records stand behind an outcome in the list. */
function countOf({ noted }: JobView, status: RecordStatus): number {
  if (status === 'warned') return noted.accepted;
  if (status !== 'open') return noted[status];
  return noted.rejected + noted.invalid + noted.not_sent + noted.uncertain;
}
