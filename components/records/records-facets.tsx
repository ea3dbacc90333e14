import { CircleAlert, Reply } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { useServiceName } from '#components/job/use-service-name.ts';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { FacetList } from '#components/ui/tables/facet-list.tsx';
import { countNotAccepted, NOT_ACCEPTED, type Outcome } from '#lib/core/job/job.ts';
import type { JobView } from '#lib/core/view/job-view.ts';
import {
  RECORD_STATUSES,
  type RecordFacets,
  type RecordQuery,
  type RecordStatus,
} from '#lib/core/view/record-query.ts';
import { type CodeCount, countByColumn, outcomeOfError } from '#lib/core/view/record-view.ts';
import { FacetLink, type RecordFacet } from './facet-link.tsx';

const ICONS: Readonly<Record<RecordStatus, ReactNode>> = {
  open: <CircleAlert aria-hidden className="size-4 text-text-muted" />,
  rejected: <Reply aria-hidden className="size-4 text-error" />,
  invalid: <StatusIcon tone="error" className="size-4 text-error" />,
  not_sent: <StatusIcon tone="neutral" className="size-4 text-text-muted" />,
  uncertain: <StatusIcon tone="unsure" className="size-4 text-text-muted" />,
  warned: <StatusIcon tone="warning" className="size-4 text-warning" />,
};

export interface RecordsFacetsProps {
  job: JobView;
  query: RecordQuery;
  /** The counts of the filters for an export of several jobs; null for a single job, which has them itself. */
  facets: RecordFacets | null;
  codes: readonly CodeCount[];
}

/** Filters of records: by outcome, by issue, by column. */
export function RecordsFacets({ job, query, facets, codes }: RecordsFacetsProps) {
  const t = useTranslations('records.filter');
  const titleOf = useIssueTitle();
  const service = useServiceName(job);
  const { status, code, column } = query;
  const severity = status === 'warned' ? 'warning' : 'error';
  // These are the issues of all records. An error that belongs to another outcome than the selected one is not offered,
  // because it would match no record.
  const isOffered = ({ code: issue, severity: issueSeverity }: CodeCount) =>
    issueSeverity === severity && (status === 'warned' || outcomesOf(status).includes(outcomeOfError(issue)));
  const issues = (facets?.issues ?? job.issues).filter(isOffered);
  const queryWith = (change: Partial<RecordQuery>): RecordQuery => ({ status, after: 0, ...change });
  const renderFacet = (facet: RecordFacet) => <FacetLink facet={facet} job={job.id} />;
  const outcomes = RECORD_STATUSES.map((each) => ({
    key: each,
    name: t(each, { service }),
    icon: ICONS[each],
    count: facets?.counts[each] ?? countOf(job, each),
    isChosen: each === status,
    query: { status: each, after: 0 },
  }));
  const codeFacets = codes.filter(isOffered).map((each) => ({
    key: each.code,
    name: titleOf(each.code),
    note: each.code,
    count: each.records,
    isChosen: each.code === code,
    query: queryWith({ ...(each.code !== code && { code: each.code }), ...(column !== undefined && { column }) }),
  }));
  const columns = countByColumn(issues, severity).map((each) => ({
    key: each.column,
    name: each.column === '' ? t('noColumn') : <span className="mono">{each.column}</span>,
    count: each.records,
    isChosen: each.column === column,
    query: queryWith({ ...(code !== undefined && { code }), ...(each.column !== column && { column: each.column }) }),
  }));
  return (
    <nav aria-label={t('label')} className="grid content-start gap-5 text-sm">
      <FacetList title={t(facets ? 'outcomeInAll' : 'outcome')} facets={outcomes}>
        {renderFacet}
      </FacetList>
      <FacetList title={t('why')} facets={codeFacets}>
        {renderFacet}
      </FacetList>
      <FacetList title={t('column')} facets={columns}>
        {renderFacet}
      </FacetList>
    </nav>
  );
}

function outcomesOf(status: Exclude<RecordStatus, 'warned'>): readonly Outcome[] {
  return status === 'open' ? NOT_ACCEPTED : [status];
}

/** The number of listed records with a status. */
function countOf({ noted }: JobView, status: RecordStatus): number {
  if (status === 'warned') return noted.accepted;
  if (status !== 'open') return noted[status];
  return countNotAccepted(noted);
}
