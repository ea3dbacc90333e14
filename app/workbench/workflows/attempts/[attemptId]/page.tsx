import type { Metadata } from 'next';
import { AttemptTimelinePage } from '#components/workflow/attempts/timeline/attempt-timeline-page.tsx';
import { viewAttemptsOfSession, viewAttemptTasks } from '#lib/commands/console/workflows/attempts.ts';
import { load } from '#lib/web/run-command.ts';
import { attemptControls } from '../attempt-controls.ts';
import { attemptTitle, loadAttempt } from '../load-attempt.ts';

type Props = PageProps<'/workbench/workflows/attempts/[attemptId]'>;

export function generateMetadata({ params }: Props): Promise<Metadata> {
  return attemptTitle(params);
}

export default async function TimelinePage({ params }: Props) {
  const { id: attempt } = await loadAttempt(params);
  return (
    <AttemptTimelinePage
      key={attempt}
      initial={await load(viewAttemptTasks, { attempt })}
      attempts={await load(viewAttemptsOfSession, { attempt })}
      controls={attemptControls}
    />
  );
}
