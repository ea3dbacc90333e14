import { Copy, CornerDownRight, List, Pencil } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import { useIssueTitle } from '#components/job/issue-titles.tsx';
import { StatusIcon } from '#components/ui/feedback/status-icon.tsx';
import { FacetList } from '#components/ui/tables/facet-list.tsx';
import type {
  ReviewCounts,
  ReviewFilter,
  ReviewOfJob,
  ReviewView,
  ShownRecords,
} from '#lib/core/review/review-view.ts';
import { countByColumn } from '#lib/core/view/record-view.ts';
import type { RepeatFacets } from '../repeats/repeat-facets.ts';
import { FacetButton, type ReviewFacet } from './facet-button.tsx';
import { useListName } from './use-list-name.ts';
import { type ChooseFilter, severityOf } from './use-review-filter.ts';

const LISTS_OF_FILE: readonly ShownRecords[] = ['all', 'invalid', 'warned', 'ready', 'fixed', 'left_out'];
const LISTS_OF_JOB: readonly ShownRecords[] = ['all', 'invalid', 'warned', 'ready', 'resent', 'left_out'];

/** Where the filter for repeats is inserted. */
const AFTER_WARNINGS = LISTS_OF_FILE.indexOf('warned') + 1;

const ICONS: Readonly<Record<ShownRecords, ReactNode>> = {
  all: <List aria-hidden className="size-4 text-text-muted" />,
  invalid: <StatusIcon tone="error" className="size-4 text-error" />,
  warned: <StatusIcon tone="warning" className="size-4 text-warning" />,
  ready: <StatusIcon tone="success" className="size-4 text-success" />,
  fixed: <Pencil aria-hidden className="size-4 text-text-muted" />,
  left_out: <StatusIcon tone="neutral" className="size-4 text-text-muted" />,
  resent: <CornerDownRight aria-hidden className="size-4 text-text-muted" />,
};

export interface ReviewFacetsProps {
  view: ReviewView;
  filter: ReviewFilter;
  choose: ChooseFilter;
  /** Undefined for the records of a job. */
  repeats?: RepeatFacets | undefined;
}

/** Filters of records: by state, by issue, by column. */
export function ReviewFacets({ view, filter, choose, repeats }: ReviewFacetsProps) {
  const t = useTranslations('review.facets');
  const listName = useListName();
  const titleOf = useIssueTitle();
  const severity = severityOf(filter);
  const { show, code, column } = filter;
  // In other lists, perhaps no record has the issue: choosing an issue there switches to the invalid records.
  const listWithIssues = show === 'warned' || show === 'all' ? show : 'invalid';
  const renderFacet = (facet: ReviewFacet) => <FacetButton facet={facet} />;
  const lists: readonly ReviewFacet[] = (view.job ? LISTS_OF_JOB : LISTS_OF_FILE).map((offered) => ({
    key: offered,
    name: listName(view, offered),
    icon: ICONS[offered],
    count: countOf(view, offered),
    isChosen: offered === show && !repeats?.all.isChosen,
    onChoose: () => choose({ show: offered }),
  }));
  const repeatsFacet = repeats && { ...repeats.all, icon: <Copy aria-hidden className="size-4 text-text-muted" /> };
  const codes = withChosen(
    view.codes.filter((each) => each.severity === severity),
    'code',
    code,
  ).map((each) => ({
    key: each.code,
    name: titleOf(each.code),
    note: each.code,
    count: each.records,
    isChosen: each.code === code,
    onChoose: () => choose({ show: listWithIssues, code: each.code === code ? undefined : each.code, column }),
  }));
  const columns = withChosen(countByColumn(view.issues, severity), 'column', column).map((each) => ({
    key: each.column,
    name: each.column === '' ? t('noColumn') : <span className="mono">{each.column}</span>,
    count: each.records,
    isChosen: each.column === column,
    onChoose: () => choose({ show: listWithIssues, code, column: each.column === column ? undefined : each.column }),
  }));
  return (
    <nav aria-label={t('label')} className="grid grid-cols-[minmax(0,1fr)] content-start gap-5 text-sm">
      <FacetList title={t('records')} facets={repeatsFacet ? lists.toSpliced(AFTER_WARNINGS, 0, repeatsFacet) : lists}>
        {renderFacet}
      </FacetList>
      <FacetList title={t('repeats')} facets={repeats?.kinds ?? []}>
        {renderFacet}
      </FacetList>
      <FacetList title={t(severity === 'error' ? 'errorTypes' : 'warningTypes')} facets={codes}>
        {renderFacet}
      </FacetList>
      <FacetList title={t('byColumn')} facets={columns}>
        {renderFacet}
      </FacetList>
    </nav>
  );
}

/** Adds the chosen facet if it has no records left, so that it can still be seen and cleared. */
function withChosen<K extends 'code' | 'column'>(
  counts: readonly (Record<K, string> & { readonly records: number })[],
  key: K,
  chosen: string | undefined,
) {
  if (chosen === undefined || counts.some((each) => each[key] === chosen)) return counts;
  return [...counts, { [key]: chosen, records: 0 } as Record<K, string> & { readonly records: number }];
}

function countOf({ job, records }: ReviewView, show: ShownRecords): number {
  return (job ? countsOfJob(job) : countsOfFile(records))[show];
}

function countsOfFile({ read, invalid, warned, ready, fixed, leftOut }: ReviewCounts): Record<ShownRecords, number> {
  return { all: read, invalid, warned, ready, fixed, left_out: leftOut, resent: 0 };
}

function countsOfJob({ records, warned }: ReviewOfJob): Record<ShownRecords, number> {
  const { ready, invalid, unchanged, resent, left_out } = records;
  const all = ready + invalid + unchanged + resent + left_out;
  return { all, invalid: invalid + unchanged, warned, ready, fixed: ready + resent, resent, left_out };
}
