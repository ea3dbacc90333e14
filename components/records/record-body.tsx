import { useTranslations } from 'next-intl';
import { AnswerError } from '#components/jobs/get-json.ts';
import { Banner } from '#components/ui/banner.tsx';
import { EmptyState } from '#components/ui/empty-state.tsx';
import { ErrorState } from '#components/ui/error-state.tsx';
import { Skeleton } from '#components/ui/skeleton.tsx';
import { LoadingNote } from '#components/ui/skeleton-rows.tsx';
import type { NothingNoted, RecordDetail } from '#lib/core/record-view.ts';
import type { PersonalToggleProps } from './personal-toggle.tsx';
import { RecordCells } from './record-cells.tsx';
import { RecordEvent } from './record-event.tsx';
import { RecordIssues } from './record-issues.tsx';

export interface RecordBodyProps {
  record: number;
  /** Undefined while it is being read, or where it cannot be. */
  detail: RecordDetail | undefined;
  error: Error | null;
  personal: PersonalToggleProps;
  onRetry: () => void;
}

/** What is known of a record, or why nothing is. */
export function RecordBody({ record, detail, error, personal, onRetry }: RecordBodyProps) {
  const t = useTranslations('records');
  const nothing = nothingNoted(error);
  if (nothing)
    return (
      <EmptyState title={t('nothing.title')} level={3} icon={null}>
        {t(`nothing.${nothing.nothing}`, { record, read: nothing.read })}
      </EmptyState>
    );
  if (error)
    return (
      <ErrorState title={t('drawer.failed')} level={3} onRetry={onRetry}>
        {t('drawer.failedText')}
      </ErrorState>
    );
  if (!detail) return <BodySkeleton />;
  return (
    <>
      <RecordIssues issues={detail.issues} />
      {detail.isFileGone ? (
        <Banner tone="warning" title={t('fileGone.title')}>
          {t('fileGone.text')}
        </Banner>
      ) : (
        <>
          <RecordCells key={detail.record} cells={detail.cells} issues={detail.issues} personal={personal} />
          <RecordEvent record={detail} />
        </>
      )}
    </>
  );
}

function BodySkeleton() {
  return (
    <div className="grid gap-4">
      <LoadingNote />
      {['60%', '90%', '40%', '75%', '55%', '85%'].map((width) => (
        <Skeleton key={width} width={width} />
      ))}
    </div>
  );
}

/** The answer for a record that nothing is noted about is no failure. */
function nothingNoted(error: Error | null): { nothing: NothingNoted; read: number } | undefined {
  if (!(error instanceof AnswerError) || error.status !== 404) return undefined;
  const body = error.body as { nothing?: NothingNoted; read?: number } | null;
  return body?.nothing === undefined ? undefined : { nothing: body.nothing, read: body.read ?? 0 };
}
