'use client';

import { SlidersHorizontal } from 'lucide-react';
import { useTranslations } from 'next-intl';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { useWide } from '#components/ui/hooks/use-wide.ts';
import { Chip } from '#components/ui/surfaces/chip.tsx';
import type { RepeatChoice } from '#lib/core/job/job.ts';
import type { GridColumn } from '../grid/review-columns.ts';
import { useErrorToast } from '../use-error-toast.ts';
import { RepeatCards } from './repeat-cards.tsx';
import { RepeatTable } from './repeat-table.tsx';
import { RepeatsBar } from './repeats-bar.tsx';
import { type RepeatListQuery, useRepeatList } from './use-repeat-list.ts';

export interface RepeatsRecordsProps extends RepeatListQuery {
  repeats: Repeats;
  columns: readonly GridColumn[];
  choice: RepeatChoice;
  onChoose: (choice: RepeatChoice) => void;
  onPersonal: (isShown: boolean) => void;
  onFilters: () => void;
}

/** The records that repeat an earlier event, grouped by event, each group after the event's first record. */
export function RepeatsRecords({
  repeats,
  columns,
  choice,
  onChoose,
  onPersonal,
  onFilters,
  ...query
}: RepeatsRecordsProps) {
  const t = useTranslations('review.repeats');
  const isWide = useWide();
  const filters = (
    <span className="lg:hidden">
      <Chip pressed={false} aria-haspopup="dialog" icon={<SlidersHorizontal aria-hidden />} onClick={onFilters}>
        {t(query.list === 'all' ? 'facet' : query.list)}
      </Chip>
    </span>
  );
  const List = isWide ? RepeatTable : RepeatCards;
  return (
    <>
      <RepeatsBar
        repeats={repeats}
        choice={choice}
        onChoose={onChoose}
        isPersonalShown={query.isPersonalShown}
        onPersonal={onPersonal}
        filters={filters}
      />
      <section aria-label={t('label')} className="row-start-2 min-h-0 min-w-0 overflow-auto lg:col-start-2">
        {repeats?.state === 'ready' && <RepeatPages query={query} columns={columns} choice={choice} List={List} />}
      </section>
    </>
  );
}

interface RepeatPagesProps {
  query: RepeatListQuery;
  columns: readonly GridColumn[];
  choice: RepeatChoice;
  List: typeof RepeatTable | typeof RepeatCards;
}

function RepeatPages({ query, columns, choice, List }: RepeatPagesProps) {
  const t = useTranslations('review.repeats');
  const { data, error, isLoading, isFetchingNextPage, hasNextPage, fetchNextPage, refetch } = useRepeatList(query);
  const showError = useErrorToast();
  const rows = data?.pages.flatMap((page) => page.rows) ?? [];
  const showMore = async () => {
    const more = await fetchNextPage();
    if (more.error) showError(more.error);
  };
  if (isLoading) return <LoadingNote />;
  if (error && rows.length === 0)
    return (
      <ErrorState title={t('unlisted')} onRetry={() => void refetch()}>
        {error.message || t('unlistedText')}
      </ErrorState>
    );
  return (
    <>
      {rows.length > 0 && <List rows={rows} columns={columns} choice={choice} />}
      {hasNextPage && (
        <div className="sticky left-0 flex w-fit gap-3 px-6 py-4 max-wide:px-4">
          <Button busy={isFetchingNextPage} onClick={() => void showMore()}>
            {t('more')}
          </Button>
        </div>
      )}
    </>
  );
}
