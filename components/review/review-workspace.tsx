'use client';

import { PanelRightClose } from 'lucide-react';
import { useTranslations } from 'next-intl';
import { type ReactNode, useState } from 'react';
import { IconButton } from '#components/ui/buttons/icon-button.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { Drawer } from '#components/ui/overlays/drawer.tsx';
import { NumberList } from '#lib/core/review/number-list.ts';
import { reviewScopeOf } from '#lib/core/review/review-scope.ts';
import type { ReviewView } from '#lib/core/review/review-view.ts';
import { ReviewOutcome, ReviewRefusal } from './edits/review-outcome.tsx';
import { type EditReview, useEdits } from './edits/use-edits.ts';
import { ReviewFacets } from './filter/review-facets.tsx';
import { useReviewFilter } from './filter/use-review-filter.ts';
import type { GridColumn } from './grid/review-columns.ts';
import { useSelection } from './grid/use-selection.ts';
import { saveReadinessPreference } from './readiness-preference.ts';
import type { ReviewContext } from './review-context.ts';
import { ReviewRecords } from './review-records.tsx';
import { Readiness } from './states/readiness.tsx';
import { ReviewEmpty } from './states/review-empty.tsx';
import { useNumbers } from './use-numbers.ts';

export interface ReviewWorkspaceProps {
  view: ReviewView;
  columns: readonly GridColumn[];
  edit: EditReview;
  /** The readiness panel next to the records; reviews of a job have none. */
  readiness: 'open' | 'closed' | 'none';
  /** The foot of the page, which contains the result of the last edit. */
  foot: (outcome: ReactNode) => ReactNode;
}

const EMPTY_LIST = new NumberList([]);

/** A finished review: filters on the left, the records, and the readiness panel on the right. */
export function ReviewWorkspace({ view, columns, edit, readiness, foot }: ReviewWorkspaceProps) {
  const t = useTranslations('review');
  const [filter, choose] = useReviewFilter(view.job?.id);
  const [personal, setPersonal] = useState(false);
  const [isOpen, setOpen] = useState(readiness === 'open');
  const [drawer, setDrawer] = useState<'filters' | 'readiness'>();
  const { list = EMPTY_LIST, found, key, isLoading, error, refetch } = useNumbers(view.upload, filter);
  const edits = useEdits(reviewScopeOf(view), personal, edit);
  const selection = useSelection(list, key);
  const context: ReviewContext = {
    view,
    columns,
    filter,
    choose,
    records: { list, found, key },
    selection,
    edits,
    personal,
  };
  const openReadiness = (open: boolean) => {
    setOpen(open);
    saveReadinessPreference(open);
  };
  return (
    <>
      <div
        className={`min-h-0 min-w-0 flex-1 wide:grid grid-cols-[minmax(0,1fr)] grid-rows-[auto_minmax(0,1fr)] lg:grid-cols-[15.5rem_minmax(0,1fr)] ${isOpen ? 'xl:grid-cols-[15.5rem_minmax(0,1fr)_16rem]' : ''}`}
      >
        <div className="row-start-2 overflow-auto border-border border-r py-4 pr-3 pl-4 max-lg:hidden">
          <ReviewFacets view={view} filter={filter} choose={choose} />
        </div>
        <ReviewRecords
          context={context}
          onPersonal={setPersonal}
          onReapply={() => void refetch()}
          onFilters={() => setDrawer('filters')}
          onReadiness={isOpen || readiness === 'none' ? undefined : () => openReadiness(true)}
          onReadinessDrawer={readiness === 'none' ? undefined : () => setDrawer('readiness')}
          isLoading={isLoading}
          notice={
            <>
              <ReviewRefusal edits={edits} />
              {found > list.length && (
                <p className="px-6 pb-2 text-sm text-text-muted max-wide:px-4">
                  {t('cut', { found, listed: list.length })}
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
          {!isLoading && !error && list.length === 0 && <ReviewEmpty view={view} filter={filter} choose={choose} />}
        </ReviewRecords>
        {isOpen && (
          <aside
            aria-labelledby="readiness"
            className="grid content-start gap-3 row-start-2 overflow-auto border-border border-l px-5 pt-3 pb-6 max-xl:hidden"
          >
            <div className="flex items-center justify-between">
              <h2 id="readiness" className="font-semibold text-base tracking-normal">
                {t('readiness.title')}
              </h2>
              <IconButton
                size="sm"
                label={t('readiness.hide')}
                icon={<PanelRightClose aria-hidden />}
                onClick={() => openReadiness(false)}
              />
            </div>
            <Readiness context={context} />
          </aside>
        )}
      </div>
      {foot(<ReviewOutcome edits={edits} />)}
      <Drawer
        open={drawer !== undefined}
        onClose={() => setDrawer(undefined)}
        title={drawer === 'readiness' ? t('readiness.title') : t('facets.label')}
      >
        {drawer === 'readiness' && <Readiness context={context} />}
        {drawer === 'filters' && (
          <ReviewFacets
            view={view}
            filter={filter}
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
