'use client';

import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { useMay } from '#components/access/access-provider.tsx';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import { NumberList } from '#lib/core/review/number-list.ts';
import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import { EditProblem, EditResultText } from './edits/edit-result.tsx';
import { SelectionBar } from './edits/selection-bar.tsx';
import { type EditReview, useEdits } from './edits/use-edits.ts';
import { useListVersion } from './edits/use-list-version.ts';
import { FacetsPanel } from './filter/facets-panel.tsx';
import { ReviewFacets } from './filter/review-facets.tsx';
import { useReviewFilter } from './filter/use-review-filter.ts';
import { FindPanel } from './find/find-panel.tsx';
import { useFind } from './find/use-find.ts';
import type { GridColumn } from './grid/review-columns.ts';
import { useColumnOrder } from './grid/use-column-order.ts';
import { useSelection } from './grid/use-selection.ts';
import { useRepeatFacets } from './repeats/repeat-facets.ts';
import { RepeatsRecords } from './repeats/repeats-records.tsx';
import { useRepeatFilter } from './repeats/use-repeat-list.ts';
import type { ReviewContext, ReviewLock } from './review-context.ts';
import { type ReviewPreferences, saveReviewPreference } from './review-preferences.ts';
import { ReviewRecords } from './review-records.tsx';
import { CoveragePanel } from './states/coverage-panel.tsx';
import { IdentifierCoverage } from './states/identifier-coverage.tsx';
import { ReviewEmpty } from './states/review-empty.tsx';
import { ReviewLockNote } from './states/review-lock.tsx';
import { TotalRowNote } from './states/total-row-note.tsx';
import { useMatchingRecords } from './use-matching-records.ts';

export interface ReviewWorkspaceProps {
  view: ReviewView;
  columns: readonly GridColumn[];
  edit: EditReview;
  /** Reviews of a job do not show identifier coverage. */
  hasCoverage: boolean;
  preferences: ReviewPreferences;
  /** What the export does with repeats; undefined for the records of a job. */
  repeats?: ReviewRepeats;
  /** The foot of the page, which contains the result of the last edit. */
  foot: (editResult: ReactNode) => ReactNode;
}

export interface ReviewRepeats {
  readonly counts: Repeats;
  readonly choice: RepeatChoice;
  readonly onChoose: (choice: RepeatChoice) => void;
}

const EMPTY_LIST = new NumberList([]);

/** A finished review: filters on the left, the records, and on the right find and replace or identifier coverage. */
export function ReviewWorkspace(props: ReviewWorkspaceProps) {
  const { view, edit, hasCoverage, repeats, foot } = props;
  const t = useTranslations('review');
  const mayFix = useMay('reviews.write');
  const [filter, chooseFilter] = useReviewFilter(view.job?.id);
  const [repeatList, chooseRepeats] = useRepeatFilter();
  const choose = (next: ReviewFilter) => {
    void chooseRepeats(null);
    chooseFilter(next);
  };
  const [preferences, setPreferences] = useState(props.preferences);
  const isPersonalShown = preferences.personal === 'shown';
  /** The shown list of repeats; null while records are shown. */
  const shownRepeats = repeats ? repeatList : null;
  const find = useFind();
  /** Find and replace takes the room of the filters, unless they are opened beside it. */
  const [areFiltersBesideFind, setFiltersBesideFind] = useState(false);
  const [drawer, setDrawer] = useState<'filters' | 'coverage'>();
  const repeatFacets = useRepeatFacets(repeats?.counts, repeatList, (list) => {
    setDrawer(undefined);
    void chooseRepeats(list);
  });
  const facets = { view, filter, choose, repeats: repeats && repeatFacets };
  const matches = useMatchingRecords(view.upload, filter);
  const { list = EMPTY_LIST, total, key, isLoading, error, refetch } = matches;
  const version = useListVersion(matches.version);
  const edits = useEdits({ view, isPersonalShown, edit, version });
  const isOutdated = version.seen !== undefined && version.seen !== view.version;
  const isBehind = isOutdated || matches.isRefetchError;
  const isCatchingUp = matches.isFetching || edits.isBusy || edits.hasOwnRun;
  const lockOf = (): ReviewLock | undefined => {
    if (!mayFix) return 'role';
    if (view.next) return 'busy';
    return isBehind && !isCatchingUp ? 'behind' : undefined;
  };
  const selection = useSelection(list, key);
  const columns = useColumnOrder(props.columns, { view, filter, key, order: preferences.columns });
  const prefer = <K extends keyof ReviewPreferences>(name: K, value: ReviewPreferences[K]) => {
    setPreferences({ ...preferences, [name]: value });
    saveReviewPreference(name, value);
  };
  const setPersonalShown = (isShown: boolean) => prefer('personal', isShown ? 'shown' : 'hidden');
  const context: ReviewContext = {
    view,
    columns,
    filter,
    choose,
    records: { list, total, key },
    selection,
    edits,
    lock: lockOf(),
    isPersonalShown,
    showPersonal: () => setPersonalShown(true),
    find,
    order: preferences.columns,
    chooseOrder: (order) => prefer('columns', order),
  };
  const foldFilters = (isOpen: boolean) => {
    if (find.start) setFiltersBesideFind(isOpen);
    else prefer('filters', isOpen ? 'open' : 'folded');
  };
  const openCoverage = () => {
    find.close();
    prefer('coverage', 'open');
  };
  const hasCoveragePanel = hasCoverage && preferences.coverage === 'open' && !find.start;
  return (
    <>
      <div className="min-h-0 min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)] wide:grid lg:grid-cols-[auto_minmax(0,1fr)_auto]">
        <FacetsPanel isOpen={find.start ? areFiltersBesideFind : preferences.filters === 'open'} onFold={foldFilters}>
          <ReviewFacets {...facets} />
        </FacetsPanel>
        {repeats && shownRepeats !== null ? (
          <RepeatsRecords
            upload={view.upload}
            version={view.version}
            list={shownRepeats}
            isPersonalShown={isPersonalShown}
            repeats={repeats.counts}
            columns={columns}
            choice={repeats.choice}
            onChoose={repeats.onChoose}
            onPersonal={setPersonalShown}
            onFilters={() => setDrawer('filters')}
          />
        ) : (
          <ReviewRecords
            context={context}
            onPersonal={setPersonalShown}
            onReapply={() => void refetch()}
            onFilters={() => setDrawer('filters')}
            onCoverage={hasCoveragePanel || !hasCoverage ? undefined : openCoverage}
            onCoverageDrawer={hasCoverage ? () => setDrawer('coverage') : undefined}
            isLoading={isLoading}
            notice={
              <>
                <ReviewLockNote context={context} />
                <TotalRowNote context={context} />
                {context.lock !== 'behind' && <EditProblem edits={edits} />}
                {total > list.length && (
                  <p className="px-6 pb-2 text-sm text-text-muted max-wide:px-4">
                    {t('cut', { found: total, listed: list.length })}
                  </p>
                )}
              </>
            }
          >
            {isLoading && <LoadingNote />}
            {error && (
              <ErrorState title={t('failed.list')} onRetry={() => void refetch()}>
                {error.message || t('failed.listText')}
              </ErrorState>
            )}
            {!isLoading && !error && list.length === 0 && (
              <ReviewEmpty
                view={view}
                filter={filter}
                choose={choose}
                repeats={repeats && { counts: repeats.counts, onShow: () => void chooseRepeats('all') }}
              />
            )}
          </ReviewRecords>
        )}
        {hasCoveragePanel && <CoveragePanel context={context} onFold={() => prefer('coverage', 'folded')} />}
        {find.start && shownRepeats === null && (
          <div className="max-wide:contents row-start-2 flex min-h-0 w-96 max-lg:w-80 [&_aside]:flex-1">
            <FindPanel context={context} />
          </div>
        )}
      </div>
      {foot(
        <>
          {shownRepeats === null && <SelectionBar context={context} />}
          <EditResultText edits={edits} />
        </>,
      )}
      <Drawer
        open={drawer !== undefined}
        onClose={() => setDrawer(undefined)}
        title={drawer === 'coverage' ? t('coverage.title') : t('facets.label')}
      >
        {drawer === 'coverage' && <IdentifierCoverage context={context} />}
        {drawer === 'filters' && (
          <ReviewFacets
            {...facets}
            choose={(next) => {
              choose(next);
              setDrawer(undefined);
            }}
          />
        )}
      </Drawer>
    </>
  );
}
