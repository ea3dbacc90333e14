import { useTranslations } from 'next-intl';
import type { ReactNode } from 'react';
import type { Repeats } from '#components/export-steps/use-repeats.ts';
import { Button } from '#components/ui/buttons/button.tsx';
import { FlowMark } from '#components/ui/charts/flow-mark.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { repeatsOf } from '#lib/core/review/repeats/repeats-view.ts';
import type { ReviewCounts, ReviewFilter, ReviewView } from '#lib/core/review/review-view.ts';
import type { ChooseFilter } from '../filter/use-review-filter.ts';

export interface ReviewEmptyProps {
  view: ReviewView;
  filter: ReviewFilter;
  choose: ChooseFilter;
  /** The repeats of the file, and how to list them; undefined for the records of a job. */
  repeats?: { readonly counts: Repeats; readonly onShow: () => void } | undefined;
}

/** The empty list: an empty file, all records left out, no errors, or no match. */
export function ReviewEmpty({ view, filter, choose, repeats }: ReviewEmptyProps) {
  const t = useTranslations('review.empty');
  const { records, job } = view;
  if (records.read === 0) return <EmptyState title={t('noRecords')}>{t('noRecordsText')}</EmptyState>;
  const isListOfAllErrors = filter.show === 'invalid' && filter.code === undefined && filter.column === undefined;
  const showAllButton = (
    <Button size="sm" onClick={() => choose({ show: 'all' })}>
      {t('showAll')}
    </Button>
  );
  if (isListOfAllErrors && job)
    return (
      <EmptyState title={t('nothingToFix')} icon={<SuccessMark />} actions={showAllButton}>
        {t('nothingToFixText', { count: job.records.ready })}
      </EmptyState>
    );
  if (isListOfAllErrors && records.invalid === 0 && records.ready === 0)
    return (
      <EmptyState title={t('noneLeft')} icon={null} actions={showAllButton}>
        {t('noneLeftText')}
      </EmptyState>
    );
  if (isListOfAllErrors && records.invalid === 0)
    return <NoErrors records={records} choose={choose} repeats={repeats} showAllButton={showAllButton} />;
  return (
    <EmptyState
      title={t('noMatch')}
      icon={null}
      actions={
        <>
          {!job && records.invalid > 0 && (
            <Button size="sm" onClick={() => choose({ show: 'invalid' })}>
              {t('showInvalid', { count: records.invalid })}
            </Button>
          )}
          {showAllButton}
        </>
      }
    >
      {t('noMatchText')}
    </EmptyState>
  );
}

interface NoErrorsProps extends Pick<ReviewEmptyProps, 'choose' | 'repeats'> {
  records: ReviewCounts;
  showAllButton: ReactNode;
}

/** No record is invalid; some may have warnings, or repeat an earlier event. */
function NoErrors({ records, choose, repeats, showAllButton }: NoErrorsProps) {
  const t = useTranslations('review.empty');
  const counts = repeats?.counts;
  const repeatCount = counts?.state === 'ready' ? repeatsOf(counts) : 0;
  const isCountingRepeats = repeats !== undefined && (counts === undefined || counts.state === 'counting');
  const isSound = records.warned === 0 && repeatCount === 0 && !isCountingRepeats && counts?.state !== 'failed';
  return (
    <EmptyState
      title={t('noErrors', { count: records.ready })}
      icon={<SuccessMark />}
      actions={
        <>
          {records.warned > 0 && (
            <Button size="sm" onClick={() => choose({ show: 'warned' })}>
              {t('showWarned', { count: records.warned })}
            </Button>
          )}
          {repeats && repeatCount > 0 && (
            <Button size="sm" onClick={repeats.onShow}>
              {t('showRepeats', { count: repeatCount })}
            </Button>
          )}
          {showAllButton}
        </>
      }
    >
      {(records.warned > 0 || isSound) && t('noErrorsText', { warned: records.warned })}{' '}
      {repeatCount > 0 && counts && t('repeats', { ...counts, count: repeatCount })}
      {isCountingRepeats && t('repeatsCounting')}
      {counts?.state === 'failed' && t('repeatsFailed')}
    </EmptyState>
  );
}

function SuccessMark() {
  return <FlowMark className="h-12 w-18 text-accent" />;
}
