import { CircleAlert, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { connectorKey } from '#components/connector/connector-key.ts';
import { useCodeText } from '#components/http/use-code-text.ts';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { FacetList } from '#components/ui/tables/facet-list.tsx';
import type { JobView } from '#lib/core/view/job-view.ts';
import { RECORD_STATUSES, type RecordQuery, type RecordStatus } from '#lib/core/view/record-query.ts';
import { countByCode, countByColumn } from '#lib/core/view/record-view.ts';
import { FacetLink, type RecordFacet } from './facet-link.tsx';

const ICONS: Readonly<Record<RecordStatus, ReactNode>> = {
  open: <CircleAlert aria-hidden className="size-4 text-text-muted" />,
  rejected: <Reply aria-hidden className="size-4 text-error" />,
  invalid: <StatusIcon tone="error" className="size-4 text-error" />,
  not_sent: <StatusIcon tone="neutral" className="size-4 text-text-muted" />,
  uncertain: <StatusIcon tone="unsure" className="size-4 text-text-muted" />,
  warned: <StatusIcon tone="warning" className="size-4 text-warning" />,
};

/** Filters of records: by outcome, by issue, by column. */
export function RecordsFacets({ job, query }: { job: JobView; query: RecordQuery }) {
  const t = useTranslations('records.filter');
  const services = useTranslations('connectors');
  const titleOf = useCodeText('issue-titles');
  const service = services(`${connectorKey(job.connector)}.service`);
  const severity = query.status === 'warned' ? 'warning' : 'error';
  const { code, column } = query;
  const to = (change: Partial<RecordQuery>): RecordQuery => ({ status: query.status, after: 0, ...change });
  const link = (facet: RecordFacet) => <FacetLink facet={facet} job={job.id} />;
  const outcomes = RECORD_STATUSES.map((status) => ({
    key: status,
    name: t(status, { service }),
    icon: ICONS[status],
    count: countOf(job, status),
    isChosen: status === query.status,
    query: { status, after: 0 },
  }));
  const codes = countByCode(job.issues, severity).map((each) => ({
    key: each.code,
    name: titleOf(each.code),
    note: each.code,
    count: each.records,
    isChosen: each.code === code,
    query: to({ ...(each.code !== code && { code: each.code }), ...(column !== undefined && { column }) }),
  }));
  const columns = countByColumn(job.issues, severity).map((each) => ({
    key: each.column,
    name: each.column === '' ? t('noColumn') : <span className="mono">{each.column}</span>,
    count: each.records,
    isChosen: each.column === column,
    query: to({ ...(code !== undefined && { code }), ...(each.column !== column && { column: each.column }) }),
  }));
  return (
    <nav aria-label={t('label')} className="grid content-start gap-5 text-sm">
      <FacetList title={t('outcome')} facets={outcomes}>
        {link}
      </FacetList>
      <FacetList title={t('why')} facets={codes}>
        {link}
      </FacetList>
      <FacetList title={t('column')} facets={columns}>
        {link}
      </FacetList>
    </nav>
  );
}

/** The number of listed records with a status. */
function countOf({ noted }: JobView, status: RecordStatus): number {
  if (status === 'warned') return noted.accepted;
  if (status !== 'open') return noted[status];
  return noted.rejected + noted.invalid + noted.not_sent + noted.uncertain;
}
