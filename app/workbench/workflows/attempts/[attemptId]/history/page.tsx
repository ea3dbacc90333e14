import type { Metadata } from 'next';
import { AttemptHistoryPage } from '#components/workflow/attempts/history/attempt-history-page.tsx';
import { viewAttemptsOfSession } from '#lib/commands/console/workflows/attempts.ts';
import { load } from '#lib/web/run-command.ts';
import { attemptControls } from '../../attempt-controls.ts';
import { attemptTitle, loadAttempt } from '../../load-attempt.ts';

type Props = PageProps<'/workbench/workflows/attempts/[attemptId]/history'>;

export function generateMetadata({ params }: Props): Promise<Metadata> {
  return attemptTitle(params, 'history');
}

export default async function HistoryPage({ params }: Props) {
  const attempt = await loadAttempt(params);
  return (
    <AttemptHistoryPage
      key={attempt.id}
      initial={attempt}
      attempts={await load(viewAttemptsOfSession, { attempt: attempt.id })}
      controls={attemptControls}
    />
  );
}
