'use client';

import { type ReactNode, useState } from 'react';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import type { ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import { EditResultText, UnsavedGuard } from '../edits/edit-result.tsx';
import { SelectionBar } from '../edits/selection-bar.tsx';
import type { EditReview } from '../edits/use-edits.ts';
import { FacetsPanel } from '../filter/facets-panel.tsx';
import { ReviewFacets } from '../filter/review-facets.tsx';
import { useReviewFilter } from '../filter/use-review-filter.ts';
import { FindPanel } from '../find/find-panel.tsx';
import type { GridColumn } from '../grid/review-columns.ts';
import { useRepeatFacets } from '../repeats/repeat-facets.ts';
import { RepeatsRecords } from '../repeats/repeats-records.tsx';
import { useRepeatFilter } from '../repeats/use-repeat-list.ts';
import type { ReviewPreferences } from '../review-preferences.ts';
import { CoveragePanel } from '../states/coverage-panel.tsx';
import { ListedRecords } from './listed-records.tsx';
import { ReviewDrawer, type ReviewDrawerProps } from './review-drawer.tsx';
import { useFilterPanel } from './use-filter-panel.ts';
import { useReviewContext } from './use-review-context.ts';
import { useReviewPreferences } from './use-review-preferences.ts';

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

interface ReviewRepeats {
  readonly counts: Repeats;
  readonly choice: RepeatChoice;
  readonly onChoose: (choice: RepeatChoice) => void;
}

/** A finished review: filters on the left, the records, and on the right find and replace or identifier coverage. */
export function ReviewWorkspace(props: ReviewWorkspaceProps) {
  const { view, columns, edit, hasCoverage, repeats, foot } = props;
  const [filter, chooseFilter] = useReviewFilter(view.job?.id);
  const [repeatList, chooseRepeats] = useRepeatFilter();
  const choose = (next: ReviewFilter) => {
    void chooseRepeats(null);
    chooseFilter(next);
  };
  const [preferences, prefer] = useReviewPreferences(props.preferences);
  const { context, matches } = useReviewContext({ view, columns, edit, filter, choose, preferences, prefer });
  const { find, isPersonalShown } = context;
  const filterPanel = useFilterPanel(find, preferences, prefer);
  const [drawer, setDrawer] = useState<ReviewDrawerProps['content']>();
  const repeatFacets = useRepeatFacets(repeats?.counts, repeatList, (list) => {
    setDrawer(undefined);
    void chooseRepeats(list);
  });
  const facets = { view, filter, choose, repeats: repeats && repeatFacets };
  /** The shown list of repeats; null while records are shown. */
  const shownRepeats = repeats ? repeatList : null;
  const hasCoveragePanel = hasCoverage && preferences.coverage === 'open' && !find.start;
  const openCoverage = () => {
    find.close();
    prefer('coverage', 'open');
  };
  const handlers = {
    onPersonal: (isShown: boolean) => prefer('personal', isShown ? 'shown' : 'hidden'),
    onFilters: () => setDrawer('filters'),
  };
  return (
    <>
      <div className="min-h-0 min-w-0 flex-1 grid-cols-[minmax(0,1fr)_auto] grid-rows-[auto_minmax(0,1fr)] wide:grid lg:grid-cols-[auto_minmax(0,1fr)_auto]">
        <FacetsPanel {...filterPanel}>
          <ReviewFacets {...facets} />
        </FacetsPanel>
        {repeats && shownRepeats !== null ? (
          <RepeatsRecords
            {...handlers}
            upload={view.upload}
            version={view.version}
            list={shownRepeats}
            isPersonalShown={isPersonalShown}
            repeats={repeats.counts}
            columns={context.columns}
            choice={repeats.choice}
            onChoose={repeats.onChoose}
          />
        ) : (
          <ListedRecords
            {...handlers}
            context={context}
            matches={matches}
            repeats={repeats && { counts: repeats.counts, onShow: () => void chooseRepeats('all') }}
            onCoverage={hasCoveragePanel || !hasCoverage ? undefined : openCoverage}
            onCoverageDrawer={hasCoverage ? () => setDrawer('coverage') : undefined}
          />
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
          <EditResultText edits={context.edits} />
        </>,
      )}
      <UnsavedGuard edits={context.edits} />
      <ReviewDrawer context={context} content={drawer} facets={facets} onClose={() => setDrawer(undefined)} />
    </>
  );
}
