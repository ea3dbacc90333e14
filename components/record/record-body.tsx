import { useTranslations } from 'next-intl';
import type { PersonalToggleProps } from '#components/ui/buttons/personal-toggle.tsx';
import { EmptyState } from '#components/ui/feedback/empty-state.tsx';
import { ErrorState } from '#components/ui/feedback/error-state.tsx';
import { SkeletonText } from '#components/ui/feedback/skeleton-text.tsx';
import type { RecordAnswer } from '#lib/core/view/record-view.ts';
import { MissingFileBanner } from './missing-file-banner.tsx';
import { RecordCells } from './record-cells.tsx';
import { RecordEvent } from './record-event.tsx';
import { RecordIssues } from './record-issues.tsx';

export interface RecordBodyProps {
  /** Undefined while loading. */
  answer: RecordAnswer | undefined;
  hasFailed: boolean;
  personal: PersonalToggleProps;
  onRetry: () => void;
}

/** The details of a record, or why there are none. */
export function RecordBody({ answer, hasFailed, personal, onRetry }: RecordBodyProps) {
  const t = useTranslations('records');
  if (hasFailed)
    return (
      <ErrorState title={t('drawer.failed')} level={3} onRetry={onRetry}>
        {t('drawer.failedText')}
      </ErrorState>
    );
  if (!answer) return <SkeletonText />;
  if ('noDetails' in answer) {
    const { noDetails, record, read } = answer;
    return (
      <EmptyState title={t('noDetails.title')} level={3} icon={null}>
        {t(`noDetails.${noDetails}`, { record, read })}
      </EmptyState>
    );
  }
  return (
    <>
      <RecordIssues issues={answer.issues} />
      {answer.fileGone ? (
        <MissingFileBanner missing={answer.fileGone} />
      ) : (
        <>
          <RecordCells key={answer.record} cells={answer.cells} issues={answer.issues} personal={personal} />
          <RecordEvent record={answer} />
        </>
      )}
    </>
  );
}
