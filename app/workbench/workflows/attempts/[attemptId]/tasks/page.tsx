import type { Metadata } from 'next';
import { AttemptTasksPage } from '#components/workflow/attempts/tasks/attempt-tasks-page.tsx';
import { viewAttemptTasks } from '#lib/commands/console/workflows/attempts.ts';
import { load } from '#lib/web/run-command.ts';
import { attemptControls } from '../../attempt-controls.ts';
import { attemptTitle, loadAttempt } from '../../load-attempt.ts';

type Props = PageProps<'/workbench/workflows/attempts/[attemptId]/tasks'>;

export function generateMetadata({ params }: Props): Promise<Metadata> {
  return attemptTitle(params, 'tasks');
}

export default async function TasksPage({ params }: Props) {
  const { id: attempt } = await loadAttempt(params);
  return (
    <AttemptTasksPage key={attempt} initial={await load(viewAttemptTasks, { attempt })} controls={attemptControls} />
  );
}
