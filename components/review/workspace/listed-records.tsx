import { useTranslations } from 'next-intl';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { LoadingNote } from '#components/ui/feedback/skeleton-rows.tsx';
import { EditProblem, UnsavedNote } from '../edits/edit-result.tsx';
import type { ReviewContext } from '../review-context.ts';
import { ReviewRecords } from '../review-records.tsx';
import type { ReviewRecordsProps } from '../review-records-props.ts';
import { ReviewEmpty, type ReviewEmptyProps } from '../states/review-empty.tsx';
import { ReviewLockNote } from '../states/review-lock.tsx';
import { TotalRowNote } from '../states/total-row-note.tsx';
import type { MatchingRecords } from './use-review-context.ts';

export interface ListedRecordsProps
  extends Pick<ReviewRecordsProps, 'onPersonal' | 'onFilters' | 'onCoverage' | 'onCoverageDrawer'> {
  context: ReviewContext;
  matches: MatchingRecords;
  repeats: ReviewEmptyProps['repeats'];
}

/** The records that match the filter; or that they are loading, why they could not be loaded, or why there are none. */
export function ListedRecords({ context, matches, repeats, ...handlers }: ListedRecordsProps) {
  const t = useTranslations('review');
  const { view, filter, choose, records } = context;
  const { isLoading, error } = matches;
  const refetch = () => void matches.refetch();
  return (
    <ReviewRecords
      {...handlers}
      context={context}
      onReapply={refetch}
      isLoading={isLoading}
      notice={<RecordsNotice context={context} />}
    >
      {isLoading && <LoadingNote />}
      {error && (
        <ErrorState title={t('failed.list')} onRetry={refetch}>
          {error.message || t('failed.listText')}
        </ErrorState>
      )}
      {!isLoading && !error && records.list.length === 0 && (
        <ReviewEmpty view={view} filter={filter} choose={choose} repeats={repeats} />
      )}
    </ReviewRecords>
  );
}

function RecordsNotice({ context }: { context: ReviewContext }) {
  const t = useTranslations('review');
  const { lock, edits } = context;
  const { list, total } = context.records;
  return (
    <>
      <ReviewLockNote context={context} />
      <TotalRowNote context={context} />
      <UnsavedNote edits={edits} />
      {lock !== 'behind' && <EditProblem edits={edits} />}
      {total > list.length && (
        <p className="px-6 pb-2 text-sm text-text-muted max-wide:px-4">
          {t('cut', { found: total, listed: list.length })}
        </p>
      )}
    </>
  );
}
